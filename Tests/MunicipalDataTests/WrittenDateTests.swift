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
        (" 2026-04-01　", "2026-04-01"),
    ])
    func `reads every way of writing a day`(text: String, iso: String) throws {
        #expect(try WrittenDate(reading: text).iso == iso)
    }

    @Test(arguments: [
        ("1945-08-00", "1945-08"), ("19450800", "1945-08"), ("1945-00-00", "1945"), ("194508A1", "1945-08"),
        ("1945A200", "1945"), ("昭和20年不詳", "1945"), ("昭和20年8月不詳", "1945-08"), ("昭和20年不明月不明日", "1945"),
        ("昭和20年8月", "1945-08"), ("昭和20年", "1945"), ("1945", "1945"), ("3200000", "1945"), ("3200800", "1945-08"),
        ("00000000", ""), ("0000-00-00", ""), ("不詳", ""), ("不明年不明月不明日", ""), ("", ""), ("　", ""),
        ("1945-00-15", "1945"), ("昭和64年1月", "1989-01"),
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
        ("2026-004-01", .unknownForm), ("元年1月1日", .unknownForm),
    ])
    func `refuses what is no day`(text: String, problem: DateProblem) {
        #expect(throws: problem) { try WrittenDate(reading: text) }
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
