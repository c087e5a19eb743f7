extension CivilDate {
    /// A day of the week as numbered by ISO 8601: Monday is 1, Sunday is 7.
    public enum Weekday: Int, Codable, Sendable, CaseIterable {
        /// The seven days.
        case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday
    }

    /// Days since 1970-01-01, which is day 0; earlier days are negative.
    public var dayNumber: Int {
        // Years are counted from March, so that the leap day is the last of its year.
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted % 400
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day with the given ``dayNumber``.
    ///
    /// - Throws: ``CivilDateError/outOfRange`` outside the years 1...9999.
    public init(dayNumber: Int) throws(CivilDateError) {
        // -719162 is 0001-01-01, 2932896 is 9999-12-31.
        guard (-719_162...2_932_896).contains(dayNumber) else { throw .outOfRange }
        let days = dayNumber + 719_468
        let era = days / 146_097
        let dayOfEra = days % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(uncheckedYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: day)
    }

    /// The day `days` later (earlier when negative).
    ///
    /// - Throws: ``CivilDateError/outOfRange`` outside the years 1...9999.
    public func adding(days: Int) throws(CivilDateError) -> CivilDate {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        guard !overflow else { throw .outOfRange }
        return try CivilDate(dayNumber: sum)
    }

    /// The same day of the month `months` later (earlier when negative), or the last day of that month where it is
    /// shorter, as 民法143条2項 counts periods of months.
    ///
    /// - Throws: ``CivilDateError/outOfRange`` outside the years 1...9999.
    public func adding(months: Int) throws(CivilDateError) -> CivilDate {
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, sum >= 12, sum < 120_000 else { throw .outOfRange }
        let year = sum / 12
        let month = sum % 12 + 1
        return CivilDate(
            uncheckedYear: year, month: month, day: min(day, CivilDate.length(ofMonth: month, year: year)))
    }

    /// The number of days from `other` to this day; negative when this day is earlier.
    public func days(since other: CivilDate) -> Int { dayNumber - other.dayNumber }

    /// The day of the week.
    public var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = ((dayNumber + 3) % 7 + 7) % 7
        return Weekday.allCases[index]
    }

    /// The Japanese fiscal year (年度, 1 April to 31 March) that contains this day.
    public var fiscalYear: Int { month >= 4 ? year : year - 1 }

    /// The completed age on `day` of a person born on this day, or `nil` when `day` precedes the birth.
    ///
    /// By 年齢計算ニ関する法律 with 民法143条 an age is reached at the end of the day before the birthday, so the new
    /// age holds **on** the birthday and in law already at 24:00 of the day before; ``ageReached(byEndOf:)`` answers that
    /// second question. Whoever is born on 29 February completes a year at the end of 28 February, and has the new age
    /// from 29 February or, in other years, from 1 March.
    public func age(on day: CivilDate) -> Int? {
        guard day >= self else { return nil }
        let hadBirthday = (day.month, day.day) >= (month, self.day)
        return day.year - year - (hadBirthday ? 0 : 1)
    }

    /// The age reached by the end (24:00) of `day` by a person born on this day, as the school age (学齢) and other
    /// statutes count it: one more than ``age(on:)`` on the day before the birthday; `nil` when `day` precedes the birth.
    public func ageReached(byEndOf day: CivilDate) -> Int? {
        guard day >= self, let next = try? day.adding(days: 1) else { return nil }
        return age(on: next)
    }
}
