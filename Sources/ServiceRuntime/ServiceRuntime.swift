import Logging
import MessageLog
public import Messages
import Primitives
import Synchronization

/// Runs all services on one host: takes commands, lets services react to each other, keeps deadlines and views.
public final class ServiceRuntime: Sendable {
    /// What the services run on.
    public let environment: RuntimeEnvironment
    /// The projection that queries read.
    public let views: ViewStore
    private let hosts: [any AnyServiceHost]
    private let runners: [ReactionRunner]
    private let authenticate: @Sendable (String) async throws -> Actor?
    private let projecting = Mutex(false)

    /// A runtime for some services.
    /// - Parameter authenticate: the actor with this id and the roles in force, or nil.
    public init(
        environment: RuntimeEnvironment, views: ViewStore, services: [any Service],
        authenticate: @escaping @Sendable (String) async throws -> Actor?
    ) {
        self.environment = environment
        self.views = views
        self.authenticate = authenticate
        hosts = services.map { Self.host($0, environment) }
        runners = hosts.flatMap(\.consumers).map { ReactionRunner(consumer: $0, environment: environment) }
    }

    private static func host(_ service: some Service, _ environment: RuntimeEnvironment) -> any AnyServiceHost {
        ServiceHost(service, environment: environment)
    }

    /// Makes the consumers known to the log and brings the views up to date. Call once before anything else.
    public func start() async throws {
        for runner in runners { try await environment.log.register(runner.consumer.definition) }
        try await project()
    }

    /// Decides a command of a person.
    public func handle(_ request: CommandRequest) async -> CommandReply {
        let noun = String(request.command.prefix { $0 != "." })
        guard let host = hosts.first(where: { $0.nouns.contains(noun) }) else {
            return refused(.notFound("noun", noun))
        }
        do {
            guard let actor = try await authenticate(request.actor) else {
                return refused(
                    Refusal(
                        .forbidden, "E-ACTOR", "there is no actor \(request.actor) with roles in force",
                        "利用者 \(request.actor) は登録されていません。"))
            }
            if actor.roles.contains(.system) { return refused(.notFound("actor", request.actor)) }
            let reply = await host.handle(request, by: actor)
            if reply.outcome == .accepted { await settle(milliseconds: 3000) }
            return reply
        } catch {
            return refused(Refusal(unavailable: error))
        }
    }

    private func refused(_ refusal: Refusal) -> CommandReply {
        CommandReply(outcome: .refused, subject: nil, version: nil, events: [], refusal: refusal)
    }

    /// Runs reactions, deadlines and views until cancelled.
    public func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for runner in runners { group.addTask { try await runner.run() } }
            group.addTask { try await self.keepTime() }
            group.addTask { try await self.keepViews() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func keepTime() async throws {
        try await environment.persistently("deadlines") {
            try await self.runDeadlines()
            try await Task.sleep(for: .seconds(1))
        }
    }

    private func keepViews() async throws {
        try await environment.persistently("views") {
            let head = try await self.environment.log.head().position
            try await self.project()
            await self.environment.log.waitForAppend(after: head, milliseconds: 500)
        }
    }

    /// Gives the commands that time demands now.
    public func runDeadlines() async throws {
        let now = environment.clock.now()
        for host in hosts { _ = try await host.runDue(at: now) }
    }

    /// Brings the views up to the head of the log.
    public func project() async throws {
        try await alone { try await self.projectAlone() }
    }

    /// One projection at a time: a second one would write the same rows, and a rebuild must not meet it half-way.
    private func alone(_ body: () async throws -> Void) async throws {
        while !projecting.withLock({ busy in
            defer { busy = true }
            return !busy
        }) { try await Task.sleep(for: .milliseconds(1)) }
        defer { projecting.withLock { $0 = false } }
        try await body()
    }

    private func projectAlone() async throws {
        for host in hosts {
            let cursor = try views.cursor(of: host.name)
            let (changed, position) = try await host.views(changedAfter: cursor)
            if position > cursor { try views.store(changed, of: host.name, position: position) }
        }
    }

    /// Throws the views away and makes them anew from the log.
    /// - Returns: how many events were folded.
    public func rebuildViews() async throws -> Int64 {
        try await alone {
            for host in self.hosts { await host.reset() }
            try self.views.clear()
            try await self.projectAlone()
        }
        return try await environment.log.head().position.rawValue
    }

    /// Waits until all bookkeeping reactions are settled and the views are right, or the time is over. Work with
    /// files (jobs, sealing, erasure) is not waited for.
    public func settle(milliseconds: Int) async {
        let bookkeeping = Set(runners.filter { !$0.consumer.isWork }.map(\.name))
        await wait(milliseconds: milliseconds) { bookkeeping.contains($0.name) }
    }

    /// Waits until every reaction is settled, work included, and the views are right, or the time is over.
    /// - Returns: whether everything is settled; dead letters and pauses do not count as unsettled.
    @discardableResult
    public func settleAll(milliseconds: Int) async -> Bool {
        await wait(milliseconds: milliseconds) { _ in true }
    }

    @discardableResult
    private func wait(milliseconds: Int, for wanted: @Sendable (ConsumerStatus) -> Bool) async -> Bool {
        let end = environment.wallClock.now().adding(milliseconds: Int64(min(milliseconds, 3_600_000)))
        var settled = false
        while !settled, environment.wallClock.now() < end {
            let consumers = (try? await environment.log.consumers(at: environment.wallClock.now())) ?? []
            settled = consumers.filter(wanted).allSatisfy { $0.lag == 0 || $0.dead > 0 || $0.paused }
            if !settled { try? await Task.sleep(for: .milliseconds(2)) }
        }
        try? await project()
        return settled
    }
}
