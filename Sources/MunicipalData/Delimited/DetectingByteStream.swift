/// A stream that finds out whether its bytes are UTF-8 or CP932, without keeping more than a sample.
///
/// ASCII is the same in both, so it is passed on undecided. The first other byte and the ``sample`` bytes from there on decide:
/// UTF-8 where they are well-formed, otherwise the encoding under which fewer bytes have no meaning, CP932 where these are
/// equally many. So neither the size of the reads nor what follows the sample changes the decision.
final class DetectingByteStream: ByteStream {
    private var stream: any ByteStream
    private var held: [UInt8] = []
    private var given = 0
    /// The decision; nil as long as every byte was ASCII.
    private(set) var encoding: TextEncoding?

    /// Bytes that decide.
    static let sample = 1 << 16

    init(_ stream: any ByteStream) { self.stream = stream }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if given < held.count {
            let count = min(buffer.count, held.count - given)
            held.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[given..<given + count]))
            }
            given += count
            return count
        }
        let count = try stream.read(into: buffer)
        guard encoding == nil else { return count }
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[0..<count])
        guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else { return count }
        var sample = Array(bytes[first...])
        let passed = sample.count
        while sample.count < Self.sample {
            var more = [UInt8](repeating: 0, count: Self.sample - sample.count)
            let read = try more.withUnsafeMutableBytes { try stream.read(into: $0) }
            if read == 0 { break }
            sample += more[0..<read]
        }
        encoding = Self.decided(Array(sample.prefix(Self.sample)))
        held = Array(sample.dropFirst(passed))
        given = 0
        return count
    }

    private static func decided(_ sample: [UInt8]) -> TextEncoding {
        // A character may be cut at the end of the sample.
        let inUTF8 = faults(sample, .utf8)
        if inUTF8 == 0 { return .utf8 }
        return faults(sample, .cp932) <= inUTF8 ? .cp932 : .utf8
    }

    private static func faults(_ sample: [UInt8], _ encoding: TextEncoding) -> Int {
        var faults = 0
        var start = 0
        while start < sample.count {
            do throws(UndecodableBytes) {
                _ = try encoding.decode(sample.span.extracting(start..<sample.count))
                break
            } catch {
                let place = start + error.offset
                if sample.count == Self.sample, place > sample.count - 4 { break }
                faults += 1
                // What cannot be UTF-8 shows soon; what follows need not be counted to the end.
                if faults == 64 { break }
                start = place + 1
            }
        }
        return faults
    }
}
