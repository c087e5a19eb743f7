import Messages
import Primitives
import ServiceRuntime

extension DataRequestsState {
    /// How a round is shown: how many of its requests stand where, and how many persons the granted ones cover.
    func view(of id: String, _ round: RoundRecord) -> View {
        let children = round.children.compactMap { requests[$0] }
        let stage = stage(of: round)
        let stages = Dictionary(grouping: children, by: \.stage.rawValue).mapValues { JSONValue.integer($0.count) }
        let decided = children.compactMap { $0.decision?.outcome.rawValue }
        let outcomes = Dictionary(grouping: decided, by: { $0 }).mapValues { JSONValue.integer($0.count) }
        let granted = children.filter { $0.decision.map { $0.outcome != .refused } ?? false && $0.stage != .withdrawn }
        var facts: [String: JSONValue] = [
            "contract": .string(round.contract.contract), "business": .string(round.contract.businessName),
            "requests": .integer(children.count), "stages": .object(stages), "outcomes": .object(outcomes),
            "personsAsked": .integer(children.reduce(0) { $0 + $1.planned.personCount }),
            "personsGranted": .integer(granted.reduce(0) { $0 + $1.planned.personCount }),
        ]
        if let end = round.end { facts["contractEnd"] = .string(end.rawValue) }
        var blockers: [Reason] = []
        if stage == .planned, let reason = gate.reason { blockers.append(reason) }
        let open = children.filter { !$0.hasEnded }
        if stage == .sent {
            blockers.append(
                Reason(
                    "I-ROUND-OPEN", "\(open.count) of \(children.count) requests have not ended",
                    "\(children.count)件のうち\(open.count)件が終了していません。"))
        }
        return View(
            kind: "round", id: id, title: round.contract.terms.purpose, state: stage.rawValue, turn: stage.turn,
            business: round.contract.business.description, dueAt: open.compactMap(\.dueAt).min(),
            next: RoundStage.transitions.steps(in: stage), blockers: blockers,
            related: [round.contract.contract, round.contract.proposal] + round.children, facts: facts)
    }
}
