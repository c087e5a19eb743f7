import Yams

extension StandardReader {
    private static let limitKeys = [
        "k", "suppression", "postal-digits", "age-top", "address", "birth", "diversity", "rare-values", "amount-top",
    ]

    mutating func limits(_ node: Node) -> StandardLimits {
        var limits = StandardLimits()
        guard let values = mapping(node, "limits", keys: Self.limitKeys) else { return limits }
        limits.k = number("k", values, in: 2...1_000_000)
        limits.postalDigits = number("postal-digits", values, in: 0...7)
        limits.ageTop = number("age-top", values, in: 1...150)
        limits.diversity = number("diversity", values, in: 2...1_000_000)
        limits.rareValues = number("rare-values", values, in: 2...1_000_000)
        limits.amountTop = number("amount-top", values, in: 1...1_000_000_000_000)
        if let node = values["suppression"], let share = decimal(node, "limits.suppression") {
            if !(0...1).contains(share) { fault(node, "limits.suppression", "a share from 0 to 1 is expected") }
            limits.suppression = share
        }
        if let node = values["address"] {
            limits.address = choice(node, "limits.address", "part of an address", of: StandardLimits.AddressLevel.self)
        }
        if let node = values["birth"] {
            limits.birth = choice(node, "limits.birth", "period", of: StandardLimits.BirthPeriod.self)
        }
        return limits
    }

    private mutating func number(_ key: String, _ values: [String: Node], in range: ClosedRange<Int>) -> Int? {
        let path = "limits.\(key)"
        guard let node = values[key], let number = whole(node, path) else { return nil }
        if !range.contains(number) {
            fault(node, path, "a number from \(range.lowerBound) to \(range.upperBound) is expected")
        }
        return number
    }
}
