extension Hierarchy {
    /// Dates by calendar periods: one level per step, the finest first, then `*`.
    ///
    /// Values are ISO dates `YYYY-MM-DD`; unknown parts are left out or written 00 (`YYYY-MM`, `YYYY`, `1980-00-00`),
    /// an unknown date is blank. A value is written as finely as it is known; a blank one is 不詳 below the top.
    /// - Parameter fixedLabels: values that stay as they are below `*`, such as the labels that steps wrote.
    /// - Throws: ``HierarchyError/unreadableValues(kind:positions:)`` for values that are no date.
    public static func dates(
        _ values: [String], steps: [DateStep], fixedLabels: Set<String> = []
    ) throws(HierarchyError) -> Hierarchy {
        if let fault = dateFault(steps) { throw .rule(fault) }
        return try built(values, kind: "date (YYYY-MM-DD)", levels: steps.count, fixedLabels: fixedLabels) { value in
            PartialDate(value).map { date in steps.map { date.label($0) } }
        }
    }

    static func dateFault(_ steps: [DateStep]) -> HierarchyRuleFault? {
        if steps.isEmpty { return .noSteps }
        return zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 } ? nil : .dateStepsUnordered
    }
}

/// A date of the Gregorian calendar of which the day, or the month and the day, may be unknown.
struct PartialDate {
    let year: Int
    let month: Int?
    let day: Int?

    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; 00 is an unknown month or day. Nil when it is no date.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let widths = [4, 2, 2]
        guard parts.count <= 3, zip(parts, widths).allSatisfy({ $0.utf8.count == $1 }) else { return nil }
        guard parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else { return nil }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, let year = numbers.first, year > 0 else { return nil }
        let month = numbers.count > 1 && numbers[1] != 0 ? numbers[1] : nil
        let day = numbers.count > 2 && numbers[2] != 0 ? numbers[2] : nil
        if let month {
            guard (1...12).contains(month) else { return nil }
            if let day, day > Self.days(month: month, year: year) { return nil }
        } else if day != nil {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    static func days(month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        default: 31
        }
    }

    /// The period of the date, or the finest coarser one that is known.
    func label(_ step: DateStep) -> String {
        switch step {
        case .day:
            if let month, let day { return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
            return label(.month)
        case .month:
            if let month { return "\(padded(year, 4))-\(padded(month, 2))" }
            return label(.year)
        case .year: return padded(year, 4)
        case .fiveYears: return period(5)
        case .decade: return period(10)
        }
    }

    private func period(_ length: Int) -> String {
        let first = year / length * length
        return "\(padded(first, 4))-\(padded(first + length - 1, 4))"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
