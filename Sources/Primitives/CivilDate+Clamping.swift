extension CivilDate {
    /// The day with this number, or the nearest one within the years 1...9999.
    public init(clampingDayNumber number: Int) {
        if let date = try? CivilDate(dayNumber: min(max(number, Self.firstDayNumber), Self.lastDayNumber)) {
            self = date
        } else {
            // Not reached: every number between the bounds is a day.
            year = 1
            month = 1
            day = 1
        }
    }

    /// The day `days` later, held within the years 1...9999.
    public func plus(days: Int) -> CivilDate {
        CivilDate(clampingDayNumber: dayNumber.saturatingAdding(days))
    }

    /// The same day of the month `months` later (民法143条2項), held within the years 1...9999.
    public func plus(months: Int) -> CivilDate {
        let end = CivilDate(clampingDayNumber: months < 0 ? Self.firstDayNumber : Self.lastDayNumber)
        return (try? adding(months: months)) ?? end
    }

    /// The same day `years` later (民法143条2項), held within the years 1...9999.
    public func plus(years: Int) -> CivilDate { plus(months: years.saturatingMultiplied(by: 12)) }

    static let firstDayNumber = -719_162
    static let lastDayNumber = 2_932_896
}
