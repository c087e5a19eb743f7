public import Messages
import Primitives
public import ServiceRuntime

/// The fold of the data request service: rounds, and in each round one request per implementing body and file.
public struct DataRequestsState: ServiceState {
    /// What it decides.
    public typealias Command = DataRequestCommand
    /// What it folds.
    public typealias Event = DataRequestEvent

    /// The stream on which the certification's standing is noted.
    static let standingSubject = "STANDING"

    var rounds: [String: RoundRecord] = [:]
    var requests: [String: RequestRecord] = [:]
    var gate = StandingGate()

    /// Before the first event.
    public init() {}

    /// Where a round stands; it is closed when its last request has ended.
    func stage(of round: RoundRecord) -> RoundStage {
        if round.children.allSatisfy({ requests[$0]?.hasEnded ?? true }) { return .closed }
        return round.isSent ? .sent : .planned
    }

    /// The contract a request belongs to, and whether it has ended.
    func round(of record: RequestRecord) throws(Refusal) -> RoundRecord {
        guard let round = rounds[record.round] else { throw .notFound("round", record.round) }
        return round
    }

    /// Whether an event changes how other aggregates are shown.
    public static func affectsAllViews(_ event: DataRequestEvent) -> Bool {
        switch event {
        // A round shows how many of its requests stand where.
        case .requestConsulted, .requestSourceErased, .requestMethodErasureNoted, .roundPlanned: false
        default: true
        }
    }

    /// Folds one event in.
    public mutating func apply(_ event: DataRequestEvent, _ header: EventHeader) {
        switch event {
        case .standingNoted(let standing): gate.note(standing)
        case .roundPlanned(let id, let contract, let planned):
            rounds[id] = RoundRecord(contract: contract, children: planned.map(\.id))
            for request in planned { requests[request.id] = RequestRecord(planned: request, round: id) }
        case .roundSent(let id): rounds[id]?.isSent = true
        case .roundContractEndNoted(_, let end): rounds[header.subject]?.end = end
        default:
            guard var record = requests[header.subject] else { return }
            record.apply(event, at: header.at)
            requests[header.subject] = record
        }
    }
}
