import MunicipalData
import Primitives
import Processing
import Testing

@Suite struct LayoutDocumentTests {
    private func read(_ text: String) throws(DocumentFaults) -> Layout {
        try LayoutDocument(reading: Array(text.utf8), file: "layout.yaml").layout
    }

    private func faults(_ text: String) -> [DocumentFault] {
        do throws(DocumentFaults) {
            _ = try read(text)
            return []
        } catch {
            return error.faults
        }
    }

    @Test func `reads the layout of the format's description`() throws {
        let layout = try read(
            """
            layout: 1
            name: 住民記録 抽出
            encoding: cp932          # utf-8 | utf-8-bom | utf-16le | auto
            delimiter: ","
            header: true
            items:
              - {name: 宛名番号, type: text, class: linking-code, unique: true, length: 10}
              - {name: 氏名, type: text, class: direct-identifier}
              - {name: 生年月日, type: date, class: quasi-identifier}
              - {name: 性別, type: code, codes: {"1": 男, 2: 女}, class: quasi-identifier}
              - {name: 住所, type: address, class: quasi-identifier}
              - {name: 所得, type: integer, min: 0, missing: ["", "-"], class: sensitive}
            """)
        #expect(layout.name == "住民記録 抽出")
        #expect(layout.encoding == .exactly(.cp932))
        #expect(layout.form == .delimited(delimiter: 0x2C, header: true))
        #expect(layout.items.map(\.name) == ["宛名番号", "氏名", "生年月日", "性別", "住所", "所得"])
        #expect(layout.items.map(\.type) == [.text, .text, .date, .code, .address, .integer])
        #expect(layout.items[0].isUnique && layout.items[0].length == 10)
        #expect(layout.items[3].codes == ["1": "男", "2": "女"])
        #expect(layout.items[5].missing == ["", "-"] && layout.items[5].minimum == 0)
        #expect(layout.items[5].itemClass == .sensitive)
    }

