public import Primitives

/// What kind of product a proposal wants; asked first, since statistics or open data may be enough.
public enum ProductKind: String, Sendable, Codable, CaseIterable {
    case individualRecords = "individual-records"
    case statistics
    case openData = "open-data"
}

/// One file of the catalogue as it stood when the call was announced.
public struct CatalogueEntry: Sendable, Codable, Hashable {
    /// The register id.
    public let file: String
    /// The municipality whose body holds the file.
    public let municipality: MunicipalityCode
    /// 実施機関.
    public let body: String
    /// 個人情報ファイルの名称.
    public let name: String
    /// 記録項目, of which a proposal may want some.
    public let items: [RegisterItem]
    /// 本人の数.
    public let personCount: Int
    /// 提案の募集をする個人情報ファイルである旨 (法110条).
    public let solicitable: Bool

    /// A register entry as the solicitation service has learned it.
    public init(file: String, entry: RegisterEntry) {
        self.file = file
        municipality = entry.municipality
        body = entry.body
        name = entry.name
        items = entry.items
        personCount = entry.personCount
        solicitable = entry.solicitable
    }
}

/// A call for proposals (提案の募集; 法111条).
public struct CallPlan: Sendable, Codable, Hashable {
    /// The call's title as announced.
    public let title: String
    /// 年度: the year in which the fiscal year (from 1 April) begins.
    public let fiscalYear: Int
    /// The first day on which proposals are taken.
    public let opensOn: CivilDate
    /// The last one, until 24:00 in Japan.
    public let closesOn: CivilDate
    /// Register ids of the files.
    public let files: [String]
    /// The kinds of product the call is open for.
    public let products: [ProductKind]
    /// 提案を受ける組織の名称及び所在地.
    public let desk: String

    /// A planned call.
    public init(
        title: String, fiscalYear: Int, opensOn: CivilDate, closesOn: CivilDate, files: [String],
        products: [ProductKind], desk: String
    ) {
        self.title = title
        self.fiscalYear = fiscalYear
        self.opensOn = opensOn
        self.closesOn = closesOn
        self.files = files
        self.products = products
        self.desk = desk
    }
}

/// The items wanted of one file.
public struct RequestedFile: Sendable, Codable, Hashable {
    /// The register id.
    public let file: String
    /// Names of items (記録項目).
    public let items: [String]

    /// A file with the items wanted.
    public init(file: String, items: [String]) {
        self.file = file
        self.items = items
    }
}

/// A proposal's content (法112条2項 and 3項). Every part may be missing in a draft.
public struct ProposalContent: Sendable, Codable, Hashable {
    /// Asked first.
    public var product: ProductKind?
    /// 1号: 氏名又は名称, 住所, 代表者.
    public var proposer: Proposer?
    /// 2号: 個人情報ファイルの名称, and the items wanted.
    public var files: [RequestedFile]?
    /// 3号: 本人の数.
    public var personCount: Int?
    /// 4号: 加工の方法を特定するに足りる事項.
    public var processing: ProcessingWish?
    /// 5号: 利用の目的及び方法その他事業の内容.
    public var purpose: String?
    /// 5号: 事業の内容.
    public var business: String?
    /// 6号: 事業の用に供しようとする期間.
    public var useFrom: CivilDate?
    /// 6号.
    public var useUntil: CivilDate?
    /// 7号: 漏えいの防止その他適切な管理のために講ずる措置, by category.
    public var safetyMeasures: [String: String]?
    /// 8号: 希望する提供の方法.
    public var deliveryMethod: String?
    /// 3項: documents.
    public var documents: [SubmittedDocument]?
    /// 113条: the officers' declarations.
    public var disqualifications: [DisqualificationDeclaration]?

    /// Who proposes.
    public struct Proposer: Sendable, Codable, Hashable {
        /// 氏名又は名称.
        public var name: String
        /// 法人番号, as text: a draft may hold a wrong one.
        public var corporateNumber: String
        /// 住所又は居所.
        public var address: String
        /// 代表者の氏名.
        public var representative: String
        /// 担当者: how to reach the person in charge.
        public var contact: String?

        /// A proposer with the names and the address as registered.
        public init(
            name: String, corporateNumber: String, address: String, representative: String, contact: String? = nil
        ) {
            self.name = name
            self.corporateNumber = corporateNumber
            self.address = address
            self.representative = representative
            self.contact = contact
        }
    }

    /// What the proposal says on processing.
    public struct ProcessingWish: Sendable, Codable, Hashable {
        /// The k the proposer proposes, where there is one.
        public var k: Int?
        /// 加工の方法を特定するに足りる事項, in the proposer's words.
        public var description: String

        /// A wish for the processing.
        public init(k: Int? = nil, description: String) {
            self.k = k
            self.description = description
        }
    }

    /// A content in which nothing is filled in but, where given, the kind of product.
    public init(product: ProductKind? = nil) { self.product = product }
}

/// The six grounds of 法113条.
public enum DisqualificationGround: String, Sendable, Codable, CaseIterable {
    /// 1号 未成年者.
    case minor
    /// 2号 心身の故障.
    case incapacity
    /// 3号 破産手続開始の決定を受けて復権を得ない者.
    case bankruptcy
    /// 4号 拘禁刑以上の刑又は本法の罰, 2年.
    case punishment
    /// 5号 契約を解除され, 2年.
    case cancelledContract = "cancelled-contract"
    /// 6号 役員のうちに該当する者がある法人その他の団体.
    case officer
}

