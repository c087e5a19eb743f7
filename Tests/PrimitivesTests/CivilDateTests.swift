import Primitives
import Testing

@Suite struct CivilDateTests {
    @Test(arguments: [
        // Day numbers from the POSIX epoch, known from `date -u -d ... +%s` / 86400.
        ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-04-01", 20_544, 3), ("1868-01-25", -37_231, 6),
        ("2100-03-01", 47_541, 1), ("0001-01-01", -719_162, 1), ("9999-12-31", 2_932_896, 5),
    ])
    func `counts days and weekdays`(text: String, number: Int, weekday: Int) throws {
        let date = try CivilDate(iso: text)
        #expect(date.dayNumber == number)
        #expect(date.weekday.rawValue == weekday)
        #expect(try CivilDate(dayNumber: number) == date)
        #expect(date.description == text)
    }

    @Test func `numbers every day of four centuries without a gap, as an obvious calendar does`() throws {
        var number = try CivilDate(1868, 1, 1).dayNumber
        for year in 1868...2268 {
            for month in 1...12 {
                for day in 1...CivilDate.length(ofMonth: month, year: year) {
                    let date = try CivilDate(year, month, day)
                    guard date.dayNumber == number, try CivilDate(dayNumber: number) == date else {
                        Issue.record("\(date) is not day \(number)")
                        return
                    }
                    number += 1
                }
            }
        }
    }

    @Test(arguments: [
        (2025, 2, 29), (2100, 2, 29), (2026, 13, 1), (2026, 0, 1), (2026, 4, 31), (2026, 1, 0), (0, 1, 1),
        (10_000, 1, 1),
    ])
    func `refuses a day that no calendar has`(year: Int, month: Int, day: Int) {
        #expect(throws: CivilDateError.impossible(year: year, month: month, day: day)) {
            try CivilDate(year, month, day)
        }
    }

    @Test(arguments: ["2026-4-1", "20260401", "2026-04-01 ", "２０２６-04-01", "2026/04/01", "+026-04-01", ""])
    func `reads only the ISO form`(text: String) {
        #expect(throws: CivilDateError.notISO) { try CivilDate(iso: text) }
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-10", 1, "2027-01-10"), ("2026-01-10", -1, "2025-12-10"), ("2024-02-29", 12, "2025-02-28"),
    ])
    func `adds months and stays within the month`(start: String, months: Int, expected: String) throws {
        #expect(try CivilDate(iso: start).adding(months: months).description == expected)
    }

    @Test func `refuses to leave the calendar`() throws {
        let last = try CivilDate(9999, 12, 31)
        #expect(throws: CivilDateError.outOfRange) { try last.adding(days: 1) }
        #expect(throws: CivilDateError.outOfRange) { try last.adding(months: 1) }
        #expect(throws: CivilDateError.outOfRange) { try last.adding(days: Int.max) }
        #expect(throws: CivilDateError.outOfRange) { try CivilDate(1, 1, 1).adding(months: -1) }
    }

    @Test(arguments: [("2026-03-31", 2025), ("2026-04-01", 2026), ("2027-01-01", 2026)])
    func `begins the fiscal year on 1 April`(text: String, year: Int) throws {
        #expect(try CivilDate(iso: text).fiscalYear == year)
    }

    @Test(arguments: [
        // Birth, day, age on that day, age reached by the end of that day.
        ("2000-04-01", "2006-03-30", 5, 5), ("2000-04-01", "2006-03-31", 5, 6), ("2000-04-01", "2006-04-01", 6, 6),
        ("2000-02-29", "2001-02-27", 0, 0), ("2000-02-29", "2001-02-28", 0, 1), ("2000-02-29", "2001-03-01", 1, 1),
        ("2000-02-29", "2004-02-28", 3, 4), ("2000-02-29", "2004-02-29", 4, 4),
        ("2026-05-05", "2026-05-05", 0, 0), ("2000-01-01", "2018-12-31", 18, 19),
    ])
    func `counts age by law`(birth: String, day: String, age: Int, reached: Int) throws {
        let birth = try CivilDate(iso: birth)
        let day = try CivilDate(iso: day)
        #expect(birth.age(on: day) == age)
        #expect(birth.ageReached(byEndOf: day) == reached)
    }

    @Test func `has no age before birth`() throws {
        let birth = try CivilDate(2026, 5, 5)
        #expect(try birth.age(on: CivilDate(2026, 5, 4)) == nil)
    }

    @Test(arguments: [
        ("2026-12-10", "令和8年12月10日(木)"), ("2019-05-01", "令和元年5月1日(水)"), ("2019-04-30", "平成31年4月30日(火)"),
        ("1989-01-07", "昭和64年1月7日(土)"), ("1989-01-08", "平成元年1月8日(日)"), ("1926-12-25", "昭和元年12月25日(土)"),
        ("1926-12-24", "大正15年12月24日(金)"), ("1912-07-30", "大正元年7月30日(火)"), ("1912-07-29", "明治45年7月29日(月)"),
    ])
    func `writes the long Japanese form`(text: String, expected: String) throws {
        #expect(try CivilDate(iso: text).japaneseLong == expected)
    }

    @Test func `keeps eras to their days`() throws {
        #expect(try Era.showa.date(year: 64, month: 1, day: 7) == CivilDate(1989, 1, 7))
        #expect(throws: EraError.notInEra(.showa)) { try Era.showa.date(year: 64, month: 1, day: 8) }
        #expect(throws: EraError.notInEra(.heisei)) { try Era.heisei.date(year: 31, month: 5, day: 1) }
        #expect(throws: EraError.notInEra(.reiwa)) { try Era.reiwa.date(year: 1, month: 4, day: 30) }
        #expect(throws: EraError.impossible(.reiwa)) { try Era.reiwa.date(year: 8, month: 2, day: 30) }
        #expect(Era.named("令和") == .reiwa)
        #expect(Era.named("s") == .showa)
        #expect(Era.named("6") == nil)
    }
}
