/// The beginning of a file: enough to see how it is written, cut at the end of a row.
public struct FileSample: Sendable {
    /// The bytes, a byte order mark included.
    public let bytes: [UInt8]
    /// Whether this is the whole file.
    public let isWhole: Bool

    /// Reads the beginning of a stream.
    ///
    /// - Parameter limit: the most bytes that are read.
    /// - Throws: what the stream throws.
    public init(reading stream: any ByteStream, limit: Int) throws {
        var stream = stream
        var bytes = [UInt8](repeating: 0, count: max(1, limit))
        var count = 0
        var hasEnded = false
        while count < bytes.count {
            let read = try bytes.withUnsafeMutableBytes {
                try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
            }
            if read == 0 {
                hasEnded = true
                break
            }
            count += read
        }
        if !hasEnded {
            var next: [UInt8] = [0]
            hasEnded = try next.withUnsafeMutableBytes { try stream.read(into: $0) } == 0
        }
        bytes.removeLast(bytes.count - count)
        self.init(bytes, isWhole: hasEnded)
    }

    /// A sample of bytes that were read already. One that is not the whole file loses its last, unfinished line.
    public init(_ bytes: [UInt8], isWhole: Bool) {
        self.isWhole = isWhole
        if isWhole {
            self.bytes = bytes
        } else {
            // In UTF-16LE the zero behind the line feed belongs to it.
            let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
            let isWide = end < bytes.count && bytes[end] == 0 && !end.isMultiple(of: 2)
            self.bytes = Array(bytes[..<(isWide ? end + 1 : end)])
        }
    }
}
