/// Where a cell stands.
public struct CellPlace: Hashable, Sendable, CustomStringConvertible {
    /// The sheet's name.
    public var sheet: String
    /// The row, from 1.
    public var row: Int
    /// The column, from 1.
    public var column: Int

    /// A place.
    public init(sheet: String, row: Int, column: Int) {
        self.sheet = sheet
        self.row = row
        self.column = column
    }

    /// As spreadsheets write it: `'一覧'!B12`.
    public var description: String { "'\(sheet)'!\(CellReference(row: row, column: column))" }
}

/// A cell's row and column as spreadsheets write them: `B12`.
struct CellReference: Hashable, CustomStringConvertible {
    /// The format's own limits (ECMA-376).
    static let lastRow = 1_048_576
    static let lastColumn = 16_384

    var row: Int
    var column: Int

    init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// Reads `B12`, also `$B$12`; nil where it is none or lies beyond the format's limits.
    init?(_ text: some StringProtocol) {
        var row = 0
        var column = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "$"): continue
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
                guard row > 0 else { return nil }
            default: return nil
            }
            guard column <= Self.lastColumn, row <= Self.lastRow else { return nil }
        }
        guard row > 0, column > 0 else { return nil }
        self.init(row: row, column: column)
    }

    var description: String {
        var letters = ""
        var rest = column
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return "\(letters)\(row)"
    }
}

/// A rectangle of cells: `A1:C1`, or one cell.
struct CellRange: Hashable {
    var first: CellReference
    var last: CellReference

    init?(_ text: String) {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false)
        guard ends.count <= 2, let first = CellReference(ends[0]), let last = CellReference(ends[ends.count - 1]),
            first.row <= last.row, first.column <= last.column
        else { return nil }
        self.first = first
        self.last = last
    }
}
