import Deidentification
import Primitives
import Testing

@Suite struct HierarchyAgeTests {
    private func labels(_ value: String, on day: String, steps: [Int] = [5, 10], top: Int? = 90) throws -> [String?] {
        let hierarchy = try Hierarchy.ageBands([value], steps: steps, top: top, asOf: CivilDate(iso: day))
        return (0..<hierarchy.levelCount).map { hierarchy.label(of: value, level: $0) }
    }

    /// 年齢計算ニ関する法律 with 民法143条: the age is reached at the end of the day before the birthday.
    @Test(arguments: [
        ("2020-04-01", "2026-03-30", "5歳"), ("2020-04-01", "2026-03-31", "6歳"), ("2020-04-01", "2026-04-01", "6歳"),
        ("2020-04-02", "2026-03-31", "5歳"), ("2020-04-02", "2026-04-01", "6歳"),
        ("2004-02-29", "2023-02-27", "18歳"), ("2004-02-29", "2023-02-28", "19歳"),
        ("2004-02-29", "2024-02-27", "19歳"), ("2004-02-29", "2024-02-28", "20歳"),
        ("2000-01-01", "2025-12-31", "26歳"), ("2026-04-01", "2026-04-01", "0歳"),
        ("1936-04-02", "2026-03-31", "89歳"), ("1936-04-01", "2026-03-31", "90歳以上"),
        ("1920-01-01", "2026-03-31", "90歳以上"),
    ])
    func `reaches an age on the day before the birthday`(birth: String, day: String, age: String) throws {
        #expect(try labels(birth, on: day)[1] == age)
    }

    @Test(arguments: [
        ("1990-05-05", ["1990-05-05", "35歳", "35-39歳", "30-39歳", "*"]),
        ("1990-05", ["1990-05", "35歳", "35-39歳", "30-39歳", "*"]),
        ("1990", ["1990", "35-36歳", "35-39歳", "30-39歳", "*"]),
        ("1991", ["1991", "34-35歳", "30-39歳", "30-39歳", "*"]),
        ("1996", ["1996", "29-30歳", "不詳", "不詳", "*"]), ("1936", ["1936", "89-90歳", "不詳", "不詳", "*"]),
        ("1930", ["1930", "90歳以上", "90歳以上", "90歳以上", "*"]),
        ("2026", ["2026", "0歳", "0-4歳", "0-9歳", "*"]),
        ("", ["不詳", "不詳", "不詳", "不詳", "*"]),
    ])
    func `gives unknown birthdays the finest band that must hold`(birth: String, expected: [String]) throws {
        // By the end of 2026-04-03 whoever was born in April 1990 from the 5th on is 35.
        #expect(try labels(birth, on: "2026-04-03") == expected)
    }

    @Test func `groups ages, the last band open and cut`() throws {
        let values = ["0", "4", "5", "87", "88", "120", "33.9"]
        let hierarchy = try Hierarchy.ageBands(values, steps: [5, 20], top: 88)
        #expect(
            values.map { hierarchy.label(of: $0, level: 1) } == [
                "0-4歳", "0-4歳", "5-9歳", "85-87歳", "88歳以上", "88歳以上", "30-34歳",
            ])
        #expect(hierarchy.label(of: "87", level: 2) == "80-87歳")
        #expect(hierarchy.label(of: "87", level: 0) == "87")
    }

    @Test(arguments: ["-1", "x", "1e2", "２０"])
    func `refuses what is no age`(value: String) {
        #expect(throws: HierarchyError.unreadableValues(kind: "age", positions: [0])) {
            try Hierarchy.ageBands([value], steps: [5])
        }
    }

    @Test(arguments: ["2026-04-05", "2027", "20260401", "1990-02-30"])
    func `refuses births after the day and what is no date`(value: String) throws {
        let day = try CivilDate(2026, 4, 4)
        #expect(throws: HierarchyError.self) { try Hierarchy.ageBands([value], steps: [5], asOf: day) }
    }

    @Test(arguments: [
        ("1989-01-07", ["昭和64年1月7日", "昭和64年1月", "昭和64年", "昭和60年-平成元年", "昭和55年-平成元年"]),
        ("1989-01-08", ["平成元年1月8日", "平成元年1月", "平成元年", "昭和60年-平成元年", "昭和55年-平成元年"]),
        ("1989-01", ["昭和64年・平成元年1月", "昭和64年・平成元年1月", "昭和64年・平成元年", "昭和60年-平成元年", "昭和55年-平成元年"]),
        ("1989", ["昭和64年・平成元年", "昭和64年・平成元年", "昭和64年・平成元年", "昭和60年-平成元年", "昭和55年-平成元年"]),
        ("2019-05-01", ["令和元年5月1日", "令和元年5月", "令和元年", "平成27年-令和元年", "平成22年-令和元年"]),
        ("1975-03", ["昭和50年3月", "昭和50年3月", "昭和50年", "昭和50年-昭和54年", "昭和45年-昭和54年"]),
        ("1850-03-01", ["1850年3月1日", "1850年3月", "1850年", "1850年-1854年", "1850年-1859年"]),
        ("", ["不詳", "不詳", "不詳", "不詳", "不詳"]),
    ])
    func `labels dates in years of the Japanese eras`(value: String, expected: [String]) throws {
        let hierarchy = try Hierarchy.eraDates([value], steps: DateStep.allCases)
        #expect((0..<hierarchy.levelCount).map { hierarchy.label(of: value, level: $0) } == expected + ["*"])
    }

    @Test func `keeps every level of era dates a coarsening`() throws {
        // Every day of the years in which an era changed, and the months and years alone.
        var values: [String] = []
        for year in [1868, 1912, 1926, 1989, 2019] {
            values.append("\(year)")
            for month in 1...12 {
                let text = "\(year)-\(month < 10 ? "0" : "")\(month)"
                values.append(text)
                for day in 1...CivilDate.length(ofMonth: month, year: year) {
                    values.append("\(text)-\(day < 10 ? "0" : "")\(day)")
                }
            }
        }
        let hierarchy = try Hierarchy.eraDates(values, steps: DateStep.allCases)
        #expect(hierarchy.valueCount == values.count)
    }
}
