import Deidentification
import Processing
import Testing

/// What a page says, without an engine: pages are functions of the report.
@Suite struct ReportPageContentTests {
    private static let pages: [(String, @Sendable (Report) -> String)] = [
        ("report", { ReportPage($0, legalBasis: .present).html }),
        ("buyer", { BuyerPage($0, legalBasis: .present).html }),
    ]

    private static var unsolved: Report {
        var report = ReportFixture.report()
        report.solution = false
        report.output = nil
        report.privacy[0].holds = false
        report.suppressed.rows = 50
        return report
    }

    private static var local: Report {
        var report = ReportFixture.report()
        report.transformation?.coding = .local
        report.columns[1].level = nil
        report.columns[1].rowsPerLevel = [0, 0.5, 0.25, 0.25]
        report.search = Report.Search(
            algorithm: "best-effort", optimal: false,
            certificate: SearchCertificate(
                nodes: 2e16, checked: 900, excludedByBound: 3, excludedByCoarserFailure: 4, open: 1.9e16,
                lowerBound: 0.2), loss: 0.25)
        return report
    }

    private static var bare: Report {
        var report = ReportFixture.report()
        report.steps = []
        report.histogramBefore = nil
        report.histogram = []
        report.risk = Report.Risk(before: ReportFixture.figures([]), after: nil)
        report.utility = Report.Utility(
            loss: 0, normalizedCertaintyPenalty: 0, discernibility: 0, averageClassSize: 0, nonUniformEntropy: 0,
            precision: 0)
        report.search = Report.Search(algorithm: "given", optimal: false, nodes: 1, checked: 1)
        return report
    }

    @Test func `every page is balanced, whatever the report holds`() {
        for report in [
            ReportFixture.report(), ReportFixture.report(name: ReportFixture.hostile), Self.unsolved, Self.local,
            Self.bare,
        ] {
            for (name, page) in Self.pages {
                let fault = TagBalance.fault(page(report))
                #expect(fault == nil, "\(name): \(fault ?? "")")
            }
        }
    }

    @Test func `the check of balance finds faults`() {
        for page in [
            "<p>", "<p></div></p>", "<p>a & b</p>", "<p>a < b</p>", "<p class=x></p>", "<p a=\"<\"></p>", "</p>",
        ] {
            #expect(TagBalance.fault(page) != nil, "\(page)")
        }
        #expect(TagBalance.fault("<!DOCTYPE html>\n<p class=\"x\">a &amp; b<br/>&#39;</p>") == nil)
    }

    @Test func `no text from outside is taken for markup`() {
        for (name, page) in Self.pages {
            let html = page(ReportFixture.report(name: ReportFixture.hostile))
            #expect(!html.contains("<b>&"), "\(name)")
            #expect(!html.contains("x'</"), "\(name)")
            #expect(html.contains("&lt;b&gt;&amp;&quot;x&#39;&lt;/td&gt;&lt;/style&gt;"), "\(name)")
        }
    }

    @Test func `nothing is fetched and no script runs`() {
        for (_, page) in Self.pages {
            let html = page(ReportFixture.report())
            for word in ["<script", "src=", "<link", "url(", "@import", "//", "onload", "<iframe", "<object"] {
                #expect(!html.contains(word), "\(word)")
            }
        }
    }

    @Test(arguments: [
        "求められた条件と結果", "項目ごとの加工", "一般化の前にした加工", "同じ組合せの人数の分布", "再識別リスク", "攻撃による試験", "有用性", "分布の変化",
        "関連の変化", "加工の選び方", "加工の基準との対応", "記録", "用語", "Conditions and results", "What was done to each column",
        "Steps before generalization", "Sizes of groups", "Risk of re-identification", "Tested by attack", "Utility",
        "Distributions before and after", "Associations before and after", "How the transformation was chosen",
        "The standard for creation", "Record", "Terms",
    ])
    func `the report has a section`(heading: String) {
        #expect(ReportPage(ReportFixture.report(), legalBasis: .present).html.contains("<h2>\(heading)</h2>"))
    }

    @Test(arguments: [
        "データの中身", "できること・できないこと", "品質の数値", "除かれた人と偏り", "値の分布", "守っていただくこと", "ファイル",
    ])
    func `the buyer's page has a section`(heading: String) {
        #expect(BuyerPage(ReportFixture.report(), legalBasis: .present).html.contains("<h2>\(heading)</h2>"))
    }

