public import Primitives

extension Hierarchy {
    /// Ages in bands of years, `20-24歳`, the last one open, `90歳以上`; then `*`. Blank values are 不詳 below the top.
    ///
    /// Without `asOf` values are ages and level 0 is the value. With it they are dates of birth `YYYY-MM-DD` (unknown parts
    /// left out): level 0 is the date, level 1 the age reached by the end of that day, which by 年齢計算ニ関する法律 grows on
    /// the day before the birthday. Where a date of birth is not wholly known, its label is the finest band that must hold.
    /// - Throws: ``HierarchyError/unreadableValues(kind:positions:)`` for values that are no age or no earlier date.
    public static func ageBands(
        _ values: [String], steps: [Int], top: Int? = nil, asOf: CivilDate? = nil, fixedLabels: Set<String> = []
    ) throws(HierarchyError) -> Hierarchy {
        if let fault = ageFault(steps, top: top) { throw .rule(fault) }
        guard let asOf else {
            return try built(values, kind: "age", levels: steps.count + 1, fixedLabels: fixedLabels) { value in
                guard let age = wholePart(value), age >= 0 else { return nil }
                return [value] + labels(ages: age...age, steps: steps, top: top)
            }
        }
        let kind = "date of birth (YYYY-MM-DD) up to \(asOf)"
        return try built(values, kind: kind, levels: steps.count + 2, fixedLabels: fixedLabels) { value in
            guard let birth = PartialDate(value), let ages = birth.ages(on: asOf) else { return nil }
            return [birth.label(.day)] + labels(ages: ages, steps: [1] + steps, top: top)
        }
    }

    /// For each step the band that holds all ages, or the finest coarser one that does.
    private static func labels(ages: ClosedRange<Int>, steps: [Int], top: Int?) -> [String] {
        let bands = steps.map { step in
            let label = ageLabel(ages.lowerBound, step: step, top: top)
            return label == ageLabel(ages.upperBound, step: step, top: top) ? label : nil
        }
        return bands.indices.map { index in
            if let band = bands[index] { return band }
            if steps[index] == 1 { return "\(ages.lowerBound)-\(ages.upperBound)歳" }
            return bands[index...].lazy.compactMap(\.self).first ?? unknownValueLabel
        }
    }

    private static func ageLabel(_ age: Int, step: Int, top: Int?) -> String {
        if let top, age >= top { return "\(top)歳以上" }
        let first = age / step * step
        let last = min(first.addingReportingOverflow(step - 1).partialValue, top.map { $0 - 1 } ?? Int.max)
        return first == last ? "\(first)歳" : "\(first)-\(last)歳"
    }

    static func ageFault(_ steps: [Int], top: Int?) -> HierarchyRuleFault? {
        if steps.isEmpty { return .noSteps }
        let nested = zip(steps, steps.dropFirst()).allSatisfy { $0 > 0 && $1 > $0 && $1 % $0 == 0 }
        if !nested || steps.contains(where: { $0 < 2 || $0 > 200 }) { return .ageSteps }
        if let top, top < 1 { return .ageTop }
        return nil
    }
}

extension PartialDate {
    /// The ages that a person born on this date, as far as it is known, may have reached by the end of `day`; nil when
    /// the person was born later.
    fileprivate func ages(on day: CivilDate) -> ClosedRange<Int>? {
        let lastMonth = month ?? 12
        guard let earliest = try? CivilDate(year, month ?? 1, self.day ?? 1),
            let latest = try? CivilDate(year, lastMonth, self.day ?? Self.days(month: lastMonth, year: year)),
            let most = earliest.ageReached(byEndOf: day), let least = min(latest, day).ageReached(byEndOf: day)
        else { return nil }
        return least...most
    }
}