/// A declaration about one person.
public struct DisqualificationDeclaration: Sendable, Codable, Hashable {
    /// 氏名 of the one who declares.
    public let person: String
    /// 役職.
    public let position: String
    /// Empty when none applies.
    public let grounds: [DisqualificationGround]

    /// What one person declares.
    public init(person: String, position: String, grounds: [DisqualificationGround]) {
        self.person = person
        self.position = position
        self.grounds = grounds
    }
}

/// The seven criteria of 法114条1項.
public enum Criterion: String, Sendable, Codable, CaseIterable {
    case notDisqualified = "not-disqualified"
    case personCount = "person-count"
    case processingStandard = "processing-standard"
    case contribution
    case usePeriod = "use-period"
    case protection
    case noHindrance = "no-hindrance"

    /// The number (号).
    public var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// One row of the checklist.
public struct CriterionFinding: Sendable, Codable, Hashable {
    /// What was found.
    public enum Result: String, Sendable, Codable {
        case conforms
        case fails
    }
    /// The criterion examined.
    public let criterion: Criterion
    /// Whether the proposal meets it.
    public let result: Result
    /// What the finding rests on, in words.
    public let evidence: String
    /// True when the system computed it from facts.
    public let computed: Bool

    /// A finding on one criterion.
    public init(criterion: Criterion, result: Result, evidence: String, computed: Bool) {
        self.criterion = criterion
        self.result = result
        self.evidence = evidence
        self.computed = computed
    }
}

/// What a contract is offered for; pinned when the proposal is found conforming.
public struct ConformingProposal: Sendable, Codable, Hashable {
    /// The proposal's id.
    public let proposal: String
    /// The id of the call it answers.
    public let call: String
    /// The content that was examined.
    public let content: ProposalContent
    /// The catalogue entries of the files wanted, as pinned by the call.
    public let files: [CatalogueEntry]
    /// The hash of the call's whole catalogue, as announced.
    public let catalogueHash: ContentHash

    /// A proposal found conforming.
    public init(
        proposal: String, call: String, content: ProposalContent, files: [CatalogueEntry], catalogueHash: ContentHash
    ) {
        self.proposal = proposal
        self.call = call
        self.content = content
        self.files = files
        self.catalogueHash = catalogueHash
    }
}

/// Commands of the solicitation service.
public enum SolicitationCommand: CommandMessage {
    /// The service that decides these commands.
    public static let service = "solicitation"
    case callDraft(plan: CallPlan)
    case callSave(id: String, plan: CallPlan)
    case callAnnounce(id: String, noticeNumber: String)
    /// By hand or by the system on the opening day.
    case callOpen(id: String)
    /// The system's, at the end of the closing day.
    case callClose(id: String)
    case callFinish(id: String)
    case callCancel(id: String, reason: String)
    case proposalDraft(call: String, content: ProposalContent)
    case proposalSave(id: String, content: ProposalContent)
    case proposalSubmit(id: String)
    case proposalReturn(id: String, findings: [String])
    case proposalCorrect(id: String, content: ProposalContent)
    case proposalAccept(id: String)
    case proposalExamine(id: String, findings: [CriterionFinding])
    /// Found conforming: with the estimated working time and outsourcing for the fee.
    case proposalApprove(id: String, estimatedMinutes: Int, outsourcing: Yen)
    case proposalReject(id: String, reasons: [String])
    case proposalWithdraw(id: String, reason: String)
    // The system's.
    case proposalLapse(id: String)
    case proposalNoteContract(id: String, contract: String)
    case catalogueNoteFile(file: String, entry: RegisterEntry)
    case catalogueNoteStrike(file: String)
    case barringNote(corporateNumber: String, until: CivilDate, contract: String)
    case standingNote(standing: CertificationStanding)
}

/// Events of the solicitation service.
public enum SolicitationEvent: EventMessage {
    /// The category of the streams these events stand in.
    public static let service = "solicitation"
    case callDrafted(id: String, plan: CallPlan)
    case callSaved(plan: CallPlan)
    /// `openBy` is the last day on which the call can open and still be open for as long as the rule in force demands.
    case callAnnounced(
        noticeNumber: String, noticedOn: CivilDate, openBy: CivilDate, catalogue: [CatalogueEntry], hash: ContentHash)
    case callOpened
    case callClosed
    case callFinished
    case callCancelled(reason: String)
    /// `owner` is the business for which the proposal was drafted; nobody else may touch it.
    case proposalDrafted(
        id: String, call: String, owner: Organization, content: ProposalContent, warnings: [Reason])
    case proposalSaved(content: ProposalContent, warnings: [Reason])
    case proposalSubmitted(receiptNumber: String, due: Deadline)
    case proposalReturned(findings: [String], correctionDue: Deadline, due: Deadline)
    case proposalCorrected(content: ProposalContent, due: Deadline)
    case proposalAccepted
    case proposalExamined(findings: [CriterionFinding])
    case proposalApproved(conforming: ConformingProposal, fee: Fee, applyBy: Deadline)
    case proposalRejected(reasons: [String], findings: [CriterionFinding])
    case proposalWithdrawn(reason: String)
    case proposalLapsed
    case proposalContractNoted(contract: String)
    case catalogueFileNoted(file: String, entry: RegisterEntry)
    case catalogueStrikeNoted(file: String)
    case barringNoted(corporateNumber: String, until: CivilDate, contract: String)
    case standingNoted(standing: CertificationStanding)
}
