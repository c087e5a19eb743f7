import FileRegister
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

/// An entry of 西東京市 with nothing missing.
func registerEntry(_ change: (inout RegisterEntry) -> Void = { _ in }) throws -> RegisterEntry {
    var entry = RegisterEntry(
        name: "介護保険受給者台帳", municipality: try MunicipalityCode("132292"), body: "西東京市長", department: "高齢者支援課",
        purpose: "介護保険の給付",
        items: [
            RegisterItem(name: "生年月日", type: "date", itemClass: .quasiIdentifier),
            RegisterItem(name: "要介護度", type: "code", itemClass: .sensitive, codes: ["1": "要介護1"]),
        ], scope: "要介護認定を受けた者", collection: "本人の申請", specialCare: true, ordinanceSpecialCare: false,
        regularRecipients: "", disclosureDesk: "総務部総務課", specialProcedures: "", computerised: true, solicitable: true,
        proposalDesk: "総務部総務課", remarks: "", personCount: 50_000)
    change(&entry)
    return entry
}

@Suite struct RegisterTests {
    static let clerk = Actor.with(.municipalClerk, of: .nishitokyo)
    static let approver = Actor.with(.municipalApprover, of: .nishitokyo)
    static let eligible = EligibilityAssessment(listed: true, disclosable: true, processable: true, reason: "支障なし")
    static let ineligible = EligibilityAssessment(
        listed: true, disclosable: false, processable: true, reason: "存否応答拒否に当たる")

    static func drafted(_ change: (inout RegisterEntry) -> Void = { _ in }) throws -> Scenario<FileRegisterState> {
        var story = try Scenario(FileRegisterState.self)
        try story.run(.registerDraft(entry: try registerEntry(change)), by: clerk)
        return story
    }

    static func published() throws -> Scenario<FileRegisterState> {
        var story = try drafted()
        try story.run(.registerAssess(id: "FILE-1", assessment: eligible), by: clerk)
        try story.run(.registerPublish(id: "FILE-1"), by: approver)
        return story
    }

    @Test func `a file is drafted, assessed and published by the municipality's own people`() throws {
        var story = try Scenario(FileRegisterState.self)
        let draft = try story.run(.registerDraft(entry: try registerEntry()), by: Self.clerk)
        #expect(draft.subject == "FILE-1")
        #expect(draft.tenant == "132292")
        try story.run(.registerAssess(id: "FILE-1", assessment: Self.eligible), by: Self.approver)
        let events = try story.run(.registerPublish(id: "FILE-1"), by: Self.approver).events
        guard case .registerPublished("FILE-1", let entry) = try #require(events.first) else {
            Issue.record("not published: \(events)")
            return
        }
        #expect(entry == (try registerEntry()))
        #expect(story.state.view(of: "FILE-1")?.state == "published")
    }

    @Test func `a draft saves with nearly nothing in it and says what is missing`() throws {
        let story = try Self.drafted { entry in
            entry.name = ""
            entry.items = []
            entry.personCount = 0
        }
        let blockers = try #require(story.state.view(of: "FILE-1")).blockers.map(\.code)
        #expect(blockers == ["E-REGISTER-MISSING", "E-REGISTER-MISSING", "E-REGISTER-NOT-ELIGIBLE"])
    }

    /// Each row takes one thing away.
    @Test(
        arguments: [
            Variation("1 個人情報ファイルの名称", { $0.name = "" }), Variation("2 行政機関等の名称", { $0.body = "" }),
            Variation("3 事務をつかさどる組織", { $0.department = "" }), Variation("4 利用目的", { $0.purpose = "" }),
            Variation("5 記録項目", { $0.items = [] }), Variation("6 記録範囲", { $0.scope = "" }),
            Variation("7 記録情報の収集方法", { $0.collection = "" }),
            Variation("11 開示請求等", { $0.disclosureDesk = "" }), Variation("15 提案を受ける組織", { $0.proposalDesk = "" }),
        ] as [Variation<RegisterEntry>])
    func `an incomplete entry is not published`(_ row: Variation<RegisterEntry>) throws {
        var story = try Self.drafted(row.change)
        try story.run(.registerAssess(id: "FILE-1", assessment: Self.eligible), by: Self.clerk)
        let refusal = try #require(story.refusal(of: .registerPublish(id: "FILE-1"), by: Self.approver))
        #expect(refusal.reasons.map(\.code) == ["E-REGISTER-MISSING"])
        #expect(refusal.reasons.first?.japanese.hasPrefix(row.expected) == true)
        #expect(refusal.reasons.first?.clause?.isEmpty == false)
    }

    @Test(
        arguments: [
            Variation("E-REGISTER-PERSON-COUNT", { $0.personCount = 999 }),
            Variation("E-REGISTER-ITEM-TWICE", { $0.items.append($0.items[0]) }),
            Variation(
                "E-REGISTER-ITEM-NAME", { $0.items.append(RegisterItem(name: "", type: "text", itemClass: .other)) }),
            Variation(
                "E-REGISTER-ITEM-TYPE", { $0.items.append(RegisterItem(name: "x", type: "varchar", itemClass: .other)) }
            ),
            Variation(
                "E-REGISTER-SPECIAL-CARE",
                {
                    $0.specialCare = false
                    $0.items.append(RegisterItem(name: "病歴", type: "text", itemClass: .specialCare))
                }
            ),
        ] as [Variation<RegisterEntry>])
    func `a wrong entry is not published`(_ row: Variation<RegisterEntry>) throws {
        var story = try Self.drafted(row.change)
        try story.run(.registerAssess(id: "FILE-1", assessment: Self.eligible), by: Self.clerk)
        #expect(story.codes(of: .registerPublish(id: "FILE-1"), by: Self.approver) == [row.expected])
    }

    @Test func `a file of exactly 1,000 persons is published`() throws {
        var story = try Self.drafted { $0.personCount = 1000 }
        try story.run(.registerAssess(id: "FILE-1", assessment: Self.eligible), by: Self.clerk)
        #expect(story.codes(of: .registerPublish(id: "FILE-1"), by: Self.approver) == [])
    }

    @Test func `proposals are solicited only for a file assessed eligible`() throws {
        var story = try Self.drafted()
        #expect(story.codes(of: .registerPublish(id: "FILE-1"), by: Self.approver) == ["E-REGISTER-NOT-ELIGIBLE"])
        try story.run(.registerAssess(id: "FILE-1", assessment: Self.ineligible), by: Self.clerk)
        #expect(story.codes(of: .registerPublish(id: "FILE-1"), by: Self.approver) == ["E-REGISTER-NOT-ELIGIBLE"])
        try story.run(.registerSave(id: "FILE-1", entry: try registerEntry { $0.solicitable = false }), by: Self.clerk)
        #expect(story.codes(of: .registerPublish(id: "FILE-1"), by: Self.approver) == [])
    }

    @Test func `all reasons come together`() throws {
        let story = try Self.drafted {
            $0.purpose = ""
            $0.personCount = 10
        }
        #expect(
            story.codes(of: .registerPublish(id: "FILE-1"), by: Self.approver)
                == ["E-REGISTER-MISSING", "E-REGISTER-PERSON-COUNT", "E-REGISTER-NOT-ELIGIBLE"])
    }
}
