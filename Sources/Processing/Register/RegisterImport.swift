/// What a list per office work (事務ごとの一覧) says, as entries of a register per file, with everything that was not read,
/// was merged, or has to be decided by a person.
public struct RegisterImport: Sendable, Hashable {
    /// One proposal per file and body, in the order in which the list names them first.
    public internal(set) var proposals: [RegisterProposal] = []
    /// What was found on the way: the headings first, then row by row, then what merging found.
    public internal(set) var findings: [RegisterFinding] = []

    /// Reads the rows of a list: the first row among the first 20 that has two known headings or more is the row of headings.
    ///
    /// - Parameters:
    ///   - rows: all rows of the sheet, of any lengths.
    ///   - columns: which heading stands for which field.
    ///   - body: the implementing body where the list has no column for it; blank where that is to be asked.
    ///   - naming: the field whose cell names the file; the office work where the list has no column of file names and the
    ///     municipality says that each office work has one file.
    public init(rows: [[String]], columns: RegisterColumns, body: String = "", naming: RegisterField = .name) {
        guard let headingRow = rows.prefix(20).firstIndex(where: { Self.knownHeadings(in: $0, columns) >= 2 }) else {
            findings.append(
                RegisterFinding(
                    .noHeadings,
                    "none of the first 20 rows has two known headings: declare the list's headings (--columns)",
                    "先頭20行に見出し行が見つかりません。見出しの対応表（--columns）を確認してください。"))
            return
        }
        for row in 0..<headingRow where rows[row].contains(where: { !$0.isBlank }) {
            findings.append(
                RegisterFinding(
                    .titleRow, row: row + 1, "a row above the headings was not read", "見出し行より上の行は読み込んでいません。"))
        }
        let headings = readHeadings(rows[headingRow], at: headingRow + 1, columns, body: body, naming: naming)
        var reader = RegisterRowReader(headings: headings, width: rows[headingRow].count, columns: columns)
        var proposals: [RegisterProposal] = []
        for (index, cells) in rows.enumerated().dropFirst(headingRow + 1) where cells.contains(where: { !$0.isBlank }) {
            if let proposal = reader.proposal(cells, row: index + 1, body: body, naming: naming) {
                proposals.append(proposal)
            }
        }
        findings += reader.findings
        merge(proposals)
    }

    private static func knownHeadings(in row: [String], _ columns: RegisterColumns) -> Int {
        Set(row.compactMap { columns.field(for: $0) }).count
    }

    /// The column of each field; every heading that is not read becomes a finding.
    private mutating func readHeadings(
        _ row: [String], at number: Int, _ columns: RegisterColumns, body: String, naming: RegisterField
    ) -> [RegisterField: Int] {
        var found: [RegisterField: Int] = [:]
        var unknown = 0
        for (index, heading) in row.enumerated() where !heading.isBlank && !columns.isIgnored(heading) {
            let name = shortenedName(heading)
            guard let field = columns.field(for: heading) else {
                unknown += 1
                // A hint helps with a few names; for thousands, which no person wrote, it would only take time.
                let hint = unknown <= 50 ? columns.suggestion(for: heading) : nil
                findings.append(
                    RegisterFinding(
                        .unknownHeading, row: number, column: index + 1, subject: name,
                        "the heading '\(name)' is not declared, its column was not read"
                            + (hint.map { "; the nearest declared heading is '\($0)'" } ?? ""),
                        "見出し「\(name)」は対応表にないため、この列は読み込んでいません。"
                            + (hint.map { "（近い見出し: \($0)）" } ?? "")))
                continue
            }
            if let first = found[field] {
                findings.append(
                    RegisterFinding(
                        .duplicateHeading, row: number, column: index + 1, subject: name,
                        "'\(name)' stands for \(field.rawValue), as column \(first + 1) does already: not read",
                        "見出し「\(name)」は\(first + 1)列目と同じ項目を表すため、読み込んでいません。"))
                continue
            }
            found[field] = index
        }
        for field in Self.needed(body: body, naming: naming) where found[field] == nil {
            let heading = columns.headings[field]?.first ?? field.japanese
            let (english, japanese) = Self.consequence(field)
            findings.append(
                RegisterFinding(
                    .missingHeading, row: number, subject: heading, english, "「\(heading)」の列がありません。\(japanese)"))
        }
        return found
    }

    private static func needed(body: String, naming: RegisterField) -> [RegisterField] {
        let needed: [RegisterField] = [
            naming, .department, .purpose, .items, .scope, .collection, .specialCare, .disclosureDesk, .computerised,
            .personCount,
        ]
        return body.isEmpty ? needed + [.body] : needed
    }

    /// What a missing column means for the drafts, in English and Japanese.
    private static func consequence(_ field: RegisterField) -> (english: String, japanese: String) {
        switch field {
        case .name:
            (
                "no column of file names: if each office work has one file, take its name by --name-from office-work",
                "事務ごとに1ファイルであれば、--name-from office-work で事務の名称を使えます。"
            )
        case .computerised:
            (
                "no column for the kind of the file: the drafts say 電算処理ファイル (法60条2項1号), correct those that are manual",
                "電算処理ファイル（法60条2項1号）として下書きします。マニュアル処理ファイルは修正してください。"
            )
        case .specialCare:
            (
                "no column for special-care information: the drafts say that there is none, check each",
                "「含まない」として下書きします。1件ずつ確認してください。"
            )
        default: ("no column for \(field.rawValue): fill it in before publication", "公表までに記載してください。")
        }
    }
}

extension String {
    /// Whether there is nothing to read.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }

    /// The text without spaces at its ends.
    var trimmed: String {
        let rest = drop(while: \.isWhitespace)
        guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(rest[...last])
    }
}
