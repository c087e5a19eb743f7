import Foundation
import MessageLog
import Messages
import Primitives
import ServiceRuntime

/// The operator's interface to an installation in this process.
struct LocalInterface: OperatorInterface {
    let installation: Installation

    private var log: any MessageLog { installation.log }
    private var runtime: ServiceRuntime { installation.runtime }

    func command(_ request: CommandRequest) async throws -> CommandReply { await runtime.handle(request) }

    func views(_ query: ViewQuery) async throws -> [View] { try runtime.views.list(query) }

    func actor(_ id: String) async throws -> Actor? { try await installation.authenticator.actor(id) }

    func history(of id: String) async throws -> [HistoryEntry] {
        var entries: [HistoryEntry] = []
        for category in Self.categories {
            let stream = StreamName(category: category, subject: id)
            var version = 0
            while true {
                let records = try await log.read(stream: stream, after: version, limit: 1000)
                entries += try records.map(Self.entry)
                version += records.count
                if records.count < 1000 { break }
            }
        }
        return entries.sorted { $0.position < $1.position }
    }

    static let categories = [
        IdentityEvent.service, CertificationEvent.service, FileRegisterEvent.service, SolicitationEvent.service,
        ContractEvent.service, DataRequestEvent.service, AnonymizationEvent.service, DeliveryEvent.service,
    ]

    private static func entry(_ record: RecordedEvent) throws -> HistoryEntry {
        HistoryEntry(
            position: record.position.rawValue, at: record.event.at, actor: record.event.actor,
            role: record.event.role, type: record.event.type, payload: try JSONValue(text: record.event.payload))
    }

    func administer(_ request: AdministrationRequest) async throws -> JSONValue {
        do {
            return try await answer(request)
        } catch let error as MessageLogError {
            switch error {
            case .unknownConsumer, .notDead:
                throw Refusal(.notFound, "E-QUEUE", "\(error)", "該当する配信がありません（\(error)）。")
            default:
                throw Refusal(.unavailable, "E-UNAVAILABLE", "\(error)", "記録装置が応答しません（\(error)）。")
            }
        }
    }

    private func answer(_ request: AdministrationRequest) async throws -> JSONValue {
        let now = runtime.environment.wallClock.now()
        switch request {
        case .status: return try await status()
        case .queueList: return MessageCoding.value(try await log.consumers(at: now))
        case .queuePending(let consumer):
            return MessageCoding.value(try await log.pending(consumer: consumer, at: now))
        case .queuePause(let consumer, let actor, let reason):
            try await log.setPaused(true, consumer: consumer, by: intervention(actor, reason))
        case .queueResume(let consumer, let actor, let reason):
            try await log.setPaused(false, consumer: consumer, by: intervention(actor, reason))
        case .queueRetry(let consumer, let position, let actor, let reason):
            try await log.retry(
                consumer: consumer, position: Position(rawValue: position), by: intervention(actor, reason))
        case .queueSkip(let consumer, let position, let actor, let reason):
            try await log.skip(
                consumer: consumer, position: Position(rawValue: position), by: intervention(actor, reason))
        case .projectionRebuild(let actor):
            _ = try await intervention(actor, "rebuild")
            return ["events": .integer(Int(try await runtime.rebuildViews()))]
        case .clockShow: return clockAnswer()
        case .clockAdvance(let target): return try await advance(to: target)
        case .settle(let milliseconds): return .bool(await runtime.settleAll(milliseconds: milliseconds))
        }
        return true
    }

    private func status() async throws -> JSONValue {
        let head = try await log.head()
        return [
            "position": .integer(Int(head.position.rawValue)), "hash": .string(head.hash),
            "now": .string("\(runtime.environment.clock.now())"), "home": .string(installation.home.path),
        ]
    }

    /// Only a system administrator intervenes, and the intervention is kept in the log.
    private func intervention(_ id: String, _ reason: String) async throws -> Intervention {
        if reason.allSatisfy(\.isWhitespace) {
            throw Refusal(.invalid, "E-REASONS", "give a reason (--reason)", "理由を記載してください。")
        }
        guard let actor = try await actor(id), actor.roles.contains(.systemAdministrator) else {
            throw Refusal(
                .forbidden, "E-ROLE", "this needs the role system-administrator",
                "この操作にはシステム管理者の役割が必要です。")
        }
        return Intervention(
            actor: id, role: Role.systemAdministrator.rawValue, reason: reason, at: runtime.environment.clock.now())
    }

    private func clockAnswer() -> JSONValue {
        let now = runtime.environment.clock.now()
        return [
            "now": .string("\(now)"), "text": .string("\(now.japaneseText) \(now.japaneseDate.japaneseLong)"),
        ]
    }

    private func advance(to target: Instant) async throws -> JSONValue {
        guard case .simulated(let clock) = installation.clock else {
            throw Refusal(
                .state, "E-CLOCK", "the clock is the computer's; only a simulated one can be moved",
                "実時刻で動作中のため、時計を進めることはできません。")
        }
        guard target < clock.now().adding(days: 3660) else {
            throw Refusal(.invalid, "E-CLOCK-DAYS", "move by at most 3660 days", "3660日以内の範囲で指定してください。")
        }
        while clock.now() < target {
            clock.set(min(clock.now().adding(days: 1), target))
            try installation.clock.remember(installation.home)
            try await runtime.runDeadlines()
            await runtime.settleAll(milliseconds: 120_000)
        }
        return clockAnswer()
    }
}
