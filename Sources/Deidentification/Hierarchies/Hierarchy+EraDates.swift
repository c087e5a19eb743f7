import Primitives

extension Hierarchy {
    /// Dates by calendar periods as ``dates(_:steps:fixedLabels:)``, labelled in years of the Japanese eras: `昭和64年1月7日`,
    /// `平成元年1月`, `昭和60年-平成元年`. Dates before 1868-01-25 have western years.
    ///
    /// A month or year of which the era is not certain, since its day is unknown, names both: `昭和64年・平成元年`.
    public static func eraDates(
        _ values: [String], steps: [DateStep], fixedLabels: Set<String> = []
    ) throws(HierarchyError) -> Hierarchy {
        if let fault = dateFault(steps) { throw .rule(fault) }
        return try built(values, kind: "date (YYYY-MM-DD)", levels: steps.count, fixedLabels: fixedLabels) { value in
            PartialDate(value).flatMap { date in
                let labels = steps.compactMap { date.eraLabel($0) }
                return labels.count == steps.count ? labels : nil
            }
        }
    }
}

extension PartialDate {
    fileprivate func eraLabel(_ step: DateStep) -> String? {
        let lastMonth = month ?? 12
        guard let first = try? CivilDate(year, month ?? 1, day ?? 1),
            let last = try? CivilDate(year, lastMonth, day ?? Self.days(month: lastMonth, year: year))
        else { return nil }
        switch step {
        case .day, .month, .year:
            let years = [Self.eraYear(first), Self.eraYear(last)]
            let parts = [step <= .month ? month.map { "\($0)月" } : nil, step == .day ? day.map { "\($0)日" } : nil]
            return (years[0] == years[1] ? years[0] : years.joined(separator: "・"))
                + parts.compactMap(\.self).joined()
        case .fiveYears: return Self.eraPeriod(of: year, length: 5)
        case .decade: return Self.eraPeriod(of: year, length: 10)
        }
    }

    private static func eraPeriod(of year: Int, length: Int) -> String? {
        let first = max(year / length * length, 1)
        guard let begin = try? CivilDate(first, 1, 1),
            let end = try? CivilDate(year / length * length + length - 1, 12, 31)
        else { return nil }
        return "\(eraYear(begin))-\(eraYear(end))"
    }

    private static func eraYear(_ day: CivilDate) -> String {
        guard let (era, year) = Era.containing(day) else { return "\(day.year)年" }
        return "\(era.name)\(year == 1 ? "元" : String(year))年"
    }
}
