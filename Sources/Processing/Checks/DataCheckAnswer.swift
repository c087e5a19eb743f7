package import MunicipalData

/// The answer of `oboro data check` as JSON: facts, problems and the profile, without any cell value.
package struct DataCheckAnswer: Encodable {
    let layout: String
    let rows: Int
    /// How many.
    let columns: Int
    let encoding: String
    let bytes: Int
    let lineBreaks: Breaks
    /// The names in the header.
    let names: [String]
    /// In the order of the file.
    let problems: [Problem]
    /// All problems by code.
    let counts: [String: Int]
    /// Of each code how many problems are not listed; empty where all are.
    let notListed: [String: Int]
    let profile: [Profile]
    let gaiji: [Gaiji]
    /// Rows that a package would leave out, by the reason.
    let leftOut: [String: Int]

    /// The answer for a report on a file with this layout.
    package init(_ report: CheckReport, layout: String) {
        self.layout = layout
        rows = report.rows
        columns = report.columns.count
        encoding = report.encoding.rawValue
        bytes = report.bytes
        lineBreaks = Breaks(report.lineBreaks)
        names = report.columns
        problems = report.problems.map(Problem.init)
        counts = Dictionary(uniqueKeysWithValues: report.counts.map { ($0.key.rawValue, $0.value) })
        var rest = counts
        for problem in problems { rest[problem.code, default: 0] -= 1 }
        notListed = rest.filter { $0.value > 0 }
        profile = report.profile.map(Profile.init)
        gaiji = report.gaiji.map { Gaiji(code: $0.code, column: $0.column, cells: $0.cells) }
        leftOut = Dictionary(uniqueKeysWithValues: report.leftOut.map { ($0.key.rawValue, $0.value) })
    }

    /// The bytes of the answer.
    package var json: [UInt8] { jsonText(self) }
}

extension DataCheckAnswer {
    /// How rows end.
    struct Breaks: Encodable {
        let style: String
        let crlf: Int
        let lf: Int
        let lastMissing: Bool

        init(_ breaks: LineBreaks) {
            style = breaks.name
            crlf = breaks.pairs
            lf = breaks.lineFeeds
            lastMissing = breaks.isLastMissing
        }
    }

    /// One problem. Where the whole row is meant, or the name must not be repeated, `column` is null.
    struct Problem: Encodable {
        let row: Int
        let column: String?
        let columnNumber: Int?
        let offset: Int
        let code: String
        let message: String
        let japanese: String

        private enum CodingKeys: String, CodingKey {
            case row, column, columnNumber, offset, code, message, japanese
        }

        init(_ problem: DataProblem) {
            row = problem.row
            column = problem.name
            columnNumber = problem.column
            offset = problem.offset
            code = problem.kind.rawValue
            message = problem.message
            japanese = problem.japanese
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(row, forKey: .row)
            try container.encode(column, forKey: .column)
            try container.encode(columnNumber, forKey: .columnNumber)
            try container.encode(offset, forKey: .offset)
            try container.encode(code, forKey: .code)
            try container.encode(message, forKey: .message)
            try container.encode(japanese, forKey: .japanese)
        }
    }

    /// What a column holds.
    struct Profile: Encodable {
        let name: String
        let kept: Bool
        let filled: Int
        let missing: Int
        let faulty: Int
        /// Left out where there are more than are counted.
        let distinct: Int?
        /// The fewest and the most characters.
        let lengths: [Int]?
        /// The least and the greatest year.
        let years: [Int]?
        /// Rows by code; fewer than 10 are written `<10`.
        let codes: [String: String]?

        init(_ profile: ColumnProfile) {
            name = profile.name
            kept = profile.isKept
            filled = profile.filled
            missing = profile.missing
            faulty = profile.faulty
            distinct = profile.distinct
            lengths = profile.lengths.map { [$0.lowerBound, $0.upperBound] }
            years = profile.years.map { [$0.lowerBound, $0.upperBound] }
            codes = profile.codes.isEmpty ? nil : profile.codes.mapValues { $0 < 10 ? "<10" : "\($0)" }
        }
    }

    /// A character of the municipality's own.
    struct Gaiji: Encodable {
        let code: String
        let column: String
        let cells: Int
    }
}
