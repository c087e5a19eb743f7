import Foundation
import MunicipalData
import Primitives
import Testing

/// The recipe that the project ships for generated registers has to cover what is generated.
@Suite struct SyntheticRecipeTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func column(_ name: String) throws -> Set<String> {
        let code = try MunicipalityCode("132225")
        let register = try #require(SyntheticRegister(municipality: code, residents: 10_000, seed: 3))
        let index = try #require(SyntheticRegister.columns.firstIndex(of: name))
        let rows = try TextEncoding.cp932.decode(register.bytes()).components(separatedBy: "\r\n").dropFirst()
            .dropLast()
        return Set(rows.map { $0.components(separatedBy: ",")[index] })
    }

    @Test(arguments: [("職業", "occupation"), ("世帯人数", "household-size"), ("性別", "sex")])
    func `a hierarchy file has every value that is generated`(column name: String, file: String) throws {
        let path = Self.root.appending(path: "Config/recipes/\(file).csv")
        let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
        let values = lines.map { $0.split(separator: ",").first.map(String.init) ?? "" }
        #expect(Set(values).count == lines.count, "every value has one row")
        #expect(lines.allSatisfy { $0.hasSuffix(",*") })
        #expect(try column(name).subtracting(values) == [])
    }

    @Test func `the recipe names every generated column once`() throws {
        let path = Self.root.appending(path: "Config/recipes/residents.yaml")
        let text = try String(contentsOf: path, encoding: .utf8)
        let named = text.matches(of: /- \{?name: ([^,\s}]+)/).map { String($0.1) }
        #expect(named == SyntheticRegister.columns)
    }

    @Test(arguments: [("132292", "西東京市"), ("132110", "小平市"), ("132225", "東久留米市")])
    func `every town exists`(code: String, name: String) throws {
        let shared = ProcessInfo.processInfo.environment["OBORO_SHARED_DATA"].map { URL(filePath: $0) }
        let list = (shared ?? Self.root.appending(path: "../shared/data")).appending(path: "towns-tokyo.csv")
        guard let text = try? String(contentsOf: list, encoding: .utf8) else {
            print("skipped: the list of town names is not here")
            return
        }
        let towns = Set(
            text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",", omittingEmptySubsequences: false) }
                .filter { $0[0] == name }.map { String($0[1]) })
        try #require(!towns.isEmpty)

        let register = try #require(SyntheticRegister(municipality: MunicipalityCode(code), residents: 8_000, seed: 5))
        let index = try #require(SyntheticRegister.columns.firstIndex(of: "住所"))
        let numerals: [Character: Character] = [
            "１": "一", "２": "二", "３": "三", "４": "四", "５": "五", "６": "六", "７": "七", "８": "八",
        ]
        var seen: Set<String> = []
        for row in try TextEncoding.cp932.decode(register.bytes()).components(separatedBy: "\r\n").dropFirst()
            .dropLast()
        {
            let address = row.components(separatedBy: ",")[index]
            let rest = try #require(address.wholeMatch(of: /東京都(.+?市)(.+)/))
            #expect(rest.1 == name)
            if let divided = rest.2.firstMatch(of: /^(.+?)([１-８])丁目/) {
                let numeral = divided.2.compactMap { numerals[$0] }
                seen.insert("\(divided.1)\(String(numeral))丁目")
            } else {
                seen.insert(String(rest.2.prefix { !("０"..."９").contains($0) }))
            }
        }
        #expect(seen.subtracting(towns) == [])
        #expect(seen.count > 50)
    }
}
