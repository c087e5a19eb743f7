import MessageLog
import Messages
import Primitives
public import ServiceRuntime
import Vault

extension AnonymizationService {
    /// What it does about events of others and its own.
    public var reactions: [Reaction<AnonymizationState>] {
        [
            .noteStanding { .standingNote(standing: $0) },
            // One consumer for both, so that a withdrawal never overtakes the file it withdraws.
            Reaction("requests", to: ["request.received.v1", "request.withdrawn.v1"]) { record, _ in
                switch try EventCoding.decode(DataRequestEvent.self, record) {
                case .requestReceived(_, let source, _): [.jobPlan(source: source)]
                case .requestWithdrawn(let id, let reason): [.jobNoteWithdrawal(request: id, reason: reason)]
                default: []
                }
            },
            Reaction("contract-ends", to: ["contract.expired.v1", "contract.cancelled.v1"]) { record, _ in
                switch try EventCoding.decode(ContractEvent.self, record) {
                case .contractExpired(let id, _): [.jobNoteContractEnd(contract: id, end: .expired)]
                case .contractCancelled(let id, _, _, _, _): [.jobNoteContractEnd(contract: id, end: .cancelled)]
                default: []
                }
            },
            Reaction("run", to: ["job.started.v1"], isWork: true) { record, state in try await run(record, state) },
            Reaction("discard", to: ["job.aborted.v1", "job.result-discarded.v1"], isWork: true) { record, state in
                try await discard(record, state)
                return []
            },
            Reaction("erasure", to: ["request.erasure-begun.v1"], isWork: true) { record, state in
                try await erase(record, state)
            },
        ]
    }

    /// Runs the job that was started, when that start still counts.
    private func run(_ record: RecordedEvent, _ state: AnonymizationState) async throws -> [AnonymizationCommand] {
        guard case .jobStarted(let id, let attempt, _) = try EventCoding.decode(AnonymizationEvent.self, record),
            let job = state.jobs[id]
        else { return [] }
        guard job.stage == .running, job.attempt == attempt else {
            // A worker that was killed may have left something of a job that was aborted meanwhile.
            if job.stage == .aborted { try await destroyItems(of: id, job, attempt: nil, at: record.event.at) }
            return []
        }
        guard
            let runner = try JobRunner(
                vault: vault, id: id, job: job, legalBasis: legalBasis(record.event.at.japaneseDate))
        else { return [] }
        return [try await runner.run(at: record.event.at)]
    }

    /// Destroys what an aborted job or a late result has left.
    private func discard(_ record: RecordedEvent, _ state: AnonymizationState) async throws {
        switch try EventCoding.decode(AnonymizationEvent.self, record) {
        case .jobAborted(let id, _):
            if let job = state.jobs[id] { try await destroyItems(of: id, job, attempt: nil, at: record.event.at) }
        case .jobResultDiscarded(let id, let attempt, _):
            if let job = state.jobs[id] { try await destroyItems(of: id, job, attempt: attempt, at: record.event.at) }
        default: break
        }
    }

    /// Destroys the method information and the outputs held for a request, and always says so.
    private func erase(_ record: RecordedEvent, _ state: AnonymizationState) async throws -> [AnonymizationCommand] {
        guard case .requestErasureBegun(let request, _, _) = try EventCoding.decode(DataRequestEvent.self, record)
        else { return [] }
        var destroyed: [DestructionRecord] = []
        for (id, job) in state.jobs(ofRequest: request) {
            destroyed += try await destroyItems(of: id, job, attempt: nil, at: record.event.at)
        }
        return [.jobRecordMethodErasure(request: request, destroyed: destroyed)]
    }

    @discardableResult
    @concurrent private func destroyItems(
        of id: String, _ job: JobRecord, attempt: Int?, at now: Instant
    ) async throws -> [DestructionRecord] {
        let custody = try JobCustody(vault, job: id, municipality: job.source.municipality)
        return try custody.destroy(attempt: attempt, known: attempt == nil ? job.items : [:], at: now)
    }
}
