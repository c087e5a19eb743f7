public import Deidentification

/// Risk and utility of a file as it is: the content of `oboro measure -o json`.
public struct MeasureReport: Codable, Equatable, Sendable {
    /// Rows of the file.
    public let rows: Int
    /// The quasi-identifiers that form the classes.
    public let quasiIdentifiers: [String]
    /// Classes of the table as it is.
    public let classes: Report.Classes
    /// Class sizes with the number of classes, ascending.
    public let histogram: [ClassSizes.Bin]
    /// Share of distinct tuples among rows.
    public let distinction: Double
    /// Share of pairs of rows that differ.
    public let separation: Double
    /// Whether the recipe's models hold for the table as it is.
    public let privacy: [Report.Privacy]
    /// Risk of re-identification.
    public let risk: Report.Risk.Figures
    /// The combinations of columns under which most rows are alone, worst first; with a closer look.
    public let combinations: [Report.Risk.Combination]?
    /// How much each column makes rows unique, worst first; with a closer look.
    public let uniqueness: [Report.Risk.ColumnUniqueness]?

    init(_ source: ProcessingSource, analysis: AnalysisDepth) {
        let measures = source.anonymizer.measuresBefore()
        rows = source.inputRows
        quasiIdentifiers = source.anonymizer.quasiIdentifiers
        classes = Report.Classes(measures.classes)
        histogram = measures.classes.histogram
        distinction = measures.classes.distinction
        separation = measures.classes.separation
        privacy = source.anonymizer.privacyBefore().map(Report.Privacy.init)
        let found = source.riskOfTable(looksClosely: analysis.looksClosely(atTuples: source.anonymizer.tuples.count))
        risk = found.before
        combinations = found.combinations
        uniqueness = found.uniqueness
    }

    /// The bytes of the report as JSON.
    public var bytes: [UInt8] { jsonText(self) }

    /// The report as lines of text for a terminal.
    public var text: String {
        var lines = [
            "行数 \(rows)、準識別子 \(quasiIdentifiers.joined(separator: "・"))",
            "等価クラス \(classes.count)（最小 \(classes.smallest)、平均 \(decimal(classes.average, 1))、最大 \(classes.largest)）",
            "標本一意 \(risk.sampleUniques)",
            "再識別リスク 最高 \(percent(risk.prosecutor.highest))、平均 \(percent(risk.prosecutor.average))、"
                + "基準を超える行 \(percent(risk.prosecutor.atRisk))",
        ]
        lines += privacy.map {
            "\($0.label)：\($0.holds ? "満たす" : "満たさない")（現在 \($0.reached.map(short) ?? "－")）"
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
