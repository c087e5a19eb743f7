public import Primitives

/// A deadline: so many days, business days or months after a base event, ending at 24:00 in Japan on its last day.
///
/// The first day is not counted (民法140条). While a correction (補正) is awaited the clock stands still: the days that
/// pass between `stopped` and `resumed` are added. Silence is never consent: passing a deadline is an event of its own.
public struct Deadline: Sendable, Codable, Hashable {
    /// The unit a deadline is counted in.
    public enum Unit: String, Sendable, Codable {
        /// 日.
        case days
        /// 営業日.
        case businessDays = "business-days"
        /// 月.
        case months
        /// 年.
        case years
    }

    /// The day of the base event.
    public let startedOn: CivilDate
    /// How many units, the first day not counted.
    public let count: Int
    /// What is counted.
    public let unit: Unit
    /// The last day.
    public private(set) var lastDay: CivilDate
    /// Since when the clock stands still.
    public private(set) var stoppedOn: CivilDate?

    /// A deadline counted from the day of its base event.
    public init(from start: CivilDate, _ count: Int, _ unit: Unit, calendar: BusinessCalendar) {
        startedOn = start
        self.count = count
        self.unit = unit
        switch unit {
        case .days: lastDay = start.plus(days: count)
        case .businessDays: lastDay = calendar.businessDay(count, after: start)
        case .months: lastDay = start.plus(months: count)
        case .years: lastDay = start.plus(years: count)
        }
    }

    /// The end of the last day in Japan.
    public var dueAt: Instant { Instant(endOf: lastDay) }

    /// Whether the deadline has passed; never while the clock stands still.
    public func hasPassed(at now: Instant) -> Bool { stoppedOn == nil && now > dueAt }

    /// The clock stops on a day.
    public func stopped(on day: CivilDate) -> Deadline {
        var copy = self
        if copy.stoppedOn == nil { copy.stoppedOn = day }
        return copy
    }

    /// The clock runs again: the days that passed are added.
    public func resumed(on day: CivilDate, calendar: BusinessCalendar) -> Deadline {
        guard let stop = stoppedOn else { return self }
        var copy = self
        copy.stoppedOn = nil
        switch unit {
        case .businessDays:
            let standstill = calendar.businessDays(after: stop, through: day)
            copy.lastDay = calendar.businessDay(standstill, after: lastDay)
        case .days, .months, .years:
            copy.lastDay = lastDay.plus(days: day.dayNumber - stop.dayNumber)
        }
        return copy
    }
}
