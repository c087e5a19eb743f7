import MessageLog
import Messages
import Primitives
public import ServiceRuntime

extension DataRequestsService {
    /// What it does about events, its own and those of other services.
    public var reactions: [Reaction<DataRequestsState>] {
        [.noteStanding { .standingNote(standing: $0) }] + contractReactions + [sending, delivery] + erasure
    }

    private var contractReactions: [Reaction<DataRequestsState>] {
        [
            Reaction("plan", to: ["contract.effective.v1"]) { record, _ in
                guard case .contractEffective(let contract) = try EventCoding.decode(ContractEvent.self, record) else {
                    return []
                }
                return [.roundPlan(contract: contract)]
            },
            Reaction("contract-end", to: ["contract.expired.v1", "contract.cancelled.v1"]) { record, _ in
                switch try EventCoding.decode(ContractEvent.self, record) {
                case .contractExpired(let id, _): [.roundNoteContractEnd(contract: id, end: .expired)]
                case .contractCancelled(let id, _, _, _, _): [.roundNoteContractEnd(contract: id, end: .cancelled)]
                default: []
                }
            },
        ]
    }

    /// A round was sent: so is each of its requests. What cannot be sent now follows when the certification stands again.
    private var sending: Reaction<DataRequestsState> {
        Reaction("send", to: ["round.sent.v1"]) { record, state in
            let id = record.stream.subject
            // All or none: a command's key is its place in this list, so the list must not change between two tries.
            guard state.gate.isOpen, let round = state.rounds[id], round.end == nil else { return [] }
            return round.children.map { .requestSend(id: $0, round: id) }
        }
    }

    private var delivery: Reaction<DataRequestsState> {
        Reaction("delivered", to: ["delivery.acknowledged.v1"]) { record, _ in
            guard
                case .deliveryAcknowledged(let request, _, _, let day) =
                    try EventCoding.decode(DeliveryEvent.self, record)
            else { return [] }
            return [.requestNoteDelivered(id: request, deliveredOn: day)]
        }
    }

    private var erasure: [Reaction<DataRequestsState>] {
        [
            // After each of these no further intake of the request can be recorded.
            Reaction(
                "leftovers", to: ["request.received.v1", "request.withdrawn.v1", "request.lapsed.v1"], isWork: true
            ) { [destruction] record, state in
                guard let request = state.requests[record.stream.subject] else { return [] }
                try await destruction.destroyUnrecorded(of: request)
                return []
            },
            Reaction("erase", to: ["request.erasure-begun.v1"], isWork: true) { [destruction] record, state in
                let id = record.stream.subject
                guard let request = state.requests[id], request.destroyedSources == nil else { return [] }
                try await destruction.destroyUnrecorded(of: request)
                let destroyed = try await destruction.destroy(
                    request.items, of: request.municipality, at: record.event.at)
                return [.requestRecordErasure(id: id, destroyed: destroyed)]
            },
            Reaction("method-erasure", to: ["job.method-erased.v1"]) { record, _ in
                guard
                    case .jobMethodErased(let request, let destroyed) =
                        try EventCoding.decode(AnonymizationEvent.self, record)
                else { return [] }
                return [.requestNoteMethodErasure(id: request, destroyed: destroyed)]
            },
            Reaction("certify", to: ["request.source-erased.v1", "request.method-erasure-noted.v1"]) { record, _ in
                [.requestCertify(id: record.stream.subject)]
            },
        ]
    }
}
