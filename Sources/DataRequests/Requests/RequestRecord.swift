import Messages
import Primitives
import ServiceRuntime

/// Something the vault took in for a request: a source, or a file kept apart.
struct CustodyEntry: Sendable, Hashable {
    let item: String
    let sha256: ContentHash
    let bytes: Int
    /// It was what was granted.
    let isSource: Bool
    /// A later file took its place.
    var isReplaced = false
}

/// One child request and what became of it.
struct RequestRecord: Sendable {
    let planned: PlannedRequest
    let round: String
    var stage = RequestStage.planned
    var answerDue: Deadline?
    var council: (name: String, on: CivilDate)?
    var draft: MunicipalDecision?
    /// Who wrote the draft; somebody else decides.
    var author: String?
    var returnReason: String?
    var decision: MunicipalDecision?
    var decidedOn: CivilDate?
    var transferDue: Deadline?
    var acceptedConditions: [String] = []
    /// The last extraction specification given to the municipality.
    var specification: IssuedSpecification?
    var manifest: TransferManifest?
    var source: ProvidedSource?
    var receipt: SignedText?
    /// Of the file that lies in quarantine.
    var quarantine: IntakeFacts?
    /// Everything that ever came, in the order of its coming.
    var items: [CustodyEntry] = []
    /// Why it was withdrawn or lapsed.
    var endReason: String?
    var erasureDue: Deadline?
    var erasureReason: String?
    var erasureBegunAt: Instant?
    var destroyedSources: [DestructionRecord]?
    var destroyedMethods: [DestructionRecord]?
    var certificate: SignedText?

    var municipality: MunicipalityCode { planned.municipality }

    /// Method information exists only where a source was once held for processing.
    var needsMethodErasure: Bool { source != nil }

    /// Everything is destroyed and the certificate can be issued.
    var isReadyForCertificate: Bool {
        stage == .erasing && destroyedSources != nil && (destroyedMethods != nil || !needsMethodErasure)
    }

    /// Nothing more will come of it, and nothing of it is held.
    var hasEnded: Bool {
        switch stage {
        case .refused, .unanswered, .lapsed, .erased: true
        case .withdrawn: items.isEmpty
        default: false
        }
    }
}

/// One round: the requests that follow from one contract.
struct RoundRecord: Sendable {
    let contract: EffectiveContract
    /// The ids of its child requests.
    let children: [String]
    var isSent = false
    var end: ContractEnd?
}
