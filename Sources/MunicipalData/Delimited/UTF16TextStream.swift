/// A stream of UTF-16LE as UTF-8, since UTF-16 has no bytes to scan for delimiters.
///
/// At a unit without meaning the text ends with one letter in its place, so that the cell it stands in is known; or, on
/// demand, a byte that UTF-8 never has stands for the unit, and the text goes on.
struct UTF16TextStream: ByteStream {
    private var stream: any ByteStream
    private var units: [UInt8] = []
    private var offset: Int
    private var text: [UInt8] = []
    private var given = 0
    private var hasEnded = false
    /// The place in the file of the first unit without meaning.
    private(set) var faultOffset: Int?

    private let marksFaults: Bool

    /// Stands for a unit without meaning: no UTF-8 has it, and ``utf16Length(_:)`` counts it as one unit.
    static let faultMark: UInt8 = 0xC0
    private static let chunk = 1 << 16

    init(_ stream: any ByteStream, offset: Int, marksFaults: Bool = false) {
        self.stream = stream
        self.marksFaults = marksFaults
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
        if marksFaults {
            text = Self.marked(units.span.extracting(0..<whole))
            offset += whole
            units.removeFirst(whole)
            return
        }
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

    /// The units as UTF-8, a mark for each that has no meaning.
    private static func marked(_ units: Span<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        var start = 0
        while start < units.count {
            do throws(UndecodableBytes) {
                text += try UTF16LittleEndian.transcode(units.extracting(start..<units.count), from: 0)
                start = units.count
            } catch {
                let readable = units.extracting(start..<start + error.offset)
                text += (try? UTF16LittleEndian.transcode(readable, from: 0)) ?? []
                text.append(faultMark)
                start += error.offset + 2
            }
        }
        return text
    }
}
