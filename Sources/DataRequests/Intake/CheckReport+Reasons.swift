import Messages
import MunicipalData

/// What a check found, as reasons: one per kind with the number of places and the first one, never the value of a cell.
extension CheckReport {
    /// Why the file is not what was granted; empty where it is.
    func problems(granted: [String]) -> [Reason] {
        if let whole = problems.first(where: { $0.kind == .structure }) {
            // Where rows cannot be told apart, columns and their number mean nothing.
            return [reason(.structure, whole)] + kinds([.individualNumber])
        }
        let isHeaderless = !granted.isEmpty && !columns.contains(where: granted.contains)
        let strange: [Reason] =
            isHeaderless
            ? [
                Reason(
                    "E-INTAKE-HEADER", "the first row names no granted column; export the file with its header",
                    "見出し行に要請した記録項目がありません。見出しを付けて出力してください。")
            ] : columnProblems(granted)
        let rest = DataProblem.Kind.allCases.filter {
            !remarkKinds.contains($0) && $0 != .unknownColumn && $0 != .missingColumn
                && !(isHeaderless && $0 == .rowCount)
        }
        return strange + kinds(rest) + leftOutReasons
    }

    /// What does not stop the file: it must not stand in the output.
    var remarks: [Reason] { kinds(Array(remarkKinds)) + lineBreakRemarks }

    private var remarkKinds: [DataProblem.Kind] { [.gaiji, .variationSequence] }

    private func kinds(_ kinds: [DataProblem.Kind]) -> [Reason] {
        kinds.compactMap { kind in
            guard let first = problems.first(where: { $0.kind == kind }) else { return nil }
            return reason(kind, first)
        }
    }

    private func reason(_ kind: DataProblem.Kind, _ first: DataProblem) -> Reason {
        let count = counts[kind] ?? 1
        let english: String
        let japanese: String
        if first.row == 0 {
            (english, japanese) = (first.masked.message, first.masked.japanese)
        } else {
            let column = first.column.map { ", column \($0)\(first.name.map { " (\($0))" } ?? "")" } ?? ""
            let place = "row \(first.row)\(column), byte offset \(first.offset)"
            let more = count > 1 ? " (\(count) places of this kind, this is the first)" : ""
            english = "\(place): \(first.masked.message)\(more)"
            let japaneseColumn = first.column.map { "\($0)列目" + (first.name.map { "（\($0)）" } ?? "") } ?? ""
            japanese = "\(first.row)行目\(japaneseColumn)、先頭から\(first.offset)バイト: \(first.masked.japanese)（計\(count)件）"
        }
        return Reason(kind.reasonCode, english, japanese, clause: kind == .individualNumber ? "番号法19条" : nil)
    }

    private func columnProblems(_ granted: [String]) -> [Reason] {
        var unmatched = granted.filter { !columns.contains($0) }
        var reasons: [Reason] = []
        for (index, name) in columns.enumerated() where !granted.contains(name) {
            let number = index + 1
            // A stranger in the place of a missing column was renamed.
            if columns.count == granted.count, let place = unmatched.firstIndex(of: granted[index]) {
                reasons.append(
                    Reason(
                        "E-INTAKE-RENAMED-COLUMN", "column \(number) is named \(name) instead of \(granted[index])",
                        "\(number)列目の名称（\(name)）が「\(granted[index])」と異なります。"))
                unmatched.remove(at: place)
            } else {
                reasons.append(
                    Reason(
                        "E-INTAKE-EXTRA-COLUMN",
                        "column \(number) (\(name)) was not granted; export the file without it",
                        "\(number)列目（\(name)）は提供の対象ではありません。除いて出力してください。"))
            }
        }
        let missing = unmatched.map {
            Reason(
                "E-INTAKE-MISSING-COLUMN", "the granted column \($0) is missing",
                "提供の対象である記録項目「\($0)」がありません。")
        }
        return reasons + missing
    }

    /// Rows that should have stayed with the municipality.
    private var leftOutReasons: [Reason] {
        LeftOutReason.allCases.compactMap { cause in
            guard let count = leftOut[cause] ?? (cause == .history ? olderRows : nil), count > 0 else { return nil }
            let (code, english, japanese) =
                switch cause {
                case .history: ("E-INTAKE-HISTORY", "are older rows of a person", "最新でない履歴")
                case .nonResident: ("E-INTAKE-NON-RESIDENT", "are of no living resident", "転出者、死亡者等の記録")
                case .protected:
                    (
                        "E-INTAKE-PROTECTED", "are of protected residents, who are excluded",
                        "除外するとされた支援措置対象者の記録"
                    )
                }
            return Reason(
                code, "\(count) rows \(english); export the file without them", "\(japanese)が\(count)件あります。除いて出力してください。"
            )
        }
    }

    /// Where only the whole file tells the latest row of a person.
    private var olderRows: Int? { selection.map { max(0, rows - $0.count) } }

    private var lineBreakRemarks: [Reason] {
        guard lineBreaks.pairs > 0, lineBreaks.lineFeeds > 0 else { return [] }
        return [
            Reason(
                "W-INTAKE-LINE-BREAKS",
                "rows end in two ways: \(lineBreaks.pairs) with CRLF, \(lineBreaks.lineFeeds) with LF",
                "改行が混在しています（CRLF \(lineBreaks.pairs)件、LF \(lineBreaks.lineFeeds)件）。")
        ]
    }

    /// The places of the problems, at most so many.
    func places(limit: Int) -> [ProblemPlace] {
        problems.prefix(limit).map {
            ProblemPlace(
                code: $0.kind.rawValue, row: $0.row, column: $0.column, name: $0.name, offset: $0.offset,
                english: $0.masked.message, japanese: $0.masked.japanese)
        }
    }

    /// What the columns hold, in numbers.
    var summary: [ColumnSummary] {
        profile.map {
            ColumnSummary(
                name: $0.name, filled: $0.filled, missing: $0.missing, faulty: $0.faulty, distinct: $0.distinct)
        }
    }
}

extension DataProblem {
    /// The same without a code that the list lacks: what stands in a cell never reaches the log.
    fileprivate var masked: DataProblem {
        guard case .code = detail else { return self }
        var masked = self
        masked.detail = .code(nil)
        return masked
    }
}

extension DataProblem.Kind {
    /// The code of the reason: stable, and older than the kinds for some.
    var reasonCode: String {
        switch self {
        case .undecodableByte: "E-INTAKE-UNDECODABLE"
        case .gaiji: "W-INTAKE-PRIVATE-USE"
        case .variationSequence: "W-INTAKE-VARIATION-SEQUENCE"
        case .individualNumber: "E-INTAKE-INDIVIDUAL-NUMBER"
        case .rowCount: "E-INTAKE-ROWS"
        case .structure: "E-INTAKE-UNREADABLE"
        default: "E-INTAKE-\(rawValue.uppercased())"
        }
    }
}
