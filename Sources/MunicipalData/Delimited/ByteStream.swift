/// Bytes that are read once, from the beginning to the end: a file, a decrypted item of the vault, memory.
public protocol ByteStream {
    /// Reads the next bytes into the beginning of `buffer`, which has room for at least one.
    ///
    /// - Returns: how many bytes were read; 0 only at the end.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Bytes in memory as a stream.
public struct MemoryByteStream: ByteStream, Sendable {
    private let bytes: [UInt8]
    private var position = 0

    /// A stream of all bytes.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Copies the next bytes; see ``ByteStream``.
    public mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - position)
        bytes.withUnsafeBytes { source in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[position..<position + count]))
        }
        position += count
        return count
    }
}

/// A stream of which the beginning was read already.
struct ResumedByteStream: ByteStream {
    private var beginning: MemoryByteStream
    private var stream: any ByteStream

    init(_ beginning: [UInt8], _ stream: any ByteStream) {
        self.beginning = MemoryByteStream(beginning)
        self.stream = stream
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = beginning.read(into: buffer)
        return count > 0 ? count : try stream.read(into: buffer)
    }
}
