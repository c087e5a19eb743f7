import MunicipalData
import Primitives
import Processing
import Testing

@Suite struct RegisterImportTests {
    static let headings = ["事務の名称", "個人情報ファイルの名称", "所管課", "利用目的", "記録項目", "要配慮個人情報", "本人の数"]
    static let care = ["介護給付", "介護保険受給者台帳", "高齢者支援課", "保険給付", "1氏名、２生年月日", "有", "12,345人"]

    static func read(
        _ rows: [[String]], body: String = "西東京市長", naming: RegisterField = .name
    ) throws -> RegisterImport {
        RegisterImport(rows: rows, columns: try RegisterColumnsTests.shipped(), body: body, naming: naming)
    }

    static func kinds(_ list: RegisterImport) -> Set<RegisterFinding.Kind> { Set(list.findings.map(\.kind)) }

    @Test func `a row becomes an entry with what the list says`() throws {
        let list = try Self.read([Self.headings, ["介護給付", "台帳", "課", "給付", "① 氏名\n② 生年月日", "○", "１２，３４５"]])
        let entry = try #require(list.proposals.first)
        #expect(list.proposals.count == 1)
        #expect(entry.texts == [.name: "台帳", .department: "課", .purpose: "給付", .body: "西東京市長"])
        #expect(entry.items.map(\.name) == ["氏名", "生年月日"])
        #expect(entry.items.allSatisfy { $0.type == .text && $0.itemClass == .other })
        #expect(entry.flags == [.specialCare: true] && entry.personCount == 12_345)
        #expect(entry.officeWorks == ["介護給付"] && entry.rows == [2])
    }

    @Test func `a title above the headings is passed over and told`() throws {
        let list = try Self.read([["個人情報を取り扱う事務の一覧（令和8年度）"], [], Self.headings, Self.care])
        #expect(list.proposals.first?.rows == [4])
        #expect(list.findings.first == list.findings.first { $0.kind == .titleRow && $0.row == 1 })
    }

    @Test func `every heading that is not declared is reported and not read`() throws {
        let list = try Self.read([Self.headings + ["件数", "本人の員数"], Self.care + ["6", "5"]])
        let unknown = list.findings.filter { $0.kind == .unknownHeading }
        #expect(unknown.map(\.subject) == ["件数", "本人の員数"])
        #expect(unknown.map(\.column) == [8, 9] && unknown.allSatisfy { $0.row == 1 })
        #expect(unknown.first?.message.contains("nearest") == false)
        #expect(unknown.last?.message.contains("'本人の数'") == true)
        #expect(list.proposals.first?.personCount == 12_345)
    }

    @Test func `ten thousand unknown columns are ten thousand reports, not an endless search`() throws {
        let extra = (1...10_000).map { "列\($0)" }
        let start = ContinuousClock.now
        let list = try Self.read([Self.headings + extra, Self.care + extra])
        print("10,000 unknown columns:", ContinuousClock.now - start)
        #expect(list.findings.count { $0.kind == .unknownHeading } == 10_000)
        #expect(list.proposals.count == 1)
    }

    @Test(
        arguments: [
            ([], .noHeadings), ([["a", "b"], ["c", "d"]], .noHeadings), ([["利用目的"]], .noHeadings),
            ([headings + ["備考", "摘要"], care], .duplicateHeading), ([["個人情報ファイルの名称", "備考"]], .missingHeading),
            ([headings, ["介護給付", " ", "課"]], .noName), ([headings, care + ["余り"]], .raggedRow),
            ([headings, ["介護", "台帳", "=HYPERLINK(\"x\")"]], .formula),
            ([headings, ["介護", "台帳", "@SUM(A1)"]], .formula),
            ([headings, ["介護", "台帳", "+cmd|' /C calc'!A0"]], .formula),
            ([headings, ["介護", "台帳", "＝A1"]], .formula),
            ([headings, ["介護", "台帳", "課", "", "", "たぶん", ""]], .unreadable),
            ([headings, ["介護", "台帳", "課", "", "", "", "約1万"]], .unreadable),
            ([headings, ["介護", "台帳", "課", "", "氏名、氏名"]], .duplicateItem),
        ] as [([[String]], RegisterFinding.Kind)])
    func `what cannot be read is told`(rows: [[String]], kind: RegisterFinding.Kind) throws {
        let findings = try Self.read(rows).findings
        #expect(findings.contains { $0.kind == kind }, "\(findings.map(\.kind))")
        #expect(findings.allSatisfy { !$0.message.isEmpty && !$0.japanese.isEmpty })
    }

    @Test func `a blank row, a short row and a word for nothing are no faults`() throws {
        let list = try Self.read([Self.headings, ["", " ", "　"], ["介護", "台帳", "－", "なし"]])
        #expect(list.proposals.map(\.texts) == [[.name: "台帳", .body: "西東京市長"]])
        #expect(Self.kinds(list).isSubset(of: [.missingHeading]))
    }

