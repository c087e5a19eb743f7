import DataRequests
import Messages
import Primitives
import ServiceRuntime
import TestSupport

/// REQ-1 (to 西東京市, for FILE-1) brought to a stage by the commands that lead there; REQ-2 and REQ-3 are its siblings.
struct DataRequestStory {
    var scenario: Scenario<DataRequestsState>
    let broker = Actor.with(.requestBroker)
    let clerk = Actor.with(.municipalClerk)
    let approver = Actor.with(.municipalApprover)
    let receiver = Actor.with(.dataReceiver)
    let custodian = Actor.with(.custodyOfficer)

    init() throws {
        scenario = try Scenario(DataRequestsState.self)
        try scenario.run(.standingNote(standing: .certified), by: .system)
        try scenario.run(.roundPlan(contract: ContractSamples.effective()), by: .system)
    }

    static let granted = decision()
    static let onConditions = decision(minimumK: 10, conditions: ["目的外の利用をしないこと。"])

    static func decision(
        ground: LegalGround? = .specialReason, proviso: String? = "不当に侵害するおそれはない。",
        items: [ItemDecision]? = nil, minimumK: Int? = nil, suppression: Int? = nil, conditions: [String] = [],
        reasons: [String] = [], documentNumber: String = "8西総第12号"
    ) -> MunicipalDecision {
        MunicipalDecision(
            ground: ground, proviso: proviso,
            items: items ?? ContractSamples.items.map { ItemDecision(item: $0, answer: .provide) },
            minimumK: minimumK, suppressionLimitPercent: suppression, conditions: conditions, reasons: reasons,
            documentNumber: documentNumber)
    }

    static let refusing = decision(
        ground: nil, proviso: nil,
        items: ContractSamples.items.map { ItemDecision(item: $0, answer: .refuse, reason: "事務に支障がある。") },
        reasons: ["事務の適正な遂行に支障を及ぼすおそれがある。"])

    static let manifest = TransferManifest(
        sha256: ContentHash(of: "file"), rows: 3, encoding: "utf-8", delimiter: ",", asOf: day(2026, 3, 31))

    static func facts(_ item: String = "132292.REQ-1.a1", problems: [Reason] = []) -> IntakeFacts {
        IntakeFacts(
            item: item, bytes: 4, sha256: ContentHash(of: "file"), rows: 3, header: ContractSamples.items,
            encoding: "utf-8", delimiter: ",", problems: problems)
    }

    static let problem = Reason("E-INTAKE-ROWS", "rows differ", "件数が異なります。")

    static let destroyed = DestructionRecord(
        item: "132292.REQ-1.a1", kind: "source", sha256: ContentHash(of: "file"), method: "key",
        at: CivilDate.start.morning)

    static let certificate = SignedText(text: "消去証明書", keyFingerprint: "f", signature: "s")

    static func at(_ stage: RequestStage) throws -> DataRequestStory {
        var story = try DataRequestStory()
        try story.walk(to: stage)
        return story
    }

    mutating func answer(_ decision: MunicipalDecision) throws {
        try scenario.run(.requestDraftAnswer(id: "REQ-1", decision: decision), by: clerk)
        try scenario.run(.requestDecide(id: "REQ-1"), by: approver)
    }

    private mutating func walk(to stage: RequestStage) throws {
        switch stage {
        case .planned: break
        case .sent:
            try scenario.run(.roundSend(id: "RND-1"), by: broker)
            for id in ["REQ-1", "REQ-2", "REQ-3"] {
                try scenario.run(.requestSend(id: id, round: "RND-1"), by: .system)
            }
        case .acknowledged:
            try walk(to: .sent)
            try scenario.run(.requestAcknowledge(id: "REQ-1"), by: clerk)
        case .answerDrafted:
            try walk(to: .acknowledged)
            try scenario.run(.requestDraftAnswer(id: "REQ-1", decision: Self.granted), by: clerk)
        case .refused, .conditionsOpen, .awaitingData:
            try walk(to: .acknowledged)
            try answer(stage == .refused ? Self.refusing : stage == .awaitingData ? Self.granted : Self.onConditions)
        case .unanswered:
            try walk(to: .sent)
            scenario.wait(until: day(2026, 7, 1))
            scenario.runDue()
        default: try walkOn(to: stage)
        }
    }