    @Test func `reads every key`() throws {
        let layout = try read(
            """
            layout: 1
            name: 住民記録
            version: 2026-04
            business: 住民基本台帳
            source: 基本データリスト 第2.1版
            reviewed: {by: 市民課, on: 2026-04-01}
            encoding: cp932
            fixed: true
            items:
              - name: 宛名番号
                id: 001o006-0001
                type: text
                class: linking-code
                width: 15
                required: true
                normalize: [trim, leading-zeros]
                check: town-id
                missing-rate: 0.25
                confirmed: false
                note: "幅: 15"
              - {name: 最新フラグ, type: flag, class: drop, width: 1}
              - {name: 履歴番号, type: integer, class: drop, width: 5, min: 1, max: 99999}
            history: {key: 宛名番号, order: [履歴番号], latest: {item: 最新フラグ, value: 1}}
            residency: {item: 最新フラグ, values: [1, "2"]}
            protection: {item: 最新フラグ, values: ["1"], treatment: undecided}
            """)
        #expect(layout.version == "2026-04" && layout.business == "住民基本台帳")
        #expect(layout.review == LayoutReview(by: "市民課", on: try CivilDate(2026, 4, 1)))
        #expect(layout.encoding == .exactly(.cp932) && layout.form == .fixed)
        let item = layout.items[0]
        #expect(item.standardID == "001o006-0001" && item.width == 15 && item.isRequired && !item.isConfirmed)
        #expect(item.normalization == [.trim, .leadingZeros] && item.check == .townID && item.missingRate == 0.25)
        #expect(item.note == "幅: 15")
        #expect(layout.items[2].minimum == 1 && layout.items[2].maximum == 99_999)
        #expect(
            layout.history
                == HistoryRule(key: "宛名番号", order: ["履歴番号"], latest: LatestFlag(item: "最新フラグ", value: "1")))
        #expect(layout.residency == ResidencyRule(item: "最新フラグ", values: ["1", "2"]))
        #expect(layout.protection == ProtectionRule(item: "最新フラグ", values: ["1"], treatment: .undecided))
    }

    @Test(
        arguments: [
            ("layout: 2\nname: a\nitems:\n  - {name: a, type: text, class: other}", "layout", 1, nil),
            ("layout: 1\nname: a\nitem: []\nitems:\n  - {name: a, type: text, class: other}", "", 3, "items"),
            ("layout: 1\nname: a\nitems: []", "items", 3, nil),
            ("layout: 1\nname: a\nitems:\n  - {name: a, type: txt, class: other}", "items[1].type", 4, "text"),
            (
                "layout: 1\nname: a\nitems:\n  - {name: a, type: text, class: linkingcode}", "items[1].class", 4,
                "linking-code"
            ),
            ("layout: 1\nname: a\nitems:\n  - {name: a, type: text}", "items[1]", 4, nil),
            ("layout: 1\nname: a\nitems:\n  - {name: a, type: text, class: other, lenght: 3}", "items[1]", 4, "length"),
            (
                "layout: 1\nname: a\nitems:\n  - {name: a, type: text, class: other, length: 0}", "items[1].length", 4,
                nil
            ),
            ("layout: 1\nname: a\nitems:\n  - {name: a, type: text, class: other, min: 0}", "items[1].min", 4, nil),
            (
                "layout: 1\nname: a\nitems:\n  - {name: a, type: text, class: other, check: town}", "items[1].check", 4,
                "town-id"
            ),
            (
                "layout: 1\nname: a\nitems:\n  - {name: a, type: text, class: other, missing-rate: 2}",
                "items[1].missing-rate", 4, nil
            ),
            ("layout: 1\nname: a\nencoding: sjis\nitems:\n  - {name: a, type: text, class: other}", "encoding", 3, nil),
            (
                "layout: 1\nname: a\nencoding: cp-932\nitems:\n  - {name: a, type: text, class: other}", "encoding", 3,
                "cp932"
            ),
            (
                "layout: 1\nname: a\nencoding: cp932\ndelimiter: \"|\"\nitems:\n  - {name: a, type: text, class: other}",
                "delimiter", 4, nil
            ),
            (
                "layout: 1\nname: a\nfixed: true\nheader: true\nitems:\n  - {name: a, type: text, class: other, width: 1}",
                "header", 4, nil
            ),
            ("layout: 1\nname: a\nfixed: true\nitems:\n  - {name: a, type: text, class: other}", "items[1]", 5, nil),
            (
                "layout: 1\nname: a\nitems:\n  - {name: a, type: text, class: other}\n  - {name: a, type: text, class: other}",
                "items[2].name", 5, nil
            ),
            (
                "layout: 1\nname: a\nitems:\n  - {name: 宛名番号, type: text, class: other}\nhistory: {key: 宛名番, order: [宛名番号]}",
                "history.key", 5, "宛名番号"
            ),
            (
                "layout: 1\nname: a\nitems:\n  - {name: b, type: text, class: other}\nhistory: {key: b}", "history", 5,
                nil
            ),
            (
                "layout: 1\nname: a\nitems:\n  - {name: b, type: text, class: other}\nreviewed: {by: x, on: 2026-02-30}",
                "reviewed.on", 5, nil
            ),
            (
                "layout: 1\nname: a\nitems:\n  - {name: b, type: text, class: other}\nprotection: {item: b, values: [], treatment: exclude}",
                "protection.treatment", 5, "excluded"
            ),
        ] as [(String, String, Int, String?)])
    func `names place and nearest name of a fault`(text: String, path: String, line: Int, suggestion: String?) {
        let faults = faults(text)
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.path == path)
        #expect(faults.first?.line == line)
        #expect(faults.first?.suggestion == suggestion)
    }

    @Test func `names all faults at once`() {
        let faults = faults(
            "layout: 1\nname: \"\"\nitems:\n  - {name: a, type: x, class: y}\n  - {type: text, class: other, required: si}"
        )
        #expect(faults.map(\.path) == ["name", "items[1].type", "items[1].class", "items[2]", "items[2].required"])
        #expect(faults.map(\.line) == faults.map(\.line).sorted())
    }
}
