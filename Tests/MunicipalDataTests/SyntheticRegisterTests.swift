import Foundation
import MunicipalData
import Primitives
import Testing

@Suite struct SyntheticRegisterTests {
    /// A register cut into rows and cells again, by the plainest means: no generated cell is quoted.
    private struct Rows {
        let header: [String]
        let cells: [[String]]

        init(_ register: SyntheticRegister) throws {
            let text = try TextEncoding.cp932.decode(register.bytes())
            var lines = text.components(separatedBy: "\r\n")
            #expect(lines.popLast() == "", "the last row ends with CRLF as well")
            let rows = lines.map { $0.components(separatedBy: ",") }
            header = try #require(rows.first)
            cells = Array(rows.dropFirst())
        }

        func column(_ name: String) throws -> [String] {
            let index = try #require(header.firstIndex(of: name))
            return cells.map { $0[index] }
        }
    }

    private func register(
        _ code: String = "132292", residents: Int = 5_000, seed: UInt64 = 1, markers: [String] = []
    ) throws -> SyntheticRegister {
        try #require(
            SyntheticRegister(municipality: MunicipalityCode(code), residents: residents, seed: seed, markers: markers))
    }

    @Test func `the same seed gives the same bytes and another seed gives others`() throws {
        let first = try register(seed: 7).bytes()
        #expect(try register(seed: 7).bytes() == first)
        #expect(try register(seed: 8).bytes() != first)
        #expect(try register("132110", seed: 7).bytes() != first)
    }

    @Test(arguments: ["132292", "132110", "132225"], [1, 2, 999])
    func `has a header and one row of twelve cells for each resident`(code: String, residents: Int) throws {
        let rows = try Rows(register(code, residents: residents))
        #expect(rows.header == SyntheticRegister.columns)
        #expect(rows.cells.count == residents)
        #expect(rows.cells.allSatisfy { $0.count == 12 && !$0.contains("") })
    }

    @Test func `gives every resident an own number of ten digits`() throws {
        let numbers = try Rows(register(residents: 50_000)).column("宛名番号")
        #expect(Set(numbers).count == 50_000)
        #expect(numbers.allSatisfy { $0.count == 10 && $0.allSatisfy(\.isNumber) })
    }

    @Test(arguments: ["132292", "132110", "132225"])
    func `holds no number that could be an individual number`(code: String) throws {
        let text = try TextEncoding.cp932.decode(register(code, residents: 50_000).bytes())
        var longest = 0
        var run = 0
        for scalar in text.unicodeScalars {
            run = scalar.properties.numericType == .decimal ? run + 1 : 0
            longest = max(longest, run)
        }
        #expect(longest == 10)
    }

    @Test func `writes birth dates by era that exist, from the newborn to the very old`() throws {
        let pattern = /(明治|大正|昭和|平成|令和)(元|[1-9][0-9]?)年([1-9][0-9]?)月([1-9][0-9]?)日/
        var ages: Set<Int> = []
        var firstYears = 0
        for text in try Rows(register(residents: 10_000)).column("生年月日") {
            let match = try #require(text.wholeMatch(of: pattern))
            let era = try #require(Era.named(String(match.1)))
            let year = match.2 == "元" ? 1 : try #require(Int(match.2))
            let born = try era.date(
                year: year, month: try #require(Int(match.3)), day: try #require(Int(match.4)))
            firstYears += match.2 == "元" ? 1 : 0
            ages.insert(try #require(born.age(on: SyntheticRegister.day)))
        }
        #expect(ages.isSuperset(of: 0...85))
        #expect(ages.allSatisfy { (0...104).contains($0) })
        #expect(firstYears > 0)
    }

    @Test func `counts as many members as a household has rows, at one address`() throws {
        let rows = try Rows(register(residents: 10_000))
        let sizes = try rows.column("世帯人数")
        let addresses = try rows.column("住所")
        var members: [String: [Int]] = [:]
        for (row, household) in try rows.column("世帯番号").enumerated() { members[household, default: []].append(row) }
        #expect(members.values.allSatisfy { rows in rows.allSatisfy { sizes[$0] == String(rows.count) } })
        #expect(members.values.allSatisfy { rows in Set(rows.map { addresses[$0] }).count == 1 })
    }

    @Test func `draws incomes whose upper end is long`() throws {
        let incomes = try Rows(register(residents: 50_000)).column("所得").map { try #require(Int($0)) }
        let earned = incomes.filter { $0 > 0 }.sorted()
        let mean = Double(earned.reduce(0, +)) / Double(earned.count)
        #expect(mean > 1.1 * Double(earned[earned.count / 2]))
        #expect(earned[earned.count * 99 / 100] > 4 * earned[earned.count / 2])
        #expect(incomes.allSatisfy { (0..<1_000_000_000).contains($0) })
    }

    @Test func `plants each marker as one name and nowhere else`() throws {
        let markers = ["検証用目印甲野一郎", "目印,と\"引用符"]
        let text = try TextEncoding.cp932.decode(register(residents: 100, markers: markers).bytes())
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines[1].components(separatedBy: ",")[2] == markers[0])
        #expect(lines[51].contains(",\"目印,と\"\"引用符\","))
        #expect(text.components(separatedBy: "目印").count == 3)
    }

    @Test func `refuses a marker that the encoding lacks`() throws {
        #expect(throws: UnencodableScalar.self) { try register(residents: 10, markers: ["😀"]).bytes() }
    }

    @Test func `knows only municipalities whose towns it has, and needs a resident`() throws {
        #expect(SyntheticRegister(municipality: try MunicipalityCode("131016"), residents: 10, seed: 1) == nil)
        #expect(SyntheticRegister(municipality: try MunicipalityCode("132292"), residents: 0, seed: 1) == nil)
        let crowded = SyntheticRegister(
            municipality: try MunicipalityCode("132292"), residents: 1, seed: 1, markers: ["甲", "乙"])
        #expect(crowded == nil)
    }
}
