import MunicipalData
import Primitives
import Testing

@Suite struct WrittenDateTests {
    @Test(arguments: [
        ("2026-04-01", "2026-04-01"), ("2026/4/1", "2026-04-01"), ("2026.04.01", "2026-04-01"),
        ("2026年4月1日", "2026-04-01"), ("20260401", "2026-04-01"), ("２０２６／０４／０１", "2026-04-01"),
        ("令和8年12月1日", "2026-12-01"), ("R08.12.01", "2026-12-01"), ("r8/12/1", "2026-12-01"), ("R081201", "2026-12-01"),
        ("昭和64年1月7日", "1989-01-07"), ("昭64.1.7", "1989-01-07"), ("平成元年1月8日", "1989-01-08"),
        ("令和元年5月1日", "2019-05-01"), ("5081201", "2026-12-01"), ("3640107", "1989-01-07"), ("1330101", "1900-01-01"),
        ("大正１５年１２月２４日", "1926-12-24"), ("㍼39年10月10日", "1964-10-10"), ("昭和 ３年 ２月２９日", "1928-02-29"),
        (" 2026-04-01　", "2026-04-01"), ("昭和五十年三月一日", "1975-03-01"), ("昭和五〇年三月二十一日", "1975-03-21"),
        ("一九七五年三月三十一日", "1975-03-31"), ("昭和十年十月十日", "1935-10-10"), ("昭和弐拾年壱月参日", "1945-01-03"),
        ("西暦2026年4月1日", "2026-04-01"), ("西暦二〇二六年四月一日", "2026-04-01"), ("Ｓ６４．１．７", "1989-01-07"),
        ("令和元年五月一日", "2019-05-01"), ("明治6年1月1日", "1873-01-01"), ("2100610", "1921-06-10"),
        ("平31.4.30", "2019-04-30"), ("㋿8年12月1日", "2026-12-01"), ("昭和64年01月07日", "1989-01-07"),
        ("S.20.8.15", "1945-08-15"), ("Ｈ．元．１．８", "1989-01-08"),
    ])
    func `reads every way of writing a day`(text: String, iso: String) throws {
        #expect(try WrittenDate(reading: text).iso == iso)
    }

    @Test(arguments: [
        ("1945-08-00", "1945-08"), ("19450800", "1945-08"), ("1945-00-00", "1945"), ("194508A1", "1945-08"),
        ("1945A200", "1945"), ("昭和20年不詳", "1945"), ("昭和20年8月不詳", "1945-08"), ("昭和20年不明月不明日", "1945"),
        ("昭和20年8月", "1945-08"), ("昭和20年", "1945"), ("1945", "1945"), ("3200000", "1945"), ("3200800", "1945-08"),
        ("00000000", ""), ("0000-00-00", ""), ("不詳", ""), ("不明年不明月不明日", ""), ("", ""), ("　", ""),
        ("1945-00-15", "1945"), ("昭和64年1月", "1989-01"), ("昭和20年月日不詳", "1945"), ("昭和20年8月日不詳", "1945-08"),
        ("年月日不詳", ""), ("昭和20年春", "1945"), ("昭和20年8月上旬", "1945-08"), ("昭和20年A1", "1945"), ("昭和不詳", ""),
        ("S20A100", "1945"), ("320A300", "1945"), ("32008A3", "1945-08"), ("0000年5月3日", ""), ("昭和20年00月00日", "1945"),
        ("不詳年不詳月不詳日", ""), ("-", ""), ("昭和20年不明月3日", "1945"), ("令和元年不詳", "2019"),
    ])
    func `keeps what is known of an uncertain day`(text: String, iso: String) throws {
        #expect(try WrittenDate(reading: text).iso == iso)
    }

