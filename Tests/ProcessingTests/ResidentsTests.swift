import Deidentification
import MunicipalData
import Primitives
import Processing
import Testing

private func rows(_ bytes: [UInt8]) throws -> (names: [String], rows: [[String]]) {
    let table = try DelimitedTable(reading: bytes, as: DelimitedFormat())
    let rows = (0..<table.rowCount).map { row in table.columns.map { $0.values[$0.codes[row]] } }
    return (table.columns.map(\.name), rows)
}

@Suite struct ResidentsTests {
    /// Births and towns of the pattern in ``Residents/rows``, written by hand.
    private func naive() -> NaiveAnonymizer {
        let years = [1975, 1976, 1991, 1992, 2021]
        let towns = ["南町五丁目", "南町四丁目", "田無町一丁目", "本町二丁目"]
        var births: [String] = []
        var addresses: [String] = []
        var birthLabels: [String: [String]] = [:]
        var addressLabels: [String: [String]] = [:]
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        for index in 0..<60 {
            let year = years[index % 5]
            let month = "\(year)-\(two(index % 3 + 1))"
            let date = "\(month)-\(two(index % 28 + 1))"
            let five = "\(year / 5 * 5)-\(year / 5 * 5 + 4)"
            let ten = "\(year / 10 * 10)-\(year / 10 * 10 + 9)"
            births.append(date)
            birthLabels[date] = [date, month, "\(year)", five, ten, "*"]
            let chome = "東京都西東京市" + towns[index % 4]
            let address = "\(chome)\(index)番地"
            addresses.append(address)
            let town = String(chome.dropLast(3))
            addressLabels[address] = [address, chome, town, "東京都西東京市", "東京都", "*"]
        }
        let sexes = (0..<60).map { $0 % 2 == 0 ? "1" : "2" }
        return NaiveAnonymizer(
            columns: [births, sexes, addresses],
            hierarchies: [birthLabels, ["1": ["1", "*"], "2": ["2", "*"]], addressLabels], k: 3, limit: 0.1)
    }

    @Test func `gives what the definition gives, computed the slow way`() throws {
        var input = try Residents.input()
        input.arrangement = .kept
        let outcome = try Processor.run(input)
        let expected = try #require(naive().optimum())
        let report = outcome.report
        #expect(abs((report.transformation?.loss ?? 0) - expected.loss) < 1e-9)
        let levels = ["生年月日", "性別", "住所"].map { report.transformation?.levels[$0] ?? -1 }
        #expect(abs(naive().answer(at: levels).loss - expected.loss) < 1e-9)
        let answer = naive().answer(at: levels)
        #expect(report.suppressed.rows == answer.suppressed)

        let file = try rows(#require(outcome.files[.data]))
        #expect(file.names == ["宛名番号", "生年月日", "性別", "住所", "病名", "メモ"])
        #expect(file.rows.map { Array($0[1...3]) } == answer.rows.map(\.1))
        #expect(file.rows.map { $0[4] } == answer.rows.map { "疾病\($0.0 % 4)" })
        let memos = ["'=1+1", "-5", "'@x", "普通"]
        #expect(file.rows.map { $0[5] } == answer.rows.map { memos[$0.0 % 4] })
        #expect(report.steps.map(\.droppedRows) == [5])
    }

    @Test func `leaves no identifier, code or dropped value in any file`() throws {
        let outcome = try Processor.run(Residents.input())
        #expect(outcome.files.count == ProcessingOutcome.File.allCases.count)
        for (file, bytes) in outcome.files {
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains(Residents.marker), "\(file.rawValue)")
            #expect(!text.contains("昭和50年"), "\(file.rawValue)")
            #expect(!text.contains(/[0-9]番地/), "\(file.rawValue)")
        }
    }

    @Test func `replaces a linking code by a keyed pseudonym`() throws {
        var input = try Residents.input()
        input.arrangement = .kept
        input.pseudonymKey = try #require(PseudonymKey(bytes: Array(0..<32)))
        // Python: hmac.new(bytes(range(32)), "宛名0001".encode(), "sha256").hexdigest()[:32], with letters for its digits
        let letters = "71266d197ad614d6c93cdb541a9afdeb".compactMap(\.hexDigitValue)
            .map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0))) }.joined()
        #expect(input.pseudonymKey.pseudonym(of: "宛名0001") == letters)
        let first = try rows(#require(Processor.run(input).files[.data])).rows.map { $0[0] }
        #expect(first.allSatisfy { $0.count == 32 && $0.allSatisfy { ("a"..."p").contains($0) } })
        #expect(Set(first).count == first.count)
        input.pseudonymKey = .random()
        let second = try rows(#require(Processor.run(input).files[.data])).rows.map { $0[0] }
        #expect(Set(first).isDisjoint(with: second))
        #expect(PseudonymKey(bytes: [1, 2, 3]) == nil)
    }

    @Test func `shuffles rows and keeps their content`() throws {
        var input = try Residents.input()
        input.pseudonymKey = try #require(PseudonymKey(bytes: Array(0..<32)))
        input.arrangement = .kept
        let kept = try rows(#require(Processor.run(input).files[.data])).rows
        input.arrangement = .shuffled(SystemRandomNumberGenerator(), seed: nil)
        let shuffled = try Processor.run(input)
        let file = try rows(#require(shuffled.files[.data])).rows
        #expect(file != kept)
        #expect(file.sorted { $0[0] < $1[0] } == kept.sorted { $0[0] < $1[0] })
        #expect(shuffled.report.output?.keptOrder == false)
    }

    @Test func `writes a report that reads back equal, and a page for reading`() throws {
        let outcome = try Processor.run(Residents.input())
        let report = try Report(reading: #require(outcome.files[.report]))
        #expect(report == outcome.report)
        #expect(report.rule62.map(\.item) == [1, 2, 3, 4, 5])
        let page = String(decoding: try #require(outcome.files[.reportPage]), as: UTF8.self)
        for text in ["加工報告書", "<svg", "再識別リスク", "第5号", "</html>", "60", "氏名"] { #expect(page.contains(text)) }
        for reference in ["http://", "https://", "src=", "href=\"/", "<link", "<script"] {
            #expect(!page.contains(reference))
        }
        let marking = String(decoding: try #require(outcome.files[.marking]), as: UTF8.self)
        for text in ["匿名加工情報", "行政機関等匿名加工情報", "宛名番号", "病名"] { #expect(marking.contains(text)) }
        #expect(!marking.contains("氏名"))
    }

    @Test func `describes the file in its data package`() throws {
        let outcome = try Processor.run(Residents.input())
        let text = String(decoding: try #require(outcome.files[.dataPackage]), as: UTF8.self)
        let data = try #require(outcome.files[.data])
        #expect(text.contains("\"bytes\" : \(data.count)"))
        #expect(text.contains("sha256:\(outcome.report.output?.sha256 ?? "")"))
        #expect(text.contains("\"marking\" : \"匿名加工情報\""))
        #expect(text.contains("\"メモ\" : "))
        #expect(text.contains("\"疾病0\","))
    }
}
