public import MunicipalData

/// The problems of a file as a table that a clerk opens in a spreadsheet program: places and what to do, never a value.
public struct ProblemTable: Hashable, Sendable {
    /// What the columns hold.
    public static let heading = ["行", "列", "項目名", "位置(バイト)", "種類", "内容", "直し方"]

    /// A problem's place, its kind by the name under which it is reported, and what is said of it to the clerk.
    public struct Place: Hashable, Sendable {
        let row: Int
        let column: Int?
        let name: String?
        let offset: Int
        let code: String
        let japanese: String

        /// A place; rows and columns count from 1.
        public init(row: Int, column: Int?, name: String?, offset: Int, code: String, japanese: String) {
            self.row = row
            self.column = column
            self.name = name
            self.offset = offset
            self.code = code
            self.japanese = japanese
        }
    }

    /// One row for each listed problem in the order of the file, then one for each kind that is not listed in full.
    public let rows: [[String]]

    /// The table of a report. Rows and columns count from 1; row 0 is the header and the file as a whole.
    public init(_ report: CheckReport) {
        var listed: [DataProblem.Kind: Int] = [:]
        var rows = report.problems.map { problem in
            listed[problem.kind, default: 0] += 1
            return Self.cells(
                Place(
                    row: problem.row, column: problem.column, name: problem.name, offset: problem.offset,
                    code: problem.kind.rawValue, japanese: problem.japanese))
        }
        for kind in report.counts.keys.sorted() {
            let rest = (report.counts[kind] ?? 0) - (listed[kind] ?? 0)
            guard rest > 0 else { continue }
            let text = "このほかに\(rest)件あります(この表に載せる数を超えました)"
            rows.append(["", "", "", "", kind.japaneseName, text, ""])
        }
        self.rows = rows
    }

    /// The table of problems as messages carry them.
    public init(_ places: [Place]) { rows = places.map(Self.cells) }

    private static func cells(_ place: Place) -> [String] {
        let (content, remedy) = sentences(place.japanese)
        return [
            String(place.row), place.column.map(String.init) ?? "", place.name ?? "", String(place.offset),
            DataProblem.Kind(rawValue: place.code)?.japaneseName ?? place.code, content, remedy,
        ]
    }

    /// The first sentence, which says what is wrong, and the others, which say what to do. One in 「」 is part of another.
    private static func sentences(_ text: String) -> (first: String, others: String) {
        var depth = 0
        for index in text.indices {
            switch text[index] {
            case "「": depth += 1
            case "」": depth -= 1
            case "。" where depth <= 0: return (String(text[...index]), String(text[text.index(after: index)...]))
            default: continue
            }
        }
        return (text, "")
    }

    /// The heading and the rows.
    public var cells: [[String]] { [Self.heading] + rows }

    /// The table as CSV: UTF-8 with the mark by which spreadsheet programs know it, CRLF. A text that such a program would
    /// take for a formula begins with an apostrophe.
    public var csv: [UInt8] {
        var writer = DelimitedWriter()
        for row in cells { writer.append(row: row.map { isFormulaLike($0) ? "'\($0)" : $0 }) }
        return [0xEF, 0xBB, 0xBF] + writer.bytes
    }
}
