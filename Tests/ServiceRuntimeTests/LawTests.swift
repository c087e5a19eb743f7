import Messages
import Primitives
import ServiceRuntime
import Testing
import TestSupport

@Suite struct LawTests {
    private func day(_ text: String) throws -> CivilDate { try CivilDate(iso: text) }

    @Test(arguments: [
        // The first day is not counted (民法140条).
        ("2026-04-01", 30, Deadline.Unit.days, "2026-05-01"),
        // Weekends and holidays are passed over: 29 April, 3 to 6 May 2026.
        ("2026-04-28", 1, .businessDays, "2026-04-30"),
        ("2026-05-01", 1, .businessDays, "2026-05-07"),
        // The turn of the year: 29 December to 3 January, and 1 January 2027 is a Friday.
        ("2026-12-28", 1, .businessDays, "2027-01-04"),
        ("2026-01-31", 1, .months, "2026-02-28"),
        ("2024-02-29", 1, .years, "2025-02-28"),
    ])
    func `a deadline ends on its last day`(start: String, count: Int, unit: Deadline.Unit, last: String) throws {
        let deadline = Deadline(from: try day(start), count, unit, calendar: try testRules().calendar)
        #expect(deadline.lastDay == (try day(last)))
        #expect(!deadline.hasPassed(at: Instant(endOf: try day(last))))
        #expect(deadline.hasPassed(at: Instant(endOf: try day(last)).adding(milliseconds: 1)))
    }

    @Test func `while a correction is awaited the clock stands still`() throws {
        let calendar = try testRules().calendar
        let deadline = Deadline(from: try day("2026-06-01"), 10, .days, calendar: calendar)
        let stopped = deadline.stopped(on: try day("2026-06-05"))
        #expect(!stopped.hasPassed(at: Instant(endOf: try day("2027-01-01"))))
        let resumed = stopped.resumed(on: try day("2026-06-20"), calendar: calendar)
        #expect(resumed.lastDay == (try day("2026-06-26")))
    }

    @Test(arguments: [(0, 21_000), (1, 24_950), (60, 24_950), (61, 28_900), (2400, 179_000), (2410, 182_950)])
    func `the fee charges every started hour`(minutes: Int, total: Int) throws {
        let fee = Fee(minutes: minutes, outsourcing: Yen(0), rules: try testRules(), on: try day("2026-06-01"))
        #expect(fee.total == Yen(total))
        #expect(fee.lines.reduce(0) { $0 + $1.amount.amount } == total)
    }

    @Test func `what a contractor is paid is passed on`() throws {
        let fee = Fee(minutes: 60, outsourcing: Yen(500_000), rules: try testRules(), on: try day("2026-06-01"))
        #expect(fee.total == Yen(524_950) && fee.lines.count == 3)
    }

    @Test func `terms change with the law`() throws {
        let rules = try testRules()
        #expect(rules.term("de-identified-information", on: try day("2018-04-20")) == "非識別加工情報")
        #expect(rules.term("de-identified-information", on: try day("2026-04-01")) == "行政機関等匿名加工情報")
    }

    @Test func `a configuration without a rule is refused and names it`() {
        #expect(throws: RuleBook.MissingRules.self) {
            try RuleBook(
                rules: [:], terms: [:], certificationDocuments: [:], proposalDocuments: [:],
                calendar: BusinessCalendar(closed: [], coveredUntil: CivilDate(clampingDayNumber: 0)))
        }
    }
}
