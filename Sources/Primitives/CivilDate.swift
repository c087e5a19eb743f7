/// A day of the proleptic Gregorian calendar, without time and time zone, from year 1 to year 9999.
///
/// Travels in messages as one string, `2026-04-01` (ISO 8601).
public struct CivilDate: Hashable, Sendable {
    /// Year, 1...9999.
    public let year: Int
    /// Month, 1...12.
    public let month: Int
    /// Day of the month, 1...31.
    public let day: Int

    /// Makes the day `year`-`month`-`day`.
    ///
    /// - Throws: ``CivilDateError/impossible(year:month:day:)`` when the calendar has no such day.
    public init(_ year: Int, _ month: Int, _ day: Int) throws(CivilDateError) {
        guard (1...9999).contains(year), (1...12).contains(month),
            (1...CivilDate.length(ofMonth: month, year: year)).contains(day)
        else { throw .impossible(year: year, month: month, day: day) }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    init(uncheckedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Whether `year` has a 29th of February.
    public static func isLeap(year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    /// The number of days of `month` (1...12) in `year`.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CivilDate: Comparable {
    /// Earlier days come first.
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

/// Why a value is no civil date.
public enum CivilDateError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The calendar has no such day, or the year is outside 1...9999.
    case impossible(year: Int, month: Int, day: Int)
    /// The text is not of the form `2026-04-01`.
    case notISO
    /// A calculation left the years 1...9999.
    case outOfRange

    /// What happened and what is expected, in English.
    public var description: String {
        switch self {
        case .impossible(let year, let month, let day):
            "the calendar has no day \(year)-\(month)-\(day); give a real day of the years 1 to 9999"
        case .notISO: "not a date; write it as 2026-04-01"
        case .outOfRange: "the calculated date lies outside the years 1 to 9999"
        }
    }
}
