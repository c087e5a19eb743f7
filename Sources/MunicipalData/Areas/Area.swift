/// One area of a municipality's own table: a 町字 (a 丁目, or a town without), and what it belongs to.
public struct Area: Hashable, Sendable {
    /// Prefecture (都道府県).
    public let prefecture: String
    /// Secondary medical area (二次医療圏), or blank where the table gives none.
    public let medicalArea: String
    /// Municipality (市区町村), with its district (郡) or ward.
    public let municipality: String
    /// Primary school area (小学校区) or another district of the municipality's own, or blank where the table gives none.
    public let district: String
    /// The town's name without 丁目.
    public let town: String
    /// 丁目 and section, or blank.
    public let part: String
    /// The 町字 that this one is joined to when it has too few persons (合算先), as in the table; blank for the default.
    public let joinedTo: String

    /// The official name of the 町字.
    public var name: String { town + part }

    var municipalLabel: String { prefecture + municipality }

    /// Names of one place that are written in more than one way have one key: ヶ, ケ, が and ガ, ノ and の, ッ and ツ.
    static func key(_ name: some StringProtocol) -> String {
        String(
            name.map { character in
                switch character {
                case "ヶ", "が", "ガ", "ｹ": "ケ"
                case "の": "ノ"
                case "ッ", "っ", "つ": "ツ"
                default: character
                }
            })
    }
}

/// Why a table of areas cannot be used. Names rows and towns of the table, which is no one's personal data.
public enum AreaTableError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The header lacks a column that must be there.
    case columnMissing(String)
    /// The table has a header and no row.
    case empty
    /// A cell that must be filled is blank.
    case blank(row: Int, column: String)
    /// A town is in the table twice, perhaps in two ways of writing.
    case townTwice(row: Int, firstRow: Int)
    /// A municipality's rows disagree about what it belongs to.
    case municipalityDiffers(row: Int, firstRow: Int, column: String)
    /// Some rows of a municipality fill the column and others do not.
    case partlyBlank(row: Int, column: String)
    /// The name does not read as a municipality and a town of it.
    case unreadable(row: Int, column: String)
    /// The 合算先 is no town of the same municipality in the table, or the town itself.
    case neighbourUnknown(row: Int)
    /// The 合算先 belongs to another 地区, which a joined area cannot cross.
    case neighbourInOtherDistrict(row: Int)

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .columnMissing(let column):
            "the header lacks the column \(column); it needs \(AreaTable.requiredColumns.joined(separator: ", "))"
        case .empty: "the table has no row; list every 町字 of the municipality"
        case .blank(let row, let column): "row \(row): \(column) is blank; fill it in"
        case .townTwice(let row, let first): "row \(row): the 町字 is already in row \(first); keep one of them"
        case .municipalityDiffers(let row, let first, let column):
            "row \(row): \(column) differs from row \(first) of the same municipality; one municipality has one"
        case .partlyBlank(let row, let column):
            "row \(row): \(column) is filled in some rows of the municipality and blank in others; fill all or none"
        case .unreadable(let row, let column): "row \(row): \(column) does not read as a name of that kind"
        case .neighbourUnknown(let row): "row \(row): 合算先 must name another 町字 of the same municipality in the table"
        case .neighbourInOtherDistrict(let row): "row \(row): 合算先 lies in another 地区; name one of the same 地区"
        }
    }
}
