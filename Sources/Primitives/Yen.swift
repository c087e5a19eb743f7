/// An amount of money in whole yen.
public struct Yen: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The amount; negative for a refund.
    public let amount: Int

    /// An amount in whole yen.
    public init(_ amount: Int) { self.amount = amount }

    /// Reads a plain number.
    public init(from decoder: any Decoder) throws {
        amount = try decoder.singleValueContainer().decode(Int.self)
    }

    /// Writes a plain number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(amount)
    }

    /// The sum of two amounts.
    public static func + (left: Yen, right: Yen) -> Yen { Yen(left.amount.saturatingAdding(right.amount)) }
    /// An amount taken several times.
    public static func * (count: Int, unit: Yen) -> Yen { Yen(count.saturatingMultiplied(by: unit.amount)) }
    /// The smaller amount comes first.
    public static func < (left: Yen, right: Yen) -> Bool { left.amount < right.amount }

    /// The official form: `182,950円`.
    public var description: String {
        let digits = Array(String(amount.magnitude))
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped.append(",") }
            grouped.append(digit)
        }
        return (amount < 0 ? "-" : "") + grouped + "円"
    }
}