    @Test(arguments: [
        ("昭和64年1月8日", DateProblem.outsideEra), ("平成31年5月1日", .outsideEra), ("令和元年4月30日", .outsideEra),
        ("昭和70年", .outsideEra), ("昭和64年2月", .outsideEra), ("平成元年13月", .impossibleDay),
        ("2月30日", .unknownForm), ("2026年2月30日", .impossibleDay), ("20260230", .impossibleDay),
        ("令和7年2月29日", .impossibleDay), ("2026-13-01", .impossibleDay), ("2026-13", .impossibleDay),
        ("3640108", .outsideEra), ("6010101", .unknownForm), ("260401", .unknownForm), ("2026-04-", .unknownForm),
        ("26/4/1", .unknownForm), ("昭和", .unknownForm), ("昭和百年", .unknownForm), ("2026--01", .unknownForm),
        ("1945A500", .unknownForm), ("abc", .unknownForm), ("Smith", .unknownForm), ("2026-04-01-01", .unknownForm),
        ("2026-004-01", .unknownForm), ("元年1月1日", .unknownForm), ("明治5年12月2日", .oldCalendar),
        ("明治5年12月31日", .oldCalendar), ("M010125", .oldCalendar), ("明治5年", .oldCalendar), ("昭和64年1月中旬", .outsideEra),
        ("平成元年1月上旬13日", .unknownForm), ("昭和64年秋", .outsideEra), ("大正15年12月25日", .outsideEra),
        ("昭和二十百年1月1日", .unknownForm), ("2026月4年1日", .unknownForm), ("昭和20年8月不詳日1", .unknownForm),
        ("年5月1日", .unknownForm), ("昭和20年A5", .unknownForm), ("1945年8月A4", .unknownForm), ("不", .unknownForm),
        ("昭和20年不", .unknownForm), ("123456789", .unknownForm), ("昭和20年中旬", .unknownForm), ("西2026年", .unknownForm),
        ("昭和20年8月春", .unknownForm), ("--", .unknownForm), ("2026年4月1日1", .unknownForm), ("0320815", .unknownForm),
        ("A9450815", .unknownForm), ("1945年8月頃", .unknownForm), ("十年", .unknownForm), ("S.", .unknownForm),
        ("S..20", .unknownForm), ("昭和20年十一三月", .unknownForm),
    ])
    func `refuses what is no day`(text: String, problem: DateProblem) {
        #expect(throws: problem) { try WrittenDate(reading: text) }
    }

    @Test(
        arguments: [
            ("昭和64年1月8日", .era(.heisei)), ("平成31年5月1日", .era(.reiwa)), ("令和元年4月30日", .era(.heisei)),
            ("昭和64年2月", .era(.heisei)), ("昭和70年", .era(.heisei)), ("大正15年12月25日", .era(.showa)),
            ("大正元年7月29日", .era(.meiji)), ("2026年2月30日", .days(inMonth: 28)), ("2024年2月30日", .days(inMonth: 29)),
            ("2026-04-31", .days(inMonth: 30)), ("2026-13", .month), ("昭和94年", nil), ("abc", nil), ("明治5年12月2日", nil),
        ] as [(String, DateProblem.Hint?)])
    func `says what an impossible day could mean`(text: String, hint: DateProblem.Hint?) {
        let problem = #expect(throws: DateProblem.self) { try WrittenDate(reading: text) }
        // 昭和94年 is 2019, in which 平成 ended and 令和 began.
        #expect(problem?.hint == hint)
        #expect(problem?.description.isEmpty == false)
        #expect(problem?.japanese.isEmpty == false)
    }

    @Test(
        arguments: [
            ("1945A200", .season(year: 1945, .summer)), ("昭和20年冬", .season(year: 1945, .winter)),
            ("194508A1", .third(year: 1945, month: 8, .first)), ("昭和20年8月下旬", .third(year: 1945, month: 8, .last)),
            ("1945-08-A2", .third(year: 1945, month: 8, .second)), ("1945-08-00", .month(year: 1945, month: 8)),
            ("1945-00-00", .year(1945)), ("0000A1A1", .unknown),
        ] as [(String, WrittenDate)])
    func `keeps seasons and thirds of a month`(text: String, date: WrittenDate) throws {
        #expect(try WrittenDate(reading: text) == date)
        #expect(try WrittenDate(reading: date.japanese) == date)
    }

    @Test func `gives the days that an uncertain date may be`() throws {
        func days(_ text: String) throws -> [String] {
            guard let days = try WrittenDate(reading: text).days else { return [] }
            return [days.lowerBound.description, days.upperBound.description]
        }
        #expect(try days("2024-02-A1") == ["2024-02-01", "2024-02-10"])
        #expect(try days("2024-02-A2") == ["2024-02-11", "2024-02-20"])
        #expect(try days("2024-02-A3") == ["2024-02-21", "2024-02-29"])
        #expect(try days("2024-02-00") == ["2024-02-01", "2024-02-29"])
        #expect(try days("2024A100") == ["2024-02-01", "2024-05-31"])
        #expect(try days("2024A400") == ["2024-01-01", "2024-12-31"])
        #expect(try days("2024") == ["2024-01-01", "2024-12-31"])
        #expect(try days("不詳").isEmpty)
    }

