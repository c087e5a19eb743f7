/// The risk that rows are re-identified, from the sizes of their classes. All figures are 0 for an empty table.
public struct RiskMeasures: Sendable, Equatable, Codable {
    /// The figures for one kind of attacker.
    public struct Attacker: Sendable, Equatable, Codable {
        /// The greatest risk of a row: 1 / smallest class.
        public let highest: Double
        /// The mean risk of the rows: classes / rows.
        public let average: Double
        /// The least risk of a row: 1 / largest class.
        public let lowest: Double
        /// The share of rows whose risk is above the threshold.
        public let atRisk: Double
    }

    /// The risk above which a row counts as at risk: 1 / k.
    public let threshold: Double
    /// An attacker who knows that the person is in the data.
    public let prosecutor: Attacker
    /// An attacker who knows only that the person is in the population; the table itself stands for it here.
    public let journalist: Attacker
    /// The mean share of rows that an attacker on all of them re-identifies.
    public let marketer: Double
    /// The rows that are alone in their class (標本一意).
    public let sampleUniques: Int

    /// The risk of a table with these classes; rows in classes smaller than k are at risk.
    public init(classes: ClassSizes, k: Int) {
        let rows = classes.rows
        let attacker = Attacker(
            highest: rows == 0 ? 0 : 1 / Double(classes.smallest),
            average: rows == 0 ? 0 : Double(classes.count) / Double(rows),
            lowest: rows == 0 ? 0 : 1 / Double(classes.largest),
            atRisk: rows == 0 ? 0 : Double(classes.rows(inClassesBelow: k)) / Double(rows))
        threshold = 1 / Double(max(1, k))
        prosecutor = attacker
        journalist = attacker
        marketer = attacker.average
        sampleUniques = classes.uniques
    }
}
