public import Primitives

/// A date as a municipal file gives it: whole, or with parts that are unknown (不詳).
public enum WrittenDate: Hashable, Sendable {
    /// A known day.
    case day(CivilDate)
    /// The day of the month is unknown.
    case month(year: Int, month: Int)
    /// Month and day are unknown.
    case year(Int)
    /// Nothing is known (不詳, year 0000), or the cell is blank.
    case unknown

    /// The engine's form: `2026-04-01`, `2026-04`, `2026`, or blank for an unknown date.
    public var iso: String {
        switch self {
        case .day(let date): date.description
        case .month(let year, let month):
            // The first of any month exists.
            String(((try? CivilDate(year, month, 1))?.description ?? "").prefix(7))
        case .year(let year): String(((try? CivilDate(year, 1, 1))?.description ?? "").prefix(4))
        case .unknown: ""
        }
    }
}

/// Why a cell is no date. Carries no value; whoever reads a column adds row and column (``CellProblem``).
public enum DateProblem: String, Error, Codable, Sendable, CustomStringConvertible {
    /// No known way of writing dates.
    case unknownForm
    /// A known form, but the calendar has no such day (2月30日).
    case impossibleDay
    /// A real day, but not in the era (昭和64年1月8日, 平成31年5月1日).
    case outsideEra

    /// What is wrong, in English.
    public var description: String {
        switch self {
        case .unknownForm: "not a date in any known form"
        case .impossibleDay: "a day that does not exist"
        case .outsideEra: "a day that does not lie in its era"
        }
    }
}