    @Test func `generalizes to what is known and never makes up a day`() throws {
        let day = try WrittenDate(reading: "2024-02-29")
        let generalized = WrittenDate.Precision.allCases.map { day.generalized(to: $0).japanese }
        #expect(generalized == ["2024年2月29日", "2024年2月下旬", "2024年2月", "2024年", "2024年", "不詳"])
        let season = try WrittenDate(reading: "1945A100")
        #expect(
            WrittenDate.Precision.allCases.map { season.generalized(to: $0).japanese } == [
                "1945年春", "1945年春", "1945年春", "1945年春", "1945年", "不詳",
            ])
        #expect(try WrittenDate(reading: "2024-02-10").generalized(to: .third).japanese == "2024年2月上旬")
        #expect(try WrittenDate(reading: "2024-02-11").generalized(to: .third).japanese == "2024年2月中旬")
        #expect(try WrittenDate(reading: "2024-02-20").generalized(to: .third).japanese == "2024年2月中旬")
        #expect(try WrittenDate(reading: "2024-01-31").generalized(to: .third).japanese == "2024年1月下旬")
    }

    @Test func `gives ages as ranges`() throws {
        let day = try CivilDate(2026, 4, 1)
        func ages(_ text: String) throws -> ClosedRange<Int>? {
            try WrittenDate(reading: text).ages(byEndOf: day)
        }
        // The age is reached at the end of the day before the birthday.
        #expect(try ages("2006-04-02") == 20...20)
        #expect(try ages("2006-04-03") == 19...19)
        #expect(try ages("1945-08-A1") == 80...80)
        #expect(try ages("1945A200") == 80...80)
        #expect(try ages("1945A100") == 80...81)
        #expect(try ages("1945") == 80...81)
        #expect(try ages("2026-04-00") == 0...0)
        #expect(try ages("2026-05") == nil)
        #expect(try ages("不詳") == nil)
    }

    @Test func `reads every day of the eras in every form`() throws {
        // From 明治6年1月1日 to the end of 2040, by a slow independent count of eras.
        var day = try CivilDate(1873, 1, 1)
        while day.year <= 2040 {
            let (name, code, first): (String, Int, Int) =
                switch day.description {
                case "2019-05-01"...: ("令和", 5, 2019)
                case "1989-01-08"...: ("平成", 4, 1989)
                case "1926-12-25"...: ("昭和", 3, 1926)
                case "1912-07-30"...: ("大正", 2, 1912)
                default: ("明治", 1, 1868)
                }
            let year = day.year - first + 1
            let compact = day.description.replacing("-", with: "")
            let short = (year < 10 ? "0" : "") + "\(year)" + compact.dropFirst(4)
            for text in [
                "\(name)\(year)年\(day.month)月\(day.day)日", "\(code)\(short)", compact, day.description,
            ] {
                guard try WrittenDate(reading: text) == .day(day) else {
                    Issue.record("\(text)")
                    return
                }
            }
            // Every third day is enough, and falls on all days of months.
            day = try day.adding(days: day.day > 27 || day.day < 3 ? 1 : 3)
        }
    }

    @Test func `reports rows of a column and merges ways of writing`() throws {
        let text = "氏名,生年月日\nA,R8.12.1\nB,昭和64年1月8日\nC,令和8年12月1日\nD,昭和64年1月8日\nE,\n"
        let table = try DelimitedTable(reading: Array(text.utf8), as: DelimitedFormat())
        let (column, problems) = table.dates(inColumn: 1)
        #expect(column.values == ["2026-12-01", "昭和64年1月8日", ""])
        #expect(column.codes.unpacked == [0, 1, 0, 1, 2])
        #expect(problems.count == 1)
        #expect(problems.first?.position == CellPosition(row: 2, column: 2, name: "生年月日"))
        #expect(problems.first?.problem == .outsideEra)
        #expect(problems.first?.rows == 2)
    }
}
