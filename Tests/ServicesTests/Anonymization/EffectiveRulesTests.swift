import Anonymization
import Messages
import Testing
import TestSupport

/// One way in which the parties' rules contradict.
struct RuleConflictCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    /// What the clause named must contain.
    let clause: String
    let change: @Sendable (inout SourceFixture) -> Void
}

@Suite struct EffectiveRulesTests {
    @Test func `takes the strictest number of every party and says whose it is`() throws {
        var fixture = SourceFixture()
        fixture.proposedK = 4
        fixture.contractK = 5
        fixture.municipalK = 8
        fixture.recipeK = 6
        fixture.municipalLimit = 5
        let rules = try fixture.composed()
        #expect(rules.k == 8)
        #expect(rules.suppressionLimitPercent == 5)
        #expect(rules.absent == ["職業", "備考"])
        #expect(rules.minimumLevels == ["年齢": 1])
        let k = Dictionary(
            rules.provenance.filter { $0.rule.hasPrefix("k >=") }.map { ($0.party, $0.rule) }, uniquingKeysWith: { $1 })
        #expect(
            k == [
                "baseline": "k >= 3", "proposal": "k >= 4", "contract": "k >= 5", "municipality": "k >= 8",
                "recipe": "k >= 6",
            ])
        #expect(rules.provenance.allSatisfy { !$0.clause.isEmpty })
        #expect(rules.provenance.contains { $0.rule == "without 職業" && $0.clause.contains("8西情第12号") })
        #expect(rules.provenance.contains { $0.rule == "without 備考" && $0.clause.contains("CON-1") })
    }

    @Test func `never goes below the baseline of the law`() throws {
        var fixture = SourceFixture()
        fixture.recipeK = 1
        fixture.recipeLimit = 90
        let rules = try fixture.composed()
        #expect(rules.k == 3)
        #expect(rules.suppressionLimitPercent == 20)
    }

    static let conflicts: [RuleConflictCase] = [
        RuleConflictCase(
            testDescription: "a refused item in the file", code: "E-RULE-REFUSED-COLUMN", clause: "8西情第12号"
        ) {
            $0.header.append("職業")
        },
        RuleConflictCase(
            testDescription: "an item outside the contract in the file", code: "E-RULE-REFUSED-COLUMN", clause: "利用契約"
        ) { $0.header.append("備考") },
        RuleConflictCase(
            testDescription: "an item without an answer in the file", code: "E-RULE-REFUSED-COLUMN", clause: "8西情第12号"
        ) { $0.decision.removeAll { $0.item == "性別" } },
        RuleConflictCase(testDescription: "a column without a role", code: "E-RULE-UNMENTIONED", clause: "62条5号") {
            $0.columns.removeAll { $0.name == "疾病" }
        },
        RuleConflictCase(testDescription: "a column nobody knows", code: "E-RULE-MISSING-COLUMN", clause: "加工方法") {
            $0.set("年令", "quasi-identifier", levels: 0...1)
        },
        RuleConflictCase(
            testDescription: "a granted column that the file lacks", code: "E-RULE-MISSING-COLUMN", clause: "加工方法"
        ) {
            $0.header.removeAll { $0 == "疾病" }
        },
        RuleConflictCase(
            testDescription: "rows dropped by a withheld column", code: "E-RULE-FILTER-ABSENT", clause: "8西情第12号"
        ) {
            $0.filters = ["職業"]
        },
        RuleConflictCase(testDescription: "a name is kept", code: "E-RULE-DIRECT-IDENTIFIER", clause: "62条1号") {
            $0.set("氏名", "insensitive")
        },
        RuleConflictCase(testDescription: "a name is generalized", code: "E-RULE-DIRECT-IDENTIFIER", clause: "62条1号") {
            $0.set("氏名", "quasi-identifier", levels: 0...4)
        },
        RuleConflictCase(
            testDescription: "an identification code is kept", code: "E-RULE-IDENTIFICATION-CODE", clause: "62条2号"
        ) {
            $0.set("旅券番号", "sensitive")
        },
        RuleConflictCase(
            testDescription: "an identification code is pseudonymized", code: "E-RULE-IDENTIFICATION-CODE",
            clause: "62条2号"
        ) { $0.set("旅券番号", "linking-code", pseudonymized: true) },
        RuleConflictCase(testDescription: "a linking code is kept", code: "E-RULE-LINKING-CODE", clause: "62条3号") {
            $0.set("宛名番号", "insensitive")
        },
        RuleConflictCase(
            testDescription: "an item to be generalized is kept as it is", code: "E-RULE-NOT-GENERALIZED",
            clause: "8西情第12号"
        ) { $0.set("年齢", "sensitive") },
        RuleConflictCase(
            testDescription: "an item to be generalized has no hierarchy", code: "E-RULE-NOT-GENERALIZED",
            clause: "8西情第12号"
        ) { $0.set("年齢", "quasi-identifier") },
        RuleConflictCase(testDescription: "the hierarchy ends too early", code: "E-RULE-LEVEL", clause: "8西情第12号") {
            $0.decision[3] = ItemDecision(item: "年齢", answer: .generalize, minimumLevel: 4)
        },
        RuleConflictCase(testDescription: "nothing is left", code: "E-RULE-EMPTY", clause: "62条5号") {
            $0.decision = $0.decision.map {
                ["氏名", "旅券番号", "宛名番号"].contains($0.item) ? $0 : ItemDecision(item: $0.item, answer: .refuse)
            }
            $0.header = ["氏名", "旅券番号", "宛名番号"]
        },
        RuleConflictCase(testDescription: "k is more than the rows", code: "E-RULE-K-ROWS", clause: "8西情第12号") {
            $0.municipalK = 3001
        },
    ]

    @Test(arguments: conflicts) func `refuses and names the clause`(_ conflict: RuleConflictCase) throws {
        var fixture = SourceFixture()
        #expect(try fixture.conflicts().isEmpty)
        conflict.change(&fixture)
        let found = try fixture.conflicts()
        let named = found.filter { $0.code == conflict.code }
        #expect(named.count >= 1, "\(found.map(\.code))")
        #expect(named.allSatisfy { $0.clause?.contains(conflict.clause) == true }, "\(named.map(\.clause))")
        #expect(named.allSatisfy { !$0.english.isEmpty && !$0.japanese.isEmpty })
    }

    @Test func `names every conflict at once`() throws {
        var fixture = SourceFixture()
        fixture.set("氏名", "insensitive")
        fixture.set("宛名番号", "insensitive")
        fixture.header.append("職業")
        #expect(
            try Set(fixture.conflicts().map(\.code))
                == ["E-RULE-DIRECT-IDENTIFIER", "E-RULE-LINKING-CODE", "E-RULE-REFUSED-COLUMN"])
    }
}
