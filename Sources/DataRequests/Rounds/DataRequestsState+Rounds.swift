import Messages
import Primitives
import ServiceRuntime

extension DataRequestsState {
    /// One request per implementing body and file of the contract.
    func plan(
        _ contract: EffectiveContract, in context: DecisionContext
    ) throws(Refusal) -> Decision<DataRequestEvent> {
        try RoundStage.transitions.check("round.plan", in: nil, by: context.actor)
        if let known = rounds.first(where: { $0.value.contract.contract == contract.contract }) {
            return Decision(known.key, [])
        }
        var planned: [PlannedRequest] = []
        for wanted in contract.terms.files {
            guard let entry = contract.files.first(where: { $0.file == wanted.file }) else {
                throw Refusal(
                    .invalid, "E-ROUND-FILE", "\(contract.contract) names \(wanted.file), which its catalogue lacks",
                    "利用契約の対象ファイル（\(wanted.file)）が目録にありません。")
            }
            planned.append(
                PlannedRequest(
                    id: "REQ-\(requests.count + planned.count + 1)", municipality: entry.municipality,
                    body: entry.body, file: entry.file, fileName: entry.name, items: wanted.items,
                    personCount: entry.personCount))
        }
        let id = "RND-\(rounds.count + 1)"
        return Decision(id, [.roundPlanned(id: id, contract: contract, requests: planned)])
    }

    /// Sends all requests of a round; each then leads its own life.
    func send(_ id: String, in context: DecisionContext) throws(Refusal) -> Decision<DataRequestEvent> {
        guard let round = rounds[id] else { throw .notFound("round", id) }
        try RoundStage.transitions.check("round.send", in: stage(of: round), by: context.actor)
        try Self.requireOrganization(context.actor)
        try gate.requireOpen()
        try round.requireRunning(today: context.today)
        return Decision(id, [.roundSent(id: id)])
    }

    func noteEnd(
        _ contract: String, _ end: ContractEnd, in context: DecisionContext
    ) throws(Refusal) -> Decision<DataRequestEvent> {
        try Self.requireSystem(context.actor)
        guard let (id, round) = rounds.first(where: { $0.value.contract.contract == contract }) else {
            // It ended before it took effect.
            return Decision(contract, [])
        }
        return Decision(id, round.end == end ? [] : [.roundContractEndNoted(contract: contract, end: end)])
    }
}
