public import Primitives

/// A day written as `day(2026, 4, 1)`; an impossible one becomes 1970-01-01, which no test expects.
public func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    (try? CivilDate(year, month, day)) ?? CivilDate(clampingDayNumber: 0)
}

extension CivilDate {
    /// The Wednesday on which scenarios begin unless they say otherwise.
    public static let start = TestSupport.day(2026, 4, 1)

    /// Ten o'clock in the morning in Japan on this day.
    public var morning: Instant { Instant(startOf: self).adding(seconds: 36_000) }
}
