import Primitives

/// What is wrong with the cells of a column whose values are not kept: they are looked at once and forgotten.
struct CellCheck {
    /// The encodings that a file may have before its end is known.
    struct Candidates: OptionSet {
        let rawValue: UInt8
        static let utf8 = Candidates(rawValue: 1)
        static let cp932 = Candidates(rawValue: 2)
    }

    /// Cells with the same fault.
    struct Occurrences {
        /// The first such cell's row, counted as the caller counts.
        var row: Int
        /// The byte in it.
        var offset: Int
        var rows: Int

        fileprivate static func add(_ row: Int, _ offset: Int, to occurrences: inout Occurrences?) {
            if occurrences == nil { occurrences = Occurrences(row: row, offset: offset, rows: 0) }
            occurrences?.rows += 1
        }
    }

    /// What one encoding makes of the cells.
    struct Verdict {
        var undecodable: Occurrences?
        var individualNumbers: Occurrences?
    }

    private(set) var utf8 = Verdict()
    private(set) var cp932 = Verdict()

    subscript(encoding: TextEncoding) -> Verdict { encoding == .cp932 ? cp932 : utf8 }

    /// Looks at a cell, behind whose beginning ``ByteDictionary/View/readAhead`` bytes are readable.
    @inline(__always)
    mutating func look(at cell: UnsafeBufferPointer<UInt8>, row: Int, offset: Int, _ candidates: Candidates) {
        guard let start = cell.baseAddress else { return }
        if cell.count < 12 {
            // Too short for an individual number: all that can be wrong is a byte that is not ASCII.
            let words = ByteDictionary.View.shortKey(start, cell.count, ByteDictionary.View.masks)
            if (words.first | words.second) & 0x8080_8080_8080_8080 == 0 { return }
            lookClosely(at: cell, isASCII: false, digits: 0, row: row, offset: offset, candidates)
            return
        }
        var high: UInt8 = 0
        var digits = 0
        for byte in cell {
            high |= byte
            if byte &- 0x30 < 10 { digits &+= 1 }
        }
        if high < 0x80, digits < 12 { return }
        lookClosely(at: cell, isASCII: high < 0x80, digits: digits, row: row, offset: offset, candidates)
    }

    private mutating func lookClosely(
        at cell: UnsafeBufferPointer<UInt8>, isASCII: Bool, digits: Int, row: Int, offset: Int,
        _ candidates: Candidates
    ) {
        if isASCII {
            // Digits alone are the usual form of a code; most are no individual number.
            if digits == cell.count, !(digits == 12 && IndividualNumber.isValid(cell.map { $0 - 0x30 })) { return }
            if IndividualNumberScan.isFound(in: String(decoding: cell, as: UTF8.self)) {
                Occurrences.add(row, offset, to: &utf8.individualNumbers)
                Occurrences.add(row, offset, to: &cp932.individualNumbers)
            }
            return
        }
        if candidates.contains(.utf8) { utf8.judge(cell, as: .utf8, row: row, offset: offset) }
        if candidates.contains(.cp932) { cp932.judge(cell, as: .cp932, row: row, offset: offset) }
    }

    /// Adds what was found in a later part of the column.
    mutating func append(_ later: CellCheck, row: Int, offset: Int) {
        utf8.append(later.utf8, row: row, offset: offset)
        cp932.append(later.cp932, row: row, offset: offset)
    }
}

extension CellCheck.Verdict {
    fileprivate mutating func judge(
        _ cell: UnsafeBufferPointer<UInt8>, as encoding: TextEncoding, row: Int, offset: Int
    ) {
        guard encoding == .cp932 ? CP932Pairs.allow(cell) : isUTF8(cell) else {
            // Where in the cell is asked of the decoder, for the first such cell only.
            var place = 0
            if undecodable == nil {
                do throws(UndecodableBytes) { _ = try encoding.decode(Array(cell)) } catch { place = error.offset }
            }
            CellCheck.Occurrences.add(row, offset + place, to: &undecodable)
            return
        }
        // Twelve digits of either width: 30–39, EF BC 90–99 in UTF-8, 82 4F–58 in CP932.
        guard cell.count >= 12 else { return }
        let lead: UInt8 = encoding == .cp932 ? 0x82 : 0xBC
        guard cell.reduce(0, { $0 + ($1 &- 0x30 < 10 || $1 == lead ? 1 : 0) }) >= 12,
            let text = try? encoding.decode(Array(cell)), IndividualNumberScan.isFound(in: text)
        else { return }
        CellCheck.Occurrences.add(row, offset, to: &individualNumbers)
    }

    fileprivate mutating func append(_ later: CellCheck.Verdict, row: Int, offset: Int) {
        Self.append(later.undecodable, to: &undecodable, row, offset)
        Self.append(later.individualNumbers, to: &individualNumbers, row, offset)
    }

    private static func append(
        _ later: CellCheck.Occurrences?, to earlier: inout CellCheck.Occurrences?, _ row: Int, _ offset: Int
    ) {
        guard let later else { return }
        if earlier == nil {
            earlier = CellCheck.Occurrences(row: later.row + row, offset: later.offset + offset, rows: later.rows)
        } else {
            earlier?.rows += later.rows
        }
    }
}

/// Whether the bytes are well-formed UTF-8 (Unicode 16, table 3-7).
func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
        let lead = bytes[index]
        index += 1
        if lead < 0x80 { continue }
        let first: ClosedRange<UInt8>
        var following = 1
        switch lead {
        case 0xC2...0xDF: first = 0x80...0xBF
        case 0xE0: (first, following) = (0xA0...0xBF, 2)
        case 0xE1...0xEC, 0xEE...0xEF: (first, following) = (0x80...0xBF, 2)
        case 0xED: (first, following) = (0x80...0x9F, 2)
        case 0xF0: (first, following) = (0x90...0xBF, 3)
        case 0xF1...0xF3: (first, following) = (0x80...0xBF, 3)
        case 0xF4: (first, following) = (0x80...0x8F, 3)
        default: return false
        }
        guard index + following <= bytes.count, first.contains(bytes[index]) else { return false }
        for place in 1..<following where bytes[index + place] & 0xC0 != 0x80 { return false }
        index += following
    }
    return true
}

/// The pairs of bytes that mean something in CP932.
enum CP932Pairs {
    /// By lead byte × 256 + trail byte.
    private static let meanings: [Bool] = (0..<65_536).map { pair in
        let lead = UInt8(pair >> 8)
        guard (0x81...0x9F).contains(lead) || (0xE0...0xFC).contains(lead) else { return false }
        return (try? CP932.decode([lead, UInt8(truncatingIfNeeded: pair)].span)) != nil
    }

    /// Whether the bytes are text in CP932.
    static func allow(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte < 0x80 || (0xA1...0xDF).contains(byte) { continue }
            guard index < bytes.count, meanings[Int(byte) << 8 | Int(bytes[index])] else { return false }
            index += 1
        }
        return true
    }
}