    @Test func `office works of one file become one entry, and what differs is listed`() throws {
        let list = try Self.read([
            Self.headings, Self.care, ["税務", "課税台帳", "税務課", "賦課", "氏名", "無", "9"],
            ["要介護認定", "介護保険　受給者台帳", "介護認定課", "認定", "氏名、認定日", "無", "20000"],
        ])
        #expect(list.proposals.map { $0.texts[.name] } == ["介護保険受給者台帳", "課税台帳"])
        let entry = try #require(list.proposals.first)
        #expect(entry.rows == [2, 4] && entry.officeWorks == ["介護給付", "要介護認定"])
        #expect(entry.texts[.purpose] == "保険給付\n認定" && entry.texts[.department] == "高齢者支援課")
        #expect(entry.items.map(\.name) == ["氏名", "生年月日", "認定日"])
        #expect(entry.flags[.specialCare] == true && entry.personCount == 20_000)
        let told = list.findings.filter { [.merged, .joined, .conflict].contains($0.kind) }
        #expect(
            told.map { [$0.kind.rawValue, $0.subject, "\($0.row)"] } == [
                ["merged", "介護保険受給者台帳", "2"], ["conflict", "department", "4"], ["joined", "purpose", "4"],
                ["conflict", "specialCare", "4"], ["conflict", "personCount", "4"],
            ])
    }

    @Test func `files of one name in two bodies stay two`() throws {
        let headings = ["実施機関", "個人情報ファイルの名称"]
        let list = try Self.read([headings, ["市長", "職員名簿"], ["教育委員会", "職員名簿"]])
        #expect(list.proposals.map { $0.texts[.body] } == ["市長", "教育委員会"])
    }

    @Test func `the office work names the file only where that was said`() throws {
        let rows = [["事務の名称", "所管課"], ["介護給付", "高齢者支援課"]]
        let without = try Self.read(rows)
        #expect(without.proposals.isEmpty && Self.kinds(without).isSuperset(of: [.missingHeading, .noName]))
        let named = try Self.read(rows, naming: .officeWork)
        #expect(named.proposals.map { $0.texts[.name] } == ["介護給付"])
    }

    @Test(
        arguments: [
            ("氏名、生年月日，住所", ["氏名", "生年月日", "住所"]), ("1.氏名\n2.住所", ["氏名", "住所"]),
            ("（1）氏名；（２） 住所。", ["氏名", "住所"]), ("・氏名\r\n・住所", ["氏名", "住所"]), ("①氏名②住所", ["氏名", "住所"]),
            ("1氏名、2生年月日、3住所", ["氏名", "生年月日", "住所"]), ("１氏名　２生年月日 ３住所", ["氏名", "生年月日", "住所"]),
            ("1子の氏名（1人目 2人目）、2 5歳児健診", ["子の氏名（1人目 2人目）", "5歳児健診"]),
            ("続柄（世帯主、子）、性別", ["続柄（世帯主、子）", "性別"]), ("５歳児健診、65歳到達日", ["５歳児健診", "65歳到達日"]),
            ("、、", []),
        ])
    func `a cell is divided into items outside of brackets, and numbers before them go`(cell: String, items: [String])
        throws
    {
        let list = try Self.read([Self.headings, ["", "台帳", "", "", cell]])
        #expect(list.proposals.first?.items.map(\.name) == items)
    }

    @Test func `a layout gives names, types, classes and rates, and enriches a list`() throws {
        var born = LayoutItem(name: "生年月日", type: .date, itemClass: .quasiIdentifier)
        born.standardID = "001o006-0012"
        born.missingRate = 0.01
        var illness = LayoutItem(name: "病歴", type: .code, itemClass: .specialCare)
        illness.codes = ["1": "有"]
        illness.length = 1
        let layout = Layout(name: "介護保険受給者台帳", items: [born, illness])
        let proposal = RegisterProposal(layout)
        #expect(proposal.texts == [.name: "介護保険受給者台帳"] && proposal.flags == [.specialCare: true])
        #expect(proposal.items.map(\.type) == [.date, .code] && proposal.items[1].codes == ["1": "有"])
        #expect(proposal.items[0].standardItem == "001o006-0012" && proposal.items[1].length == 1)
        var listed = try #require(try Self.read([Self.headings, Self.care]).proposals.first)
        let (unlisted, unknown) = listed.enrich(from: layout)
        #expect(listed.items.map(\.name) == ["氏名", "生年月日"])
        #expect(unlisted == ["病歴"] && unknown == ["氏名"])
        #expect(listed.items.last?.missingRate == 0.01 && listed.items.last?.type == .date)
    }

    @Test(arguments: 1...40)
    func `any rows at all give findings and never a failure`(seed: Int) throws {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let pieces = Self.headings + ["=1", "、", "\n", "（", "９", "有", "\u{202E}", "👨‍👩‍👧", "人", "", "令和8年4月1日", "ｶﾞ", "-"]
        let rows = (0..<next(30)).map { _ in
            (0..<next(12)).map { _ in (0..<next(4)).map { _ in pieces[next(pieces.count)] }.joined() }
        }
        let list = try Self.read([Self.headings] + rows)
        let names = list.proposals.map { ($0.texts[.body] ?? "") + "\n" + ($0.texts[.name] ?? "") }
        #expect(Set(names).count == names.count, "seed \(seed)")
        #expect(list.proposals.allSatisfy { !($0.texts[.name] ?? "").isEmpty && !$0.rows.isEmpty }, "seed \(seed)")
        let read = Set(list.proposals.flatMap(\.rows))
        let unnamed = Set(list.findings.filter { $0.kind == .noName }.map(\.row))
        let filled = rows.indices.filter { rows[$0].contains { !$0.allSatisfy(\.isWhitespace) } }.map { $0 + 2 }
        #expect(read.union(unnamed) == Set(filled) && read.isDisjoint(with: unnamed), "seed \(seed)")
    }
}
