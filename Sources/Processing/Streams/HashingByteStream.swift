import Crypto
import MunicipalData

/// A stream that computes the SHA-256 (FIPS 180-4) of what is read from it, so that a file is read once.
///
/// A class, since the reader takes the stream and the hash is asked for afterwards.
final class HashingByteStream: ByteStream {
    private var stream: any ByteStream
    private var hash = SHA256()

    init(_ stream: any ByteStream) { self.stream = stream }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try stream.read(into: buffer)
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    /// The SHA-256 of all that was read, hexadecimal.
    var sha256: String { hexadecimal(hash.finalize()) }
}
