/// A stream of UTF-16LE as UTF-8, since UTF-16 has no bytes to scan for delimiters.
///
/// At a unit without meaning the text ends with one letter in its place, so that the cell it stands in is known.
struct UTF16TextStream: ByteStream {
    private var stream: any ByteStream
    private var units: [UInt8] = []
    private var offset: Int
    private var text: [UInt8] = []
    private var given = 0
    private var hasEnded = false
    /// The place in the file of the first unit without meaning.
    private(set) var faultOffset: Int?

    private static let chunk = 1 << 16

    init(_ stream: any ByteStream, offset: Int) {
        self.stream = stream
        self.offset = offset
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while given == text.count {
            if hasEnded { return 0 }
            try transcode()
        }
        let count = min(buffer.count, text.count - given)
        text.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[given..<given + count])) }
        given += count
        return count
    }

    private mutating func transcode() throws {
        let kept = units.count
        units.append(contentsOf: repeatElement(0, count: Self.chunk))
        let read = try units.withUnsafeMutableBytes {
            try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[kept...]))
        }
        units.removeLast(Self.chunk - read)
        hasEnded = read == 0
        var whole = units.count
        if !hasEnded {
            whole -= whole % 2
            // The first half of a pair waits for the second.
            if whole >= 2, units[whole - 1] & 0xFC == 0xD8 { whole -= 2 }
        }
        given = 0
        do throws(UndecodableBytes) {
            text = try UTF16LittleEndian.transcode(units.span.extracting(0..<whole), from: 0)
        } catch {
            faultOffset = offset + error.offset
            let readable = try? UTF16LittleEndian.transcode(units.span.extracting(0..<error.offset), from: 0)
            text = (readable ?? []) + [UInt8(ascii: "x")]
            hasEnded = true
        }
        offset += whole
        units.removeFirst(whole)
    }
}
