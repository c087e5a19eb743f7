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
    /// characters, together or as 4-4-4 with one hyphen or space between.
    public static func isFound(in text: String) -> Bool {
        // Twelve digits take at least twelve bytes; most cells end here.
        guard text.utf8.count >= 12 else { return false }
        var run: [UInt8] = []
        // Lengths of the groups of digits that the run consists of.
        var groups: [Int] = []
        var separatorBefore = false
        for scalar in text.unicodeScalars {
            if let digit = scalar.digit {
                if groups.isEmpty || separatorBefore {
                    groups.append(0)
                    separatorBefore = false
                }
                groups[groups.count - 1] += 1
                run.append(digit)
            } else if !groups.isEmpty, !separatorBefore, scalar.narrowed == "-" || scalar.narrowed == " " {
                separatorBefore = true
            } else {
                if holdsNumber(run, groups) { return true }
                run.removeAll(keepingCapacity: true)
                groups.removeAll(keepingCapacity: true)
                separatorBefore = false
            }
        }
        return holdsNumber(run, groups)
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

    /// Whether such a number stands anywhere in a file that is no readable table, under any encoding it may have.
    static func isFound(inUnreadable bytes: [UInt8]) -> Bool {
        // Byte by byte finds ASCII digits in any text; zero bytes are the upper halves of UTF-16.
        let narrow = String(String.UnicodeScalarView(bytes.filter { $0 != 0 }.map { Unicode.Scalar($0) }))
        if isFound(in: narrow) { return true }
        return TextEncoding.allCases.contains { encoding in
            (try? encoding.decode(bytes)).map(isFound) ?? false
        }
    }

    /// Whether a group of twelve digits, or three neighbouring groups of four, is a valid number.
    private static func holdsNumber(_ run: [UInt8], _ groups: [Int]) -> Bool {
        var start = 0
        for (index, length) in groups.enumerated() {
            let isTriple = length == 4 && groups.dropFirst(index).prefix(3).elementsEqual([4, 4, 4])
            if length == 12 || isTriple, IndividualNumber.isValid(run[start..<start + 12]) { return true }
            start += length
        }
        return false
    }
}
