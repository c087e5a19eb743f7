import Messages
import Primitives
import ServiceRuntime
import Solicitation
import TestSupport

/// Stories that tests of the solicitation service begin with: announced on 1 April, open from 10 April to 10 May 2026.
enum Stories {
    static let clerk = Actor.with(.intakeClerk)
    static let examiner = Actor.with(.examiner)
    static let business = Actor.with(.businessRepresentative)

    static func entry(_ code: String, persons: Int, solicitable: Bool = true) throws -> RegisterEntry {
        RegisterEntry(
            name: "介護保険受給者台帳", municipality: try MunicipalityCode(code), body: "市長", department: "高齢者支援課",
            purpose: "介護保険の給付",
            items: [
                RegisterItem(name: "生年月日", type: "date", itemClass: .quasiIdentifier),
                RegisterItem(name: "要介護度", type: "code", itemClass: .sensitive),
            ], scope: "要介護認定を受けた者", collection: "本人の申請", specialCare: false, ordinanceSpecialCare: false,
            regularRecipients: "", disclosureDesk: "総務課", specialProcedures: "", computerised: true,
            solicitable: solicitable, proposalDesk: "総務課", remarks: "", personCount: persons)
    }

    static func plan(_ change: (inout PlanDraft) -> Void = { _ in }) -> CallPlan {
        var draft = PlanDraft()
        change(&draft)
        return CallPlan(
            title: draft.title, fiscalYear: draft.fiscalYear, opensOn: draft.opensOn, closesOn: draft.closesOn,
            files: draft.files, products: draft.products, desk: draft.desk)
    }

    /// The parts of a plan, to be changed one at a time.
    struct PlanDraft {
        var title = "令和8年度第1回募集"
        var fiscalYear = 2026
        var opensOn = day(2026, 4, 10)
        var closesOn = day(2026, 5, 10)
        var files = ["FILE-2", "FILE-1"]
        var products: [ProductKind] = [.individualRecords]
        var desk = "受付係"
    }

    /// A certified organization that knows two files: 50,000 persons of 西東京市 and 40,000 of 小平市.
    static func ready(standing: CertificationStanding = .certified) throws -> Scenario<SolicitationState> {
        var story = try Scenario(SolicitationState.self)
        if standing != .none { try story.run(.standingNote(standing: standing), by: .system) }
        try story.run(.catalogueNoteFile(file: "FILE-1", entry: entry("132292", persons: 50_000)), by: .system)
        try story.run(.catalogueNoteFile(file: "FILE-2", entry: entry("132110", persons: 40_000)), by: .system)
        return story
    }

    static func announced(_ change: (inout PlanDraft) -> Void = { _ in }) throws -> Scenario<SolicitationState> {
        var story = try ready()
        try story.run(.callDraft(plan: plan(change)), by: clerk)
        try story.run(.callAnnounce(id: "CALL-1", noticeNumber: "公示第1号"), by: clerk)
        return story
    }

    /// The call is open, and it is 15 April.
    static func open(_ change: (inout PlanDraft) -> Void = { _ in }) throws -> Scenario<SolicitationState> {
        var story = try announced(change)
        story.wait(until: day(2026, 4, 10))
        try story.run(.callOpen(id: "CALL-1"), by: .system)
        story.wait(until: day(2026, 4, 15))
        return story
    }

    static func story(in stage: CallStage) throws -> Scenario<SolicitationState> {
        var story: Scenario<SolicitationState>
        switch stage {
        case .draft:
            story = try ready()
            try story.run(.callDraft(plan: plan()), by: clerk)
        case .announced: story = try announced()
        case .open: story = try open()
        case .closed, .finished:
            story = try open()
            story.wait(until: day(2026, 5, 11))
            try story.run(.callClose(id: "CALL-1"), by: .system)
            if stage == .finished { try story.run(.callFinish(id: "CALL-1"), by: clerk) }
        case .cancelled:
            story = try announced()
            try story.run(.callCancel(id: "CALL-1", reason: "準備の遅れ"), by: clerk)
        }
        return story
    }

