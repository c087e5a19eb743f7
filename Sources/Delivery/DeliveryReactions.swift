import MessageLog
import Messages
import Primitives
public import ServiceRuntime

extension DeliveryService {
    /// What it does about events of others and its own.
    public var reactions: [Reaction<DeliveryState>] {
        [
            .noteStanding { .standingNote(standing: $0) },
            // One consumer for beginning and end, so that neither overtakes the other.
            Reaction(
                "contracts", to: ["contract.effective.v1", "contract.expired.v1", "contract.cancelled.v1"]
            ) { record, _ in
                switch try EventCoding.decode(ContractEvent.self, record) {
                case .contractEffective(let contract): [.recipientNoteContract(contract: contract)]
                case .contractExpired(let id, _): [.recipientNoteContractEnd(contract: id, end: .expired)]
                case .contractCancelled(let id, _, _, _, _): [.recipientNoteContractEnd(contract: id, end: .cancelled)]
                default: []
                }
            },
            Reaction("outputs", to: ["output.approved.v1"]) { record, _ in
                guard
                    case .outputApproved(let approved, _) = try EventCoding.decode(AnonymizationEvent.self, record)
                else { return [] }
                return [.deliveryPlan(approved: approved)]
            },
            Reaction("withdrawals", to: ["request.withdrawn.v1"]) { record, _ in
                guard
                    case .requestWithdrawn(let id, let reason) = try EventCoding.decode(
                        DataRequestEvent.self, record)
                else { return [] }
                return [.deliveryNoteWithdrawal(request: id, reason: reason)]
            },
            Reaction("seal", to: ["delivery.sealing-started.v1"], isWork: true) { record, state in
                try await seal(record, state)
            },
            Reaction(
                "remove",
                to: [
                    "delivery.sealing-failed.v1", "delivery.expired.v1", "delivery.recalled.v1",
                    "recipient.contract-end-noted.v1",
                ], isWork: true
            ) { record, state in
                try await remove(record, state)
                return []
            },
        ]
    }

    /// Seals what was released, when that release still counts.
    private func seal(_ record: RecordedEvent, _ state: DeliveryState) async throws -> [DeliveryCommand] {
        guard
            case .deliverySealingStarted(let id, let attempt, _, let certificate) = try EventCoding.decode(
                DeliveryEvent.self, record),
            let delivery = state.deliveries[id]
        else { return [] }
        guard delivery.stage == .sealing, delivery.attempt == attempt else {
            // A worker that was killed may have left something of a delivery that was recalled meanwhile.
            if delivery.stage == .recalled { try folder.remove(id) }
            return []
        }
        let sealer = PackageSealer(
            vault: vault, signer: signer, folder: folder, organization: organizationName, id: id, attempt: attempt,
            approved: delivery.approved, certificate: certificate)
        return [try await sealer.seal(at: record.event.at)]
    }

    /// Removes the sealed parts of what is over.
    @concurrent private func remove(_ record: RecordedEvent, _ state: DeliveryState) async throws {
        let subject = record.stream.subject
        switch try EventCoding.decode(DeliveryEvent.self, record) {
        case .deliverySealingFailed(let attempt, _): try folder.remove(subject, attempt: attempt)
        case .deliveryExpired, .deliveryRecalled: try folder.remove(subject)
        case .recipientContractEndNoted(let contract, _):
            for (id, delivery) in state.deliveries where delivery.contract == contract { try folder.remove(id) }
        default: break
        }
    }
}