    @Test func `the report says what the figures say`() {
        let html = ReportPage(ReportFixture.report(), legalBasis: .present).html
        // Of 104 persons 4 were dropped and 5 suppressed, of the 100 that the search saw.
        #expect(html.contains("104 人分を受け取り、95 人分を出力しました。前処理で 4 人分を除きました。"))
        #expect(html.contains("条件を満たす組にできない 5 人分（5.00%）は除きました。"))
        #expect(html.contains("求められた k = 5 に対し、達した k は 11 です。"))
        #expect(html.contains("許された段階の組合せは 144 通りです。そのうち 31 通りを実際に計算しました。78 通りは"))
        #expect(html.contains("全ての組合せを一つずつ計算する検算でも、同じ結果になりました。"))
        #expect(html.contains("全員（95 人）を狙いました。") && html.contains("2.11%（1.07%–4.11%）"))
        #expect(html.contains("変化の平均は 0.128、最大は 0.250 です。"))
        #expect(html.contains("非表示"))
    }

    @Test func `claims no optimum that is not proven`() {
        let html = ReportPage(Self.local, legalBasis: .present).html
        #expect(!html.contains("（最適）") && html.contains("最適とは限りません。"))
        #expect(html.contains("選んだ加工の損失を 20.00% より多くは下回りません。"))
        #expect(html.contains("19,000,000,000,000,000") || html.contains("1.90e+16"))
    }

    @Test func `says that nothing came out, and shows nothing of the rows`() {
        let html = ReportPage(Self.unsolved, legalBasis: .present).html
        #expect(html.contains("50 人分を除くことになり、上限の 10 人分を超えるため、レシピの条件を満たしません。"))
        #expect(!html.contains("<h2>分布の変化</h2>") && !html.contains("<h2>有用性</h2>"))
        #expect(BuyerPage(Self.unsolved, legalBasis: .present).html.contains("データは出力していません。"))
    }

    @Test func `the buyer is told what the figures allow`() {
        let html = BuyerPage(ReportFixture.report(), legalBasis: .present).html
        #expect(html.contains("傷病：元の値のまま集計・分析できます。"))
        #expect(html.contains("所得：一人一人の値は正確ではありません。"))
        #expect(html.contains("性別：元に近い細かさで分析できます。"))
        #expect(html.contains("年齢：まとめた区分ごとの集計に使えます。"))
        #expect(html.contains("関連が保たれている組：年齢×傷病。") && html.contains("関連が弱まった組：年齢×所得。"))
        // 5 of the 20 persons of 90 and above are missing; 5 of 100 altogether.
        #expect(html.contains(">90-</td>") && html.contains("25.00%"))
        #expect(!html.contains(">80-89</td>"), "what is withheld cannot be called biased")
        for duty in LegalBasis.present.recipientDuties { #expect(html.contains("<li>\(duty)</li>")) }
    }

    @Test func `a page shows no text that its report lacks`() {
        // The same report with other names differs by those names alone.
        for (name, page) in Self.pages {
            let one = page(ReportFixture.report(name: "項目甲甲"))
            let other = page(ReportFixture.report(name: "項目乙乙"))
            #expect(one.replacing("項目甲甲", with: "項目乙乙") == other, "\(name)")
        }
    }
}

/// A slow, plain check that tags are closed in order, attributes quoted and characters escaped.
enum TagBalance {
    static func fault(_ page: String) -> String? {
        var open: [String] = []
        var rest = Substring(page)
        if rest.hasPrefix("<!DOCTYPE html>") { rest = rest.dropFirst(15) }
        while let start = rest.firstIndex(of: "<") {
            if let fault = textFault(rest[..<start]) { return fault }
            guard let end = rest[start...].firstIndex(of: ">") else { return "a tag without end" }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("/") {
                guard open.popLast() == String(tag.dropFirst()) else { return "</\(tag.dropFirst())> closes nothing" }
                continue
            }
            let name = String(tag.prefix { $0.isLetter || $0.isNumber })
            if name.isEmpty { return "< in a text: \(tag.prefix(20))" }
            let quotes = tag.count { $0 == "\"" }
            if tag.contains("<") || quotes % 2 != 0 || tag.count(where: { $0 == "=" }) < quotes / 2 {
                return "attributes of \(tag)"
            }
            let names = tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated().filter {
                $0.offset % 2 == 0
            }
            if names.contains(where: { $0.element.contains("=") && !$0.element.hasSuffix("=") }) {
                return "unquoted: \(tag)"
            }
            if !tag.hasSuffix("/") { open.append(name) }
        }
        return open.isEmpty ? textFault(rest) : "not closed: \(open)"
    }

    private static func textFault(_ text: Substring) -> String? {
        for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            let entity = part.prefix { $0 != ";" }
            if !["amp", "lt", "gt", "quot", "#39"].contains(entity) { return "& in a text: \(part.prefix(20))" }
        }
        return text.contains(">") && !text.contains("{") ? "> in a text: \(text.prefix(40))" : nil
    }
}
