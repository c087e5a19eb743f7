import Primitives

extension WrittenDate {
    /// Reads a date in any form that municipal systems write:
    ///
    /// - `2026-04-01`, `2026/4/1`, `2026.4.1`, `2026年4月1日`, `西暦2026年4月1日`, `20260401`;
    /// - with era: `令和8年12月1日`, `昭和元年…`, `昭64.1.7`, `R08.12.01`, `S64/1/7`, `R080512`, and the era number before
    ///   `yyMMdd`: `5081201`;
    /// - digits and signs of either width, and kanji numerals: `昭和五十年三月一日`, `昭和弐拾年`, `一九七五年三月一日`;
    /// - unknown parts: year `0000`; month `00`, a season (`A1`–`A4`, 春夏秋冬) or 不詳/不明; day `00`, a third of the month
    ///   (`A1`–`A3`, 上旬中旬下旬) or 不詳/不明; parts left out; 不明年/不明月/不明日, 月日不詳; a blank cell.
    ///
    /// - Throws: ``DateProblem``.
    public init(reading text: String) throws(DateProblem) {
        self = try WrittenDateReader.parts(of: text).date
    }
}

/// The parts of a written date, before anyone asked whether there is such a day.
struct WrittenDateParts {
    /// A month or a day: its number, or what is known instead. 0 is unknown.
    enum Part {
        case number(Int)
        /// A season or third of a month, by its code.
        case code(Int)

        static let unknown = Part.number(0)
    }

    var era: Era?
    /// The year of the era, or without era the western year; 0 is unknown.
    var year = 0
    var month = Part.unknown
    var day = Part.unknown

    /// The date that they mean.
    var date: WrittenDate {
        get throws(DateProblem) {
            // A month and day without their year say nothing.
            guard year > 0 else { return .unknown }
            if era == .meiji, year <= 5 { throw .oldCalendar }
            let full = era.map { $0.start.year + year - 1 } ?? year
            let date = try uncertain(year: full)
            if let era, let days = date.days { try check(days, in: era) }
            return date
        }
    }

    private func uncertain(year: Int) throws(DateProblem) -> WrittenDate {
        guard case .number(let month) = month else {
            guard case .code(let code) = self.month, let season = WrittenDate.Season(rawValue: code)
            else { throw .unknownForm }
            return .season(year: year, season)
        }
        // With an unknown month a known day says nothing.
        guard month > 0 else { return .year(year) }
        guard month <= 12 else { throw DateProblem(.impossibleDay, hint: .month) }
        switch day {
        case .number(0): return .month(year: year, month: month)
        case .number(let day):
            guard let date = try? CivilDate(year, month, day) else {
                throw DateProblem(
                    .impossibleDay, hint: .days(inMonth: CivilDate.length(ofMonth: month, year: year)))
            }
            return .day(date)
        case .code(let code):
            guard let third = WrittenDate.ThirdOfMonth(rawValue: code) else { throw .unknownForm }
            return .third(year: year, month: month, third)
        }
    }

    /// At least one of the days must lie in the era.
    private func check(_ days: ClosedRange<CivilDate>, in era: Era) throws(DateProblem) {
        let isTooLate = era.next.map { days.lowerBound >= $0.start } ?? false
        guard isTooLate || days.upperBound < era.start else { return }
        let other = Era.containing(days.lowerBound)?.era
        let isCertain = other == Era.containing(days.upperBound)?.era
        throw DateProblem(.outsideEra, hint: isCertain ? other.map { .era($0) } : nil)
    }
}
