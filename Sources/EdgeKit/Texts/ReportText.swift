import MunicipalData
import Primitives
import Processing

/// What a look at an export showed, for a terminal: counts and places, never a cell's value.
struct ReportText {
    let task: ExtractionTask
    let report: CheckReport

    /// The facts of the whole file.
    var summary: String {
        var lines = [
            "  行数          \(grouped(report.rows)) 行（見出しを除く）",
            "  列数          \(report.columns.count) 列のうち \(keptProfiles.count) 列を渡します",
            "  文字コード    \(Self.name(of: report.encoding))",
            "  大きさ        \(grouped(report.bytes)) バイト",
        ]
        if let written = report.writtenRows { lines.append("  渡す行        \(grouped(written)) 行") }
        for reason in LeftOutReason.allCases {
            if let rows = report.leftOut[reason], rows > 0 {
                lines.append("  除く行        \(grouped(rows)) 行（\(reason.japanese)）")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The columns that are not handed over.
    var dropped: String {
        let names = task.droppedNames(of: report.columns)
        let known = Set(names).union(task.specification.items)
        let unknown = report.columns.count { !known.contains($0) }
        var parts = names.map(shown)
        if unknown > 0 { parts.append("抽出仕様書にない列 \(unknown) 列") }
        return parts.isEmpty ? "  ありません" : "  \(parts.joined(separator: "、"))"
    }

    /// What the columns hold that are handed over.
    var profile: String {
        let rows = keptProfiles.map { column in
            [
                shown(column.name), task.specification.layout.item(named: column.name)?.type.japanese ?? "",
                grouped(column.filled), grouped(column.missing),
                column.distinct.map(grouped) ?? "\(grouped(ColumnProfile.distinctLimit))超",
                column.lengths.map { Self.range($0) } ?? "-", column.years.map { Self.range($0) } ?? "-",
            ]
        }
        let table = TextTable(header: ["列", "種類", "値あり", "空欄", "異なる値", "文字数", "年"], rows: rows)
        var lines = table.text.split(separator: "\n").map { "  \($0)" }
        for column in keptProfiles where !column.codes.isEmpty {
            let codes = task.specification.layout.item(named: column.name)?.codes ?? [:]
            let uses = column.codes.sorted { $0.key < $1.key }.map { code, count in
                "\(shown(code)) \(shown(codes[code] ?? "")) \(count < 10 ? "10件未満" : "\(grouped(count))件")"
            }
            lines.append("  \(shown(column.name)): \(uses.joined(separator: "、"))")
        }
        return lines.joined(separator: "\n")
    }

    private var keptProfiles: [ColumnProfile] {
        task.specification.items.compactMap { name in report.profile.first { $0.name == name && $0.isKept } }
    }

    private static func range(_ range: ClosedRange<Int>) -> String {
        range.lowerBound == range.upperBound ? "\(range.lowerBound)" : "\(range.lowerBound)〜\(range.upperBound)"
    }

    static func name(of encoding: TextEncoding) -> String {
        switch encoding {
        case .utf8: "UTF-8"
        case .utf8WithMark: "UTF-8（BOM付き）"
        case .cp932: "シフトJIS（CP932）"
        case .utf16LittleEndian: "UTF-16LE"
        }
    }
}

extension LeftOutReason {
    /// For the terminal and the letters.
    var japanese: String {
        switch self {
        case .history: "履歴の古い行"
        case .nonResident: "転出・死亡等"
        case .protected: "支援措置対象者"
        }
    }
}

extension ItemType {
    /// For the terminal.
    var japanese: String {
        switch self {
        case .text: "文字"
        case .integer: "整数"
        case .decimal: "小数"
        case .date: "日付"
        case .code: "コード"
        case .address: "住所"
        case .postalCode: "郵便番号"
        case .municipalityCode: "団体コード"
        case .flag: "有無"
        }
    }
}
