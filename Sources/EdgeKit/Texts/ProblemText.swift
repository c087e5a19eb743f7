import MunicipalData
import Primitives
import Processing

/// The problems of an export, for a terminal: places and what to do, never a cell's value.
struct ProblemText {
    let report: CheckReport

    /// Places are shown up to this number for each kind; the table of problems has more.
    static let shownPlaces = 3

    /// How many of each kind, where the first are, and what to do.
    var text: String {
        let kinds = report.counts.keys.sorted()
        let counts = TextTable(
            header: ["種類", "件数"], rows: kinds.map { [$0.japaneseName, grouped(report.counts[$0] ?? 0)] })
        var lines = counts.text.split(separator: "\n").map { "  \($0)" }
        for kind in kinds {
            lines += ["", "■ \(kind.japaneseName)"]
            if kind == .protection { lines.append("  " + Self.protectionRemedy) }
            let problems = report.problems.filter { $0.kind == kind }
            for problem in problems.prefix(Self.shownPlaces) {
                lines.append("  ・\(Self.place(of: problem))　\(problem.japanese)")
            }
            let more = (report.counts[kind] ?? 0) - min(problems.count, Self.shownPlaces)
            if more > 0 { lines.append("  ・ほか \(grouped(more)) 件") }
        }
        return lines.joined(separator: "\n")
    }

    /// How the kit is told what was decided.
    static let protectionRemedy =
        "支援措置の担当課に決めてもらい、--protected excluded（除く）か --protected generalized（一般化して渡す）を付けて実行してください。"

    /// Such as `17行目「生年月日」`.
    static func place(of problem: DataProblem) -> String {
        let row = problem.row > 0 ? "\(grouped(problem.row))行目" : "見出し・全体"
        return row + (problem.name.map { "「\(shown($0))」" } ?? "")
    }
}
