public import Primitives

/// A date as a municipal file gives it: whole, or with parts that are unknown (不詳). What is unknown is never made up: it
/// is generalized to what is known, and everything that is reckoned from it is a range.
public enum WrittenDate: Hashable, Sendable {
    /// A known day.
    case day(CivilDate)
    /// The third of a month (上旬, 中旬, 下旬; codes A1 to A3).
    case third(year: Int, month: Int, ThirdOfMonth)
    /// The day of the month is unknown.
    case month(year: Int, month: Int)
    /// The season (春, 夏, 秋, 冬; codes A1 to A4).
    case season(year: Int, Season)
    /// Month and day are unknown.
    case year(Int)
    /// Nothing is known (不詳, year 0000), or the cell is blank. A month and day without their year are unknown too: nothing
    /// can be reckoned from them.
    case unknown

    /// A third of a month: days 1 to 10, 11 to 20, 21 to the last. Numbered as the codes A1 to A3.
    public enum ThirdOfMonth: Int, CaseIterable, Codable, Sendable {
        /// 上旬, 中旬, 下旬.
        case first = 1, second, last
    }

    /// A season, numbered as the codes A1 to A4.
    public enum Season: Int, CaseIterable, Codable, Sendable {
        /// 春, 夏, 秋, 冬.
        case spring = 1, summer, autumn, winter
    }

    /// How much is known, the most first.
    public enum Precision: Int, CaseIterable, Codable, Comparable, Sendable {
        /// As the cases of ``WrittenDate``.
        case day, third, month, season, year, unknown

        /// The finer comes first.
        public static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
    }

    /// How much is known.
    public var precision: Precision {
        switch self {
        case .day: .day
        case .third: .third
        case .month: .month
        case .season: .season
        case .year: .year
        case .unknown: .unknown
        }
    }

    /// The year, as far as it is known.
    public var knownYear: Int? {
        switch self {
        case .day(let date): date.year
        case .third(let year, _, _), .month(let year, _), .season(let year, _), .year(let year): year
        case .unknown: nil
        }
    }

    /// The month, as far as it is known.
    public var knownMonth: Int? {
        switch self {
        case .day(let date): date.month
        case .third(_, let month, _), .month(_, let month): month
        case .season, .year, .unknown: nil
        }
    }

    /// The engine's form: `2026-04-01`, `2026-04`, `2026`, or blank for an unknown date. A third of a month is written as its
    /// month, a season as its year.
    public var iso: String {
        switch self {
        case .day(let date): date.description
        case .third(let year, let month, _), .month(let year, let month):
            // The first of any month exists.
            String(((try? CivilDate(year, month, 1))?.description ?? "").prefix(7))
        case .season(let year, _), .year(let year):
            String(((try? CivilDate(year, 1, 1))?.description ?? "").prefix(4))
        case .unknown: ""
        }
    }
}

/// Why a cell is no date, and what it could mean. Carries no value; whoever reads a column adds row and column.
///
/// Two problems are equal when their kinds are; the hint is for the reader.
public struct DateProblem: Error, Hashable, Codable, Sendable {
    /// What is wrong.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// No known way of writing dates.
        case unknownForm
        /// A known form, but the calendar has no such day (2月30日).
        case impossibleDay
        /// A real day, but not in the era (昭和64年1月8日, 平成31年5月1日).
        case outsideEra
        /// A day by the calendar before 1873-01-01 (明治5年12月2日 and earlier), which is not converted.
        case oldCalendar
    }

    /// What the cell could mean.
    public enum Hint: Hashable, Codable, Sendable {
        /// The day lies in this era.
        case era(Era)
        /// The month has only so many days.
        case days(inMonth: Int)
        /// The number of the month is not 1 to 12.
        case month
    }

    /// What is wrong.
    public let kind: Kind
    /// What the cell could mean; nil where that is not known.
    public let hint: Hint?

    /// Makes a problem.
    public init(_ kind: Kind, hint: Hint? = nil) {
        self.kind = kind
        self.hint = hint
    }

    /// ``Kind/unknownForm``.
    public static let unknownForm = DateProblem(.unknownForm)
    /// ``Kind/impossibleDay``, without a hint.
    public static let impossibleDay = DateProblem(.impossibleDay)
    /// ``Kind/outsideEra``, without a hint.
    public static let outsideEra = DateProblem(.outsideEra)
    /// ``Kind/oldCalendar``.
    public static let oldCalendar = DateProblem(.oldCalendar)

    /// Whether both are of one kind.
    public static func == (left: DateProblem, right: DateProblem) -> Bool { left.kind == right.kind }

    /// By the kind.
    public func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}
