import Contracts
import MessageLog
import Messages
import Primitives
import ServiceRuntime
import TestSupport

/// A proposal over one file of each of three municipalities, and what follows from it.
enum ContractSamples {
    static let items = ["生年月日", "性別", "町名"]

    static func conforming(proposal: String = "PROP-1", corporateNumber: String = "7000012050002") throws
        -> ConformingProposal
    {
        let wanted = ["FILE-1", "FILE-2", "FILE-3"].map { file in
            "{\"file\": \"\(file)\", \"items\": [\"生年月日\", \"性別\", \"町名\"]}"
        }
        let content = try decoded(
            """
            {
                "product": "individual-records", "files": [\(wanted.joined(separator: ", "))], "personCount": 150000,
                "proposer": {
                    "name": "例示データ株式会社", "corporateNumber": "\(corporateNumber)", "address": "東京都千代田区",
                    "representative": "例示 太郎"
                },
                "processing": {"k": 5, "description": "k-匿名化"}, "purpose": "人口動態の分析",
                "useFrom": "2026-06-01", "useUntil": "2027-05-31"
            }
            """, as: ProposalContent.self)
        return ConformingProposal(
            proposal: proposal, call: "CALL-1", content: content,
            files: [
                try entry("FILE-1", "132292", "西東京市長"), try entry("FILE-2", "132110", "小平市長"),
                try entry("FILE-3", "132225", "東久留米市長"),
            ],
            catalogueHash: ContentHash(of: "catalogue"))
    }

    static func entry(_ file: String, _ municipality: String, _ body: String) throws -> CatalogueEntry {
        try decoded(
            """
            {
                "file": "\(file)", "municipality": "\(municipality)", "body": "\(body)", "name": "住民基本台帳ファイル",
                "items": [], "personCount": 50000, "solicitable": true
            }
            """, as: CatalogueEntry.self)
    }

    static func terms(
        files: [RequestedFile]? = nil, purpose: String = "人口動態の分析", useFrom: CivilDate = day(2026, 6, 1),
        useUntil: CivilDate = day(2027, 5, 31), minimumK: Int? = nil, users: String = "分析部門",
        thirdParties: String = "第三者に提供しない。", erasureDays: Int = 14
    ) -> ContractTerms {
        ContractTerms(
            purpose: purpose, useFrom: useFrom, useUntil: useUntil,
            files: files ?? ["FILE-1", "FILE-2", "FILE-3"].map { RequestedFile(file: $0, items: items) },
            minimumK: minimumK, users: users, safetyMeasures: ["technical": "暗号化"], thirdParties: thirdParties,
            deliveryMethod: "CMSによる暗号化", erasureDays: erasureDays, clauses: ["識別行為の禁止"])
    }

    static func effective(_ contract: String = "CON-1", terms: ContractTerms = terms()) throws -> EffectiveContract {
        EffectiveContract(
            contract: contract, proposal: "PROP-1", business: try CorporateNumber("7000012050002"),
            businessName: "例示データ株式会社", terms: terms, files: try conforming().files, proposedK: 5)
    }

    /// An event as a consumer of the log receives it.
    static func record(_ event: some EventMessage, on subject: String, at instant: Instant) throws -> RecordedEvent {
        let (name, json) = try MessageCoding.encode(event)
        return RecordedEvent(
            position: Position(rawValue: 1),
            stream: StreamName(category: type(of: event).service, subject: subject), version: 1,
            event: NewEvent(
                id: "event-1", type: "\(name).v1", tenant: "", at: instant, actor: "system", role: "system",
                correlation: "test", causation: nil, payload: json),
            previousHash: "", hash: "")
    }
}

/// A contract brought to a stage by the commands that lead there.
struct ContractStory {
    var scenario: Scenario<ContractsState>
    let fee: Fee
    let terms = ContractSamples.terms()
    let officer = Actor.with(.contractOfficer)
    let business = Actor.with(.businessRepresentative)
    let representative = Actor.with(.representative)
    let accountant = Actor.with(.accountant)

    init() throws {
        scenario = try Scenario(ContractsState.self)
        fee = Fee(minutes: 41 * 60, outsourcing: Yen(0), rules: scenario.rules, on: .start)
        try scenario.run(.standingNote(standing: .certified), by: .system)
        let applyBy = Deadline(from: .start, 30, .days, calendar: scenario.rules.calendar)
        try scenario.run(
            .contractOffer(conforming: ContractSamples.conforming(), fee: fee, applyBy: applyBy), by: .system)
    }

    /// The commands on the way to effect, each with who gives it and where it leads.
    private var way: [(ContractStage, ContractCommand, Actor)] {
        [
            (.applied, .contractApply(id: "CON-1"), business),
            (.termsDrafted, .contractDraftTerms(id: "CON-1", terms: terms), officer),
            (.agreed, .contractAgree(id: "CON-1", termsHash: terms.hash), business),
            (.signedByBusiness, .contractSign(id: "CON-1", termsHash: terms.hash), business),
            (.signedByOrganization, .contractSign(id: "CON-1", termsHash: terms.hash), representative),
            (.effective, payment(fee.total), accountant),
        ]
    }

    func payment(_ amount: Yen, paidOn: CivilDate = .start, reference: String = "納付書 12") -> ContractCommand {
        .contractRecordPayment(id: "CON-1", amount: amount, paidOn: paidOn, reference: reference)
    }

    var cancellation: ContractCommand {
        .contractCancel(id: "CON-1", ground: .seriousBreach, reason: "識別行為を行った。")
    }

    var erasureReport: ContractCommand {
        .contractReportErasure(id: "CON-1", erasedOn: .start, method: "上書き消去", person: "例示 花子")
    }

    static func at(_ stage: ContractStage) throws -> ContractStory {
        var story = try ContractStory()
        try story.walk(to: stage)
        return story
    }

    private mutating func walk(to stage: ContractStage) throws {
        switch stage {
        case .offered: return
        case .lapsed:
            scenario.wait(until: day(2026, 5, 2))
            scenario.runDue()
        case .expired:
            try walk(to: .effective)
            scenario.wait(until: day(2027, 6, 1))
            scenario.runDue()
        case .cancelled:
            try walk(to: .effective)
            try scenario.run(cancellation, by: representative)
        case .erasureReported:
            try walk(to: .expired)
            try scenario.run(erasureReport, by: business)
        case .closed:
            try walk(to: .erasureReported)
            try scenario.run(.contractClose(id: "CON-1"), by: officer)
        default:
            for (reached, command, actor) in way {
                try scenario.run(command, by: actor)
                if reached == stage { return }
            }
        }
    }

    /// A command by its name, as correct as it can be.
    func command(_ name: String) -> ContractCommand? {
        switch name {
        case "contract.apply": .contractApply(id: "CON-1")
        case "contract.draft-terms": .contractDraftTerms(id: "CON-1", terms: terms)
        case "contract.agree": .contractAgree(id: "CON-1", termsHash: terms.hash)
        case "contract.sign": .contractSign(id: "CON-1", termsHash: terms.hash)
        case "contract.record-payment": payment(fee.total)
        case "contract.cancel": cancellation
        case "contract.report-erasure": erasureReport
        case "contract.close": .contractClose(id: "CON-1")
        case "contract.lapse": .contractLapse(id: "CON-1")
        case "contract.expire": .contractExpire(id: "CON-1")
        case "contract.remind-erasure": .contractRemindErasure(id: "CON-1")
        default: nil
        }
    }

    var stage: String? { scenario.state.view(of: "CON-1")?.state }
}
