import Messages
import Primitives
import ServiceRuntime

extension DataRequestsState {
    /// Decisions on the end of everything that was handed over.
    func decideErasure(
        _ command: DataRequestCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<DataRequestEvent> {
        switch command {
        case .requestErase(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try Self.requireOrganization(context.actor)
                return try beginErasure(of: record, in: context)
            }
        case .requestRecordErasure(let id, let destroyed):
            return try note(id, command, in: context) { (record) throws(Refusal) in
                if record.destroyedSources != nil { return [] }
                try record.requireAllDestroyed(destroyed)
                // The vault has no clock: what is recorded now was destroyed by now.
                return [.requestSourceErased(destroyed: destroyed.map { $0.stamped(context.now) })]
            }
        case .requestNoteMethodErasure(let id, let destroyed):
            return try note(id, command, in: context) { record in
                record.destroyedMethods == nil ? [.requestMethodErasureNoted(destroyed: destroyed)] : []
            }
        case .requestCertify(let id):
            // Only asks for the certificate, which is signed outside and comes back as `requestRecordCertificate`.
            return try note(id, command, in: context) { _ in [] }
        case .requestRecordCertificate(let id, let certificate):
            return try note(id, command, in: context) { record in
                record.isReadyForCertificate ? [.requestErasureCertified(id: id, certificate: certificate)] : []
            }
        default: throw .notFound("command", MessageCoding.name(of: command))
        }
    }

    private func beginErasure(
        of record: RequestRecord, in context: DecisionContext
    ) throws(Refusal) -> [DataRequestEvent] {
        if record.items.isEmpty {
            throw Refusal(
                .state, "E-ERASE-NOTHING", "nothing was ever received for \(record.planned.id)", "受領したファイルはありません。")
        }
        let byHand = !context.actor.roles.contains(.system)
        guard let reason = erasureReason(of: record, at: context.now) ?? (byHand ? record.reasonByHand : nil) else {
            let due = record.erasureDue.map { "it is due after \($0.lastDay)" } ?? "the source is still needed"
            throw Refusal(
                .state, "E-ERASE-NOT-DUE", "\(record.planned.id) may not be erased yet: \(due)",
                "消去の時期に達していません。")
        }
        return [
            .requestErasureBegun(
                id: record.planned.id, items: record.items.map(\.item), reason: reason.rawValue)
        ]
    }

    /// Why what is held must be destroyed now, or nil.
    func erasureReason(of record: RequestRecord, at now: Instant) -> ErasureReason? {
        guard RequestStage.erasable.contains(record.stage), !record.items.isEmpty else { return nil }
        if record.stage == .withdrawn { return .withdrawn }
        if let end = rounds[record.round]?.end { return ErasureReason(end) }
        if gate.isOver { return .certificationOver }
        return record.erasureDue?.hasPassed(at: now) == true ? .agreedTime : nil
    }
}

extension RequestRecord {
    /// The custody officer may give up a file in quarantine.
    fileprivate var reasonByHand: ErasureReason? { stage == .quarantined ? .quarantined : nil }

    fileprivate func requireAllDestroyed(_ destroyed: [DestructionRecord]) throws(Refusal) {
        let left = Set(items.map(\.item)).subtracting(destroyed.map(\.item)).sorted()
        if !left.isEmpty {
            throw Refusal(
                .integrity, "E-ERASE-INCOMPLETE",
                "not destroyed yet: \(left.joined(separator: ", ")); the erasure will be tried again",
                "消去が完了していないファイルがあります（\(left.joined(separator: "、"))）。")
        }
    }
}

extension DestructionRecord {
    fileprivate func stamped(_ instant: Instant) -> DestructionRecord {
        DestructionRecord(item: item, kind: kind, sha256: sha256, method: method, at: instant)
    }
}
