public import Primitives

/// What a municipality says about one requested item.
public struct ItemDecision: Sendable, Codable, Hashable {
    /// The answer on the item.
    public enum Answer: String, Sendable, Codable {
        case provide
        /// Only generalized, at least to `minimumLevel` of the item's hierarchy.
        case generalize
        case refuse
    }
    /// The name of the requested item (記録項目).
    public let item: String
    /// Whether, and in which form, the item is handed over.
    public let answer: Answer
    /// The lowest level of the item's hierarchy that is allowed; for `generalize` only.
    public let minimumLevel: Int?
    /// Why the municipality answers so; never missing for a refused item.
    public let reason: String?

    /// A decision on one item.
    public init(item: String, answer: Answer, minimumLevel: Int? = nil, reason: String? = nil) {
        self.item = item
        self.answer = answer
        self.minimumLevel = minimumLevel
        self.reason = reason
    }
}

/// The clause of 法69条 a provision rests on.
public enum LegalGround: String, Sendable, Codable, CaseIterable {
    /// 69条1項 法令に基づく場合.
    case statute = "69-1"
    /// 69条2項1号 本人の同意.
    case consent = "69-2-1"
    /// 69条2項2号.
    case internalUse = "69-2-2"
    /// 69条2項3号.
    case publicBody = "69-2-3"
    /// 69条2項4号 統計の作成, 学術研究, 特別の理由.
    case specialReason = "69-2-4"
}

/// A municipality's decision on one request.
public struct MunicipalDecision: Sendable, Codable, Hashable {
    /// The clause of 法69条 the provision rests on; nil where nothing is provided.
    public let ground: LegalGround?
    /// The assessment of the proviso of 69条2項: no unjust harm to the person or a third party.
    public let proviso: String?
    /// One row per requested item.
    public let items: [ItemDecision]
    /// The smallest equivalence class this municipality accepts.
    public let minimumK: Int?
    /// The largest share of rows that may be suppressed, in percent.
    public let suppressionLimitPercent: Int?
    /// 70条 措置要求.
    public let conditions: [String]
    /// Why the decision is as it is; a refusal of everything is never without them.
    public let reasons: [String]
    /// 審議会, where one was heard: date and opinion.
    public let council: String?
    /// 文書番号.
    public let documentNumber: String

    /// A decision; see the properties for their meaning.
    public init(
        ground: LegalGround?, proviso: String?, items: [ItemDecision], minimumK: Int? = nil,
        suppressionLimitPercent: Int? = nil, conditions: [String] = [], reasons: [String] = [],
        council: String? = nil, documentNumber: String
    ) {
        self.ground = ground
        self.proviso = proviso
        self.items = items
        self.minimumK = minimumK
        self.suppressionLimitPercent = suppressionLimitPercent
        self.conditions = conditions
        self.reasons = reasons
        self.council = council
        self.documentNumber = documentNumber
    }

    /// What the rows amount to.
    public enum Outcome: String, Sendable, Codable {
        case granted
        case grantedOnConditions = "granted-on-conditions"
        case partlyGranted = "partly-granted"
        case refused
    }

    /// Derived, never declared, so that the word and the rows cannot disagree.
    public var outcome: Outcome {
        if items.allSatisfy({ $0.answer == .refuse }) { return .refused }
        if items.contains(where: { $0.answer == .refuse }) { return .partlyGranted }
        let free =
            minimumK == nil && suppressionLimitPercent == nil && conditions.isEmpty
            && items.allSatisfy { $0.answer == .provide }
        return free ? .granted : .grantedOnConditions
    }

    /// The items that may be handed over, in the order of the request.
    public var grantedItems: [String] { items.filter { $0.answer != .refuse }.map(\.item) }
}

/// A source that may be processed now, and under which conditions.
public struct ProvidedSource: Sendable, Codable, Hashable {
    /// The id of the request it came in for.
    public let request: String
    /// The contract it may be used for, and no other.
    public let contract: EffectiveContract
    /// The municipality that provided it.
    public let municipality: MunicipalityCode
    /// The register id of the file.
    public let file: String
    /// The municipality's decision, with the conditions to keep.
    public let decision: MunicipalDecision
    /// What was found when it came in; `item` says where it lies.
    public let facts: IntakeFacts

    /// A source held for processing.
    public init(
        request: String, contract: EffectiveContract, municipality: MunicipalityCode, file: String,
        decision: MunicipalDecision, facts: IntakeFacts
    ) {
        self.request = request
        self.contract = contract
        self.municipality = municipality
        self.file = file
        self.decision = decision
        self.facts = facts
    }
}

/// The proof that a custody item's key no longer exists.
public struct DestructionRecord: Sendable, Codable, Hashable {
    /// The vault's id of what was destroyed.
    public let item: String
    /// source, recipe, output, method-information.
    public let kind: String
    /// The SHA-256 of the clear content, as recorded when it came in.
    public let sha256: ContentHash?
    /// How it was destroyed, in words for the certificate of erasure.
    public let method: String
    /// When it was destroyed.
    public let at: Instant

    /// A record of one destroyed item.
    public init(item: String, kind: String, sha256: ContentHash?, method: String, at: Instant) {
        self.item = item
        self.kind = kind
        self.sha256 = sha256
        self.method = method
        self.at = at
    }
}

/// A document signed by the organization (Ed25519 over the text).
public struct SignedText: Sendable, Codable, Hashable {
    /// What is signed: exactly these UTF-8 bytes.
    public let text: String
    /// Which of the organization's public keys verifies it.
    public let keyFingerprint: String
    /// Base64.
    public let signature: String