    private mutating func walkOn(to stage: RequestStage) throws {
        switch stage {
        case .quarantined, .held:
            try walk(to: .awaitingData)
            try scenario.run(intake(problems: stage == .held ? [] : [Self.problem]), by: receiver)
        case .delivered:
            try walk(to: .held)
            try scenario.run(.requestNoteDelivered(id: "REQ-1", deliveredOn: .start), by: .system)
        case .withdrawn:
            try walk(to: .held)
            try scenario.run(.requestWithdraw(id: "REQ-1", reason: "事情の変更"), by: approver)
        case .lapsed:
            try walk(to: .awaitingData)
            try scenario.run(.roundNoteContractEnd(contract: "CON-1", end: .cancelled), by: .system)
            scenario.runDue()
        case .erasing:
            try walk(to: .withdrawn)
            scenario.runDue()
        case .erased:
            try walk(to: .erasing)
            try scenario.run(.requestRecordErasure(id: "REQ-1", destroyed: [Self.destroyed]), by: .system)
            try scenario.run(.requestNoteMethodErasure(id: "REQ-1", destroyed: []), by: .system)
            try scenario.run(
                .requestRecordCertificate(id: "REQ-1", certificate: Self.certificate), by: .system)
        default: break
        }
    }

    func intake(item: String = "132292.REQ-1.a1", problems: [Reason] = []) -> DataRequestCommand {
        .requestRecordIntake(
            id: "REQ-1", manifest: Self.manifest, facts: Self.facts(item, problems: problems), receipt: nil)
    }

    /// A command by its name, as correct as it can be.
    func command(_ name: String) -> DataRequestCommand? {
        switch name {
        case "request.send": .requestSend(id: "REQ-1", round: "RND-1")
        case "request.acknowledge": .requestAcknowledge(id: "REQ-1")
        case "request.consult": .requestConsult(id: "REQ-1", council: "審議会（適当）", consultedOn: .start)
        case "request.draft-answer": .requestDraftAnswer(id: "REQ-1", decision: Self.granted)
        case "request.return-draft": .requestReturnDraft(id: "REQ-1", reason: "根拠を補うこと。")
        case "request.decide": .requestDecide(id: "REQ-1")
        case "request.expire": .requestExpire(id: "REQ-1")
        case "request.lapse": .requestLapse(id: "REQ-1")
        case "request.accept-conditions": .requestAcceptConditions(id: "REQ-1")
        case "request.specify": .requestSpecify(id: "REQ-1", layout: "layout: 1")
        case "request.record-specification":
            .requestRecordSpecification(
                id: "REQ-1", specification: IssuedSpecification(text: "specification: 1", recipient: "00"))
        case "request.receive-package":
            .requestReceivePackage(id: "REQ-1", folder: "package", manifest: ContentHash(of: "manifest"))
        case "request.receive-upload":
            .requestReceiveUpload(id: "REQ-1", upload: "upload", manifest: Self.manifest)
        case "request.receive": .requestReceive(id: "REQ-1", path: "file.csv", manifest: Self.manifest)
        case "request.record-intake": intake()
        case "request.withdraw": .requestWithdraw(id: "REQ-1", reason: "事情の変更")
        case "request.note-delivered": .requestNoteDelivered(id: "REQ-1", deliveredOn: .start)
        case "request.erase": .requestErase(id: "REQ-1")
        case "request.record-erasure": .requestRecordErasure(id: "REQ-1", destroyed: [Self.destroyed])
        case "request.note-method-erasure": .requestNoteMethodErasure(id: "REQ-1", destroyed: [])
        case "request.certify": .requestCertify(id: "REQ-1")
        case "request.record-certificate": .requestRecordCertificate(id: "REQ-1", certificate: Self.certificate)
        default: nil
        }
    }

    func stage(of id: String = "REQ-1") -> String? { scenario.state.view(of: id)?.state }
}
