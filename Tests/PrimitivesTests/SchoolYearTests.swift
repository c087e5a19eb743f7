import Primitives
import Testing

@Suite struct SchoolYearTests {
    @Test(arguments: [
        ("2019-04-02", 2026), ("2020-04-01", 2026), ("2020-04-02", 2027), ("2020-03-31", 2026), ("2019-12-31", 2026),
        ("2020-02-29", 2026), ("2020-01-01", 2026),
    ])
    func `the school year ends with the birthdays of 1 April`(birth: String, year: Int) throws {
        #expect(try CivilDate(iso: birth).schoolEntryYear == year)
    }

    @Test func `a child enters school on the first 1 April after reaching six`() throws {
        // The definition itself, by the age that is reached on the last day of the fiscal year before.
        for number in 0..<1500 {
            let birth = try CivilDate(2015, 1, 1).adding(days: number)
            let year = birth.schoolEntryYear
            #expect(try birth.ageReached(byEndOf: CivilDate(year, 3, 31)) ?? 0 >= 6)
            #expect(try birth.ageReached(byEndOf: CivilDate(year - 1, 3, 31)) ?? 0 < 6)
        }
    }

    @Test func `knows the nine grades`() throws {
        let birth = try CivilDate(2019, 4, 2)
        #expect(birth.schoolGrade(inFiscalYear: 2025) == nil)
        #expect(birth.schoolGrade(inFiscalYear: 2026) == 1)
        #expect(birth.schoolGrade(inFiscalYear: 2034) == 9)
        #expect(birth.schoolGrade(inFiscalYear: 2035) == nil)
    }

    @Test func `a fiscal year goes from April to March`() throws {
        let days = try CivilDate.days(ofFiscalYear: 2026)
        #expect(days.lowerBound.description == "2026-04-01")
        #expect(days.upperBound.description == "2027-03-31")
        #expect(days.lowerBound.fiscalYear == 2026 && days.upperBound.fiscalYear == 2026)
        #expect(throws: CivilDateError.outOfRange) { try CivilDate.days(ofFiscalYear: 9999) }
    }
}
