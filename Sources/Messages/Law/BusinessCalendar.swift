public import Primitives

/// Which days are business days (開庁日): not Saturday, Sunday, a national holiday or the turn of the year.
public struct BusinessCalendar: Sendable, Codable, Hashable {
    private let closed: Set<CivilDate>
    /// The last day the list of holidays covers; beyond it only weekends are known.
    public let coveredUntil: CivilDate

    /// A calendar of closed days beside weekends.
    public init(closed: Set<CivilDate>, coveredUntil: CivilDate) {
        self.closed = closed
        self.coveredUntil = coveredUntil
    }

    /// Whether offices are open.
    public func isBusinessDay(_ day: CivilDate) -> Bool {
        day.weekday.rawValue < 6 && !closed.contains(day)
    }

    /// The n-th business day after a day (the day itself is not counted, 民法140条).
    public func businessDay(_ count: Int, after day: CivilDate) -> CivilDate {
        var current = day
        var left = count
        while left > 0 {
            current = current.plus(days: 1)
            if isBusinessDay(current) { left -= 1 }
        }
        return current
    }

    /// How many business days lie after one day up to and including another.
    public func businessDays(after first: CivilDate, through last: CivilDate) -> Int {
        var count = 0
        var current = first
        while current < last {
            current = current.plus(days: 1)
            if isBusinessDay(current) { count += 1 }
        }
        return count
    }
}
