import Logging
import MessageLog
import Messages
import Primitives

/// Runs one service: folds its events, decides commands, appends what was decided.
///
/// A decision is appended on the condition that no event of the service came in since it was folded; otherwise it is
/// folded and decided again. So decisions of one service are serializable, on however many hosts they are taken.
actor ServiceHost<S: Service> {
    typealias State = S.State
    let service: S
    let environment: RuntimeEnvironment
    private var state = State()
    private var foldedTo = Position.start
    private var subjects: [String: SubjectMark] = [:]
    private var allChangedAt = Position.start

    struct SubjectMark {
        var version = 0
        var position = Position.start
        var updatedAt = Instant(milliseconds: 0)
    }

    static var category: String { State.Event.service }

    init(_ service: S, environment: RuntimeEnvironment) {
        self.service = service
        self.environment = environment
    }

    /// Brings the fold up to the head of the log.
    func catchUp() async throws {
        while true {
            let start = foldedTo
            let records = try await environment.log.read(after: start, category: Self.category, limit: 1000)
            // While this one waited another fold went on, or began anew: what was read does not join on.
            if foldedTo != start { continue }
            for record in records { try fold(record) }
            if records.count < 1000 { return }
        }
    }

    private func fold(_ record: RecordedEvent) throws {
        let event = try EventCoding.decode(State.Event.self, record)
        let subject = record.stream.subject
        state.apply(
            event, EventHeader(subject: subject, at: record.event.at, actor: record.event.actor, id: record.event.id))
        foldedTo = record.position
        subjects[subject] = SubjectMark(
            version: record.version, position: record.position, updatedAt: record.event.at)
        if State.affectsAllViews(event) { allChangedAt = record.position }
    }

    /// The fold at the head of the log.
    func currentState() async throws -> State {
        try await catchUp()
        return state
    }

    /// Forgets the fold; the next use folds the log from its beginning.
    func reset() {
        state = State()
        foldedTo = .start
        subjects = [:]
        allChangedAt = .start
    }

    /// The views of all aggregates that changed after a position, and the position they are right for.
    func views(changedAfter position: Position) async throws -> (views: [View], position: Position) {
        try await catchUp()
        let all = allChangedAt > position
        let changed = subjects.filter { all || $0.value.position > position }
        let views = changed.compactMap { subject, mark -> View? in
            guard var view = state.view(of: subject) else { return nil }
            view.version = mark.version
            view.updatedAt = mark.updatedAt
            return view
        }
        return (views, foldedTo)
    }

    /// Executes the commands that the passing of time demands.
    func runDue(at now: Instant) async throws -> Int {
        try await catchUp()
        var done = 0
        for command in state.due(at: now) {
            let reply = await execute(command, CommandOrigin(actor: .system, key: nil))
            if reply.outcome == .accepted { done += 1 }
        }
        return done
    }

    /// Decides a command and appends what was decided.
    func execute(_ command: State.Command, _ origin: CommandOrigin) async -> CommandReply {
        do {
            return try await decideAndAppend(command, origin)
        } catch let refusal as Refusal {
            return CommandReply(outcome: .refused, subject: nil, version: nil, events: [], refusal: refusal)
        } catch {
            return CommandReply(
                outcome: .refused, subject: nil, version: nil, events: [], refusal: Refusal(unavailable: error))
        }
    }

    private func decideAndAppend(_ original: State.Command, _ origin: CommandOrigin) async throws -> CommandReply {
        if let earlier = try await repeated(origin) { return earlier }
        try await catchUp()
        let context = DecisionContext(
            actor: origin.actor, now: environment.clock.now(), rules: environment.rules)
        // The bare command is decided first, so that no file is touched for somebody who may not command it.
        try checkVersion(state.decide(original, in: context), origin)
        let command = try await service.prepare(original, state: state, in: context, rehearsal: origin.dryRun)
        let decision: Decision<State.Event>
        let result: AppendResult?
        do {
            (decision, result) = try await decideUntilAppended(command, origin, in: context)
        } catch {
            await service.abandon(command)
            throw error
        }
        if origin.dryRun { return try rehearse(decision) }
        guard let result else {
            let version = subjects[decision.subject]?.version
            return CommandReply(
                outcome: .accepted, subject: decision.subject, version: version, events: [], refusal: nil)
        }
        // Somebody else's append with the same key came first: what was prepared here is not in the log.
        if result.repeated {
            await service.abandon(command)
            if let earlier = try await repeated(origin) { return earlier }
        }
        try await catchUp()
        try await service.complete(decision.events, subject: decision.subject, state: state)
        return CommandReply(
            outcome: .accepted, subject: decision.subject, version: result.version,
            events: try summaries(decision, from: result.first), refusal: nil)
    }

    /// Decides and appends, again and again while others are faster. No result = nothing was to be appended.
    private func decideUntilAppended(
        _ command: State.Command, _ origin: CommandOrigin, in context: DecisionContext
    ) async throws -> (Decision<State.Event>, AppendResult?) {
        for _ in 0..<100 {
            try await catchUp()
            let decision = try state.decide(command, in: context)
            try checkVersion(decision, origin)
            if origin.dryRun || decision.events.isEmpty { return (decision, nil) }
            if let result = try await append(decision, origin, at: context.now) { return (decision, result) }
        }
        throw Refusal(
            .conflict, "E-CONTENTION", "too many others changed the service meanwhile: repeat the command",
            "他の変更と競合しました。もう一度実行してください。")
    }

    private func checkVersion(_ decision: Decision<State.Event>, _ origin: CommandOrigin) throws(Refusal) {
        guard let expected = origin.expectedVersion else { return }
        let version = subjects[decision.subject]?.version ?? 0
        if version != expected {
            throw Refusal(
                .conflict, "E-STALE-VERSION",
                "\(decision.subject) has version \(version), you saw \(expected): look at it again, then repeat",
                "\(decision.subject) は版\(version)に更新されています（参照時: 版\(expected)）。確認してから実行してください。")
        }
    }

    private func rehearse(_ decision: Decision<State.Event>) throws -> CommandReply {
        CommandReply(
            outcome: .rehearsed, subject: decision.subject, version: subjects[decision.subject]?.version ?? 0,
            events: try summaries(decision, from: nil), refusal: nil)
    }

    private func summaries(_ decision: Decision<State.Event>, from first: Position?) throws -> [EventSummary] {
        try decision.events.enumerated().map { index, event in
            let (type, payload) = try EventCoding.encode(event)
            return EventSummary(
                position: first.map { $0.rawValue + Int64(index) }, stream: "\(Self.category)/\(decision.subject)",
                type: type, payload: try JSONValue(text: payload))
        }
    }

    /// Appends; nil when somebody else was faster and the command has to be decided again.
    private func append(
        _ decision: Decision<State.Event>, _ origin: CommandOrigin, at now: Instant
    ) async throws -> AppendResult? {
        let version = subjects[decision.subject]?.version ?? 0
        let stream = StreamName(category: Self.category, subject: decision.subject)
        let events = try decision.events.enumerated().map { index, event in
            let (type, payload) = try EventCoding.encode(event)
            return NewEvent(
                // Unique by construction, and the same again when the append is repeated.
                id: "\(stream)#\(version + index + 1)",
                type: type, tenant: decision.tenant, at: now, actor: origin.actor.id,
                role: origin.actor.roles.map(\.rawValue).sorted().joined(separator: ","),
                correlation: origin.correlation, causation: origin.causation, payload: payload)
        }
        let request = AppendRequest(
            stream: stream, events: events, expecting: .exactly(version), categoryUnchangedSince: foldedTo,
            idempotencyKey: origin.key)
        do {
            return try await environment.log.append(request)
        } catch {
            switch error {
            case .versionConflict, .categoryConflict, .duplicateEvent: return nil
            default: throw error
            }
        }
    }

    private func repeated(_ origin: CommandOrigin) async throws -> CommandReply? {
        guard !origin.dryRun, let key = origin.key, let earlier = try await environment.log.appended(key: key) else {
            return nil
        }
        let count = Int(earlier.last.rawValue - earlier.first.rawValue) + 1
        let records = try await environment.log.read(
            after: Position(rawValue: earlier.first.rawValue - 1), category: nil, limit: count)
        if origin.causation == nil, let first = records.first, first.event.correlation != origin.correlation {
            throw Refusal(
                .conflict, "E-KEY-REUSED", "the idempotency key was used before for another content: choose a new one",
                "この冪等キーは別の内容で使用済みです。新しいキーを指定してください。")
        }
        // What had to be done outside may have failed the first time; it is repeatable.
        let events = try records.map { try EventCoding.decode(State.Event.self, $0) }
        try await service.complete(events, subject: earlier.stream.subject, state: currentState())
        return CommandReply(
            outcome: .repeated, subject: earlier.stream.subject, version: earlier.version,
            events: try records.map {
                EventSummary(
                    position: $0.position.rawValue, stream: "\($0.stream)", type: $0.event.type,
                    payload: try JSONValue(text: $0.event.payload))
            }, refusal: nil)
    }
}

extension Refusal {
    /// The log or the disk does not answer.
    init(unavailable error: any Error) {
        self.init(
            .unavailable, "E-UNAVAILABLE", "\(error); nothing was lost, repeat the command when it is mended",
            "処理を記録できませんでした。データは失われていません。復旧後に再実行してください。")
    }
}
