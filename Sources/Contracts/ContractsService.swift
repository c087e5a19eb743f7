import Messages
public import ServiceRuntime

/// The contracts of use (利用契約; 法115条–120条). No I/O of its own.
public struct ContractsService: Service {
    /// The fold it decides from.
    public typealias State = ContractsState

    /// A contract service.
    public init() {}

    /// What people may command it about.
    public var nouns: Set<String> { ["contract"] }

    /// What it does about events, its own and those of other services.
    public var reactions: [Reaction<ContractsState>] {
        [
            .noteStanding { .standingNote(standing: $0) },
            Reaction("offer", to: ["proposal.approved.v1"]) { record, _ in
                guard
                    case .proposalApproved(let conforming, let fee, let applyBy) =
                        try EventCoding.decode(SolicitationEvent.self, record)
                else { return [] }
                return [.contractOffer(conforming: conforming, fee: fee, applyBy: applyBy)]
            },
        ]
    }
}
