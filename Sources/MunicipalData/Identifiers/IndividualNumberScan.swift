import Primitives

/// Where numbers that look like an individual number (個人番号) were found: never the numbers.
public struct IndividualNumberFinding: Hashable, Codable, Sendable {
    /// The first cell of the column with one.
    public let first: CellPosition
    /// Rows of the column with one.
    public let rows: Int

    /// Makes a finding; see the properties.
    public init(first: CellPosition, rows: Int) {
        self.first = first
        self.rows = rows
    }
}

/// Looks for individual numbers (個人番号) in any column. 番号法19条 does not allow them to be handed over for anonymization,
/// so a file with one is quarantined.
public enum IndividualNumberScan {
    /// Whether `text` holds twelve digits with a valid check digit: of either width, standing alone between other
    /// characters, together or as 4-4-4 with one sign between that people type for a hyphen or a space: - ー ・ / . _ and the spaces.
    public static func isFound(in text: String) -> Bool {
        // Twelve digits take at least twelve bytes; most cells end here.
        guard text.utf8.count >= 12 else { return false }
        return text.utf8.withContiguousStorageIfAvailable(isFound(inUTF8:))
            ?? Array(text.utf8).withUnsafeBufferPointer(isFound(inUTF8:))
    }

    /// The same for the bytes of a text in well-formed UTF-8. Called for every distinct value of a file: it allocates
    /// nothing.
    package static func isFound(inUTF8 bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // A digit is 30–39, or EF BC 90–99: without twelve bytes 30–39 or BC there is no such number.
        var candidates = 0
        for byte in bytes where byte &- 0x30 < 10 || byte == 0xBC { candidates &+= 1 }
        guard candidates >= 12 else { return false }
        var groups = DigitGroups()
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            var length = 1
            var narrow = byte
            if byte >= 0x80 {
                length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
                guard index + length <= bytes.count else { break }
                switch length {
                case 3: narrow = Self.narrow(byte, bytes[index + 1], bytes[index + 2])
                // A space that does not break.
                case 2 where byte == 0xC2 && bytes[index + 1] == 0xA0: narrow = UInt8(ascii: " ")
                default: narrow = 0
                }
            }
            if groups.isNumberFound(before: narrow) { return true }
            index += length
        }
        return groups.isNumberFound(before: 0)
    }

    /// The digit, hyphen or space that three bytes of UTF-8 stand for (as ``Swift/String/narrowed``), or 0.
    @inline(__always)
    private static func narrow(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt8 {
        switch (first, second, third) {
        case (0xEF, 0xBC, 0x90...0x99): third &- 0x60
        case (0xEF, 0xBC, 0x8D), (0xE2, 0x80, 0x90...0x95), (0xE2, 0x88, 0x92): UInt8(ascii: "-")
        // ー ｰ ・ ･ ／ ． ＿, typed in a hyphen's place.
        case (0xE3, 0x83, 0xBB...0xBC), (0xEF, 0xBD, 0xA5), (0xEF, 0xBD, 0xB0), (0xEF, 0xBC, 0x8E...0x8F),
            (0xEF, 0xBC, 0xBF):
            UInt8(ascii: "-")
        case (0xE3, 0x80, 0x80): UInt8(ascii: " ")
        default: 0
        }
    }

    /// All columns of `table` with such numbers, in the order of the file.
    public static func findings(in table: DelimitedTable) -> [IndividualNumberFinding] {
        table.columns.enumerated().compactMap { index, column in
            let hits = column.values.map(isFound)
            let firstHit = zip(hits, column.firstRows).first(where: \.0).map { Int($0.1) }
            // Row 0: in a file without header the first row stands there.
            let inHeader = isFound(in: column.name)
            guard let first = inHeader ? 0 : firstHit ?? column.individualNumbers?.row else { return nil }
            let rows = column.rows(marked: hits) + (column.individualNumbers?.rows ?? 0) + (inHeader ? 1 : 0)
            let position = CellPosition(row: first, column: index + 1, name: inHeader ? nil : column.name)
            return IndividualNumberFinding(first: position, rows: rows)
        }
    }
}

/// The last three groups of digits of a run in which one hyphen or space stands between two groups.
private struct DigitGroups {
    private struct Group {
        var number = 0
        var length = 0
    }

    private var first = Group()
    private var second = Group()
    private var third = Group()
    private var isSeparated = false

    /// Takes the next character; whether a number ended before it.
    @inline(__always)
    mutating func isNumberFound(before character: UInt8) -> Bool {
        if character &- 0x30 < 10 {
            if isSeparated {
                first = second
                second = third
                third = Group()
                isSeparated = false
            }
            third.length += 1
            if third.length <= 12 { third.number = third.number * 10 + Int(character &- 0x30) }
            return false
        }
        guard third.length > 0 else { return false }
        let isFound = !isSeparated && isNumber
        if Self.isSeparator(character), !isSeparated { isSeparated = true } else { self = DigitGroups() }
        return isFound
    }

    @inline(__always)
    private static func isSeparator(_ character: UInt8) -> Bool {
        switch character {
        case UInt8(ascii: "-"), UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x09: true
        default: false
        }
    }

    private var isNumber: Bool {
        if third.length == 12 { return IndividualNumber.isValid(number: third.number) }
        guard first.length == 4, second.length == 4, third.length == 4 else { return false }
        return IndividualNumber.isValid(
            number: (first.number * 10_000 + second.number) * 10_000 + third.number)
    }
}