    /// A signed text.
    public init(text: String, keyFingerprint: String, signature: String) {
        self.text = text
        self.keyFingerprint = keyFingerprint
        self.signature = signature
    }
}

/// Commands of the data request service.
public enum DataRequestCommand: CommandMessage {
    /// The service that decides these commands.
    public static let service = "data-requests"
    /// The system's: a contract took effect.
    case roundPlan(contract: EffectiveContract)
    case roundSend(id: String)
    case requestAcknowledge(id: String)
    case requestConsult(id: String, council: String, consultedOn: CivilDate)
    case requestDraftAnswer(id: String, decision: MunicipalDecision)
    case requestReturnDraft(id: String, reason: String)
    /// The approver decides on the clerk's draft as it stands.
    case requestDecide(id: String)
    case requestAcceptConditions(id: String)
    /// The municipality is told what to extract: the extraction specification (抽出仕様書) is written from a layout (YAML).
    case requestSpecify(id: String, layout: String, asOf: CivilDate? = nil)
    /// The file lies at `path` on the organization's host. It is read by `layout` (YAML); without one, by the layout of the
    /// extraction specification, and without that, every granted item is text.
    case requestReceive(id: String, path: String, manifest: TransferManifest, layout: String? = nil)
    /// An encrypted package lies in `folder` on the organization's host; `manifest` is the SHA-256 of its manifest, so that a
    /// later package in the same folder is another command.
    case requestReceivePackage(id: String, folder: String, manifest: ContentHash, layout: String? = nil)
    /// The file was uploaded in pieces.
    case requestReceiveUpload(id: String, upload: String, manifest: TransferManifest, layout: String? = nil)
    case requestWithdraw(id: String, reason: String)
    /// By the custody officer, or by the system when the agreed time has come.
    case requestErase(id: String)
    // The system's.
    case requestSend(id: String, round: String)
    case requestExpire(id: String)
    /// Nothing can come of the request any more: the contract ended or the certification is over.
    case requestLapse(id: String)
    /// Made by the service itself from ``requestSpecify(id:layout:asOf:)``, never given by hand.
    case requestRecordSpecification(id: String, specification: IssuedSpecification)
    /// What intake found; made by the service itself from a command that receives, never given by hand.
    case requestRecordIntake(
        id: String, manifest: TransferManifest, facts: IntakeFacts, receipt: SignedText? = nil)
    case requestNoteDelivered(id: String, deliveredOn: CivilDate)
    case requestRecordErasure(id: String, destroyed: [DestructionRecord])
    case requestNoteMethodErasure(id: String, destroyed: [DestructionRecord])
    case requestCertify(id: String)
    case requestRecordCertificate(id: String, certificate: SignedText)
    case roundNoteContractEnd(contract: String, end: ContractEnd)
    case standingNote(standing: CertificationStanding)
}

/// Events of the data request service.
public enum DataRequestEvent: EventMessage {
    /// The category of the streams these events stand in.
    public static let service = "data-requests"
    /// One child per implementing body and file.
    case roundPlanned(id: String, contract: EffectiveContract, requests: [PlannedRequest])
    case roundSent(id: String)
    case requestSent(round: String, answerDue: Deadline)
    case requestAcknowledged
    case requestConsulted(council: String, consultedOn: CivilDate)
    case requestAnswerDrafted(decision: MunicipalDecision, author: String)
    case requestDraftReturned(reason: String)
    case requestDecided(decision: MunicipalDecision, outcome: MunicipalDecision.Outcome, transferDue: Deadline?)
    case requestExpired
    case requestLapsed(id: String, reason: String)
    case requestConditionsAccepted(conditions: [String])
    /// The extraction specification was written; the last one counts.
    case requestSpecified(specification: IssuedSpecification)
    /// The file is what was granted.
    case requestReceived(manifest: TransferManifest, source: ProvidedSource, receipt: SignedText?)
    /// It is not: kept apart until a new one comes, never processed.
    case requestQuarantined(manifest: TransferManifest, facts: IntakeFacts)
    case requestWithdrawn(id: String, reason: String)
    case requestDelivered(erasureDue: Deadline)
    case requestErasureBegun(id: String, items: [String], reason: String)
    case requestSourceErased(destroyed: [DestructionRecord])
    case requestMethodErasureNoted(destroyed: [DestructionRecord])
    case requestErasureCertified(id: String, certificate: SignedText)
    case roundContractEndNoted(contract: String, end: ContractEnd)
    case standingNoted(standing: CertificationStanding)
}

/// A child request as planned with its round.
public struct PlannedRequest: Sendable, Codable, Hashable {
    /// The id the request will have.
    public let id: String
    /// The municipality that is asked.
    public let municipality: MunicipalityCode
    /// 実施機関: the body that holds the file and decides.
    public let body: String
    /// The register id.
    public let file: String
    /// 個人情報ファイルの名称.
    public let fileName: String
    /// Names of the items asked for (記録項目).
    public let items: [String]
    /// 本人の数 of the file, by the catalogue of the call.
    public let personCount: Int

    /// A planned child request.
    public init(
        id: String, municipality: MunicipalityCode, body: String, file: String, fileName: String, items: [String],
        personCount: Int
    ) {
        self.id = id
        self.municipality = municipality
        self.body = body
        self.file = file
        self.fileName = fileName
        self.items = items
        self.personCount = personCount
    }
}