    /// A content with nothing missing, for 80,000 of the 90,000 persons.
    static func content(_ change: (inout ProposalContent) -> Void = { _ in }) -> ProposalContent {
        var content = ProposalContent(product: .individualRecords)
        content.proposer = ProposalContent.Proposer(
            name: "例示データ株式会社", corporateNumber: Organization.business.code, address: "東京都千代田区",
            representative: "代表 太郎")
        content.files = [
            RequestedFile(file: "FILE-1", items: ["要介護度"]), RequestedFile(file: "FILE-2", items: ["生年月日", "要介護度"]),
        ]
        content.personCount = 80_000
        content.processing = ProposalContent.ProcessingWish(k: 5, description: "生年月日は5歳階級")
        content.purpose = "介護予防サービスの需要予測"
        content.business = "需要予測の提供"
        content.useFrom = day(2026, 10, 1)
        content.useUntil = day(2031, 9, 30)
        content.safetyMeasures = ["technical": "専用線", "organizational": "責任者の設置"]
        content.deliveryMethod = "オンライン"
        content.documents = ["pledge", "contribution", "identity"].map(document)
        content.disqualifications = [DisqualificationDeclaration(person: "代表 太郎", position: "代表取締役", grounds: [])]
        change(&content)
        return content
    }

    static func document(_ kind: String) -> SubmittedDocument {
        document(kind, issued: day(2026, 3, 1))
    }

    static func document(_ kind: String, issued: CivilDate?) -> SubmittedDocument {
        SubmittedDocument(kind: kind, name: kind, issuedOn: issued, hash: ContentHash(of: kind))
    }

    /// What an examiner finds on the four criteria that are not computed.
    static let findings = [Criterion.processingStandard, .contribution, .protection, .noHindrance].map {
        CriterionFinding(criterion: $0, result: .conforms, evidence: "提案書で確認", computed: false)
    }

    static func drafted(_ change: (inout ProposalContent) -> Void = { _ in }) throws -> Scenario<SolicitationState> {
        var story = try open()
        try story.run(.proposalDraft(call: "CALL-1", content: content(change)), by: business)
        return story
    }

    /// Submitted on 15 April 2026.
    static func submitted(_ change: (inout ProposalContent) -> Void = { _ in }) throws -> Scenario<SolicitationState> {
        var story = try drafted(change)
        try story.run(.proposalSubmit(id: "PROP-1"), by: business)
        return story
    }

    /// Accepted, and it is 1 June 2026.
    static func underExamination(
        _ change: (inout ProposalContent) -> Void = { _ in }
    ) throws -> Scenario<SolicitationState> {
        var story = try submitted(change)
        try story.run(.proposalAccept(id: "PROP-1"), by: clerk)
        story.wait(until: day(2026, 6, 1))
        return story
    }

    static func examined(_ change: (inout ProposalContent) -> Void = { _ in }) throws -> Scenario<SolicitationState> {
        var story = try underExamination(change)
        try story.run(.proposalExamine(id: "PROP-1", findings: findings), by: examiner)
        return story
    }

    static let approval = SolicitationCommand.proposalApprove(
        id: "PROP-1", estimatedMinutes: 2410, outsourcing: Yen(0))

    static func story(in stage: ProposalStage) throws -> Scenario<SolicitationState> {
        switch stage {
        case .draft: return try drafted()
        case .submitted: return try submitted()
        case .underExamination: return try examined()
        case .returned:
            var story = try submitted()
            try story.run(.proposalReturn(id: "PROP-1", findings: ["定款の写しが不鮮明"]), by: clerk)
            return story
        case .rejected:
            var story = try examined()
            try story.run(.proposalReject(id: "PROP-1", reasons: ["利用目的が不明確"]), by: examiner)
            return story
        case .withdrawn:
            var story = try drafted()
            try story.run(.proposalWithdraw(id: "PROP-1", reason: "計画の変更"), by: business)
            return story
        case .conforming, .contractApplied, .lapsed:
            var story = try examined()
            try story.run(approval, by: examiner)
            if stage == .contractApplied {
                try story.run(.proposalNoteContract(id: "PROP-1", contract: "CON-1"), by: .system)
            }
            if stage == .lapsed {
                story.wait(until: day(2026, 7, 2))
                try story.run(.proposalLapse(id: "PROP-1"), by: .system)
            }
            return story
        }
    }
}
