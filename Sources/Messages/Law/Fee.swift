public import Primitives

/// A fee, itemised by the tariff in force (手数料; 個人情報の保護に関する法律119条, 同施行令).
public struct Fee: Sendable, Codable, Hashable {
    /// One line of the itemisation.
    public struct Line: Sendable, Codable, Hashable {
        /// What is charged, in Japanese as on the invoice.
        public let label: String
        /// How many units; started hours for working time, otherwise 1.
        public let quantity: Int
        /// The price of one unit.
        public let unit: Yen
        /// Quantity times unit price.
        public let amount: Yen
        /// The article or decision the unit price rests on.
        public let basis: String
    }

    /// Base amount, working time, and 委託額 where there is any, in this order.
    public let lines: [Line]
    /// The sum of the lines.
    public let total: Yen
    /// The day whose tariff was used.
    public let tariffOn: CivilDate

    /// Base amount + hourly amount for every started hour of creation work + what a contractor is paid.
    /// - Parameters:
    ///   - minutes: planned or recorded working time; every started hour counts as a whole one.
    ///   - outsourcing: the amount paid to a processing contractor (委託額).
    public init(minutes: Int, outsourcing: Yen, rules: RuleBook, on day: CivilDate) {
        let base = rules.rule(.feeBaseYen, on: day)
        let hourly = rules.rule(.feeHourlyYen, on: day)
        let hours = max(minutes, 0) / 60 + (max(minutes, 0) % 60 > 0 ? 1 : 0)
        var lines = [
            Line(label: "基本額", quantity: 1, unit: Yen(base.value), amount: Yen(base.value), basis: base.basis),
            Line(
                label: "作成に要する時間（1時間ごと、端数切上げ）", quantity: hours, unit: Yen(hourly.value),
                amount: hours * Yen(hourly.value), basis: hourly.basis),
        ]
        if outsourcing.amount > 0 {
            lines.append(Line(label: "委託額", quantity: 1, unit: outsourcing, amount: outsourcing, basis: hourly.basis))
        }
        self.lines = lines
        total = lines.reduce(Yen(0)) { $0 + $1.amount }
        tariffOn = day
    }
}
