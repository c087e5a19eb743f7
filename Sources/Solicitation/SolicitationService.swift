import Messages
import Primitives
public import ServiceRuntime

/// Calls for proposals, and the proposals (法111条〜114条). No I/O of its own.
public struct SolicitationService: Service {
    /// The fold it decides from.
    public typealias State = SolicitationState

    /// A solicitation service.
    public init() {}

    /// The nouns of the commands that people give to it.
    public var nouns: Set<String> { ["call", "proposal"] }

    /// What it does about events.
    public var reactions: [Reaction<SolicitationState>] {
        [
            .noteStanding { .standingNote(standing: $0) },
            Reaction("catalogue", to: ["register.published.v1", "register.corrected.v1", "register.struck.v1"]) {
                record, _ in
                switch try EventCoding.decode(FileRegisterEvent.self, record) {
                case .registerPublished(let id, let entry), .registerCorrected(let id, let entry, _):
                    [.catalogueNoteFile(file: id, entry: entry)]
                case .registerStruck(let id, _): [.catalogueNoteStrike(file: id)]
                default: []
                }
            },
            Reaction("contracts", to: ["contract.applied.v1", "contract.cancelled.v1"]) { record, _ in
                switch try EventCoding.decode(ContractEvent.self, record) {
                case .contractApplied(let id, let proposal): [.proposalNoteContract(id: proposal, contract: id)]
                case .contractCancelled(let id, _, _, let business, let barredUntil):
                    [.barringNote(corporateNumber: business.description, until: barredUntil, contract: id)]
                default: []
                }
            },
        ]
    }
}
