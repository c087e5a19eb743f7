import Foundation
import Synchronization
import Testing

/// The same cycle against a server that is killed again and again, at any moment of any step.
@Suite(.serialized) struct KilledServerTests {
    @Test func `a cycle under random kills ends as one without, and loses nothing`() async throws {
        guard let binary = Binary.found else { return }
        let folder = try TemporaryFolder()
        let home = folder.path + "/home"
        let seed = UInt64.random(in: 1...UInt64.max)
        print("seed of the kills: \(seed)")
        let keeper = ServerKeeper(binary: binary, home: home, log: folder.path + "/serve.log", seed: seed)
        let killing = Task { try await keeper.run() }
        let ended = try await CycleTests.demo(binary, folder.path, ["--attach"])
        keeper.stop()
        let kills = try await killing.value
        print("killed \(kills) times")
        try #require(ended.status == 0, "\(ended.errors)\n\(ended.output.suffix(2000))")
        #expect(kills >= 4)
        #expect(try await binary.run("log", "verify", "--home", home).status == 0)
        let rows = try CycleTests.summary(home)
        #expect(rows.map(\.decision) == ["granted", "granted-on-conditions", "partly-granted"])
        try CycleTests.checkNoMarkers(home)
        // Each command took effect once: one round, three requests, jobs, deliveries and certificates, no more.
        let counts = try await eventCounts(binary, home)
        for type in [
            "contract.effective.v1", "round.planned.v1", "contract.payment-recorded.v1", "contract.closed.v1",
        ] { #expect(counts[type] == 1, "\(type): \(counts[type] ?? 0)") }
        for type in [
            "request.received.v1", "request.decided.v1", "job.planned.v1", "output.approved.v1",
            "delivery.sealed.v1", "delivery.acknowledged.v1", "request.erasure-certified.v1",
        ] { #expect(counts[type] == 3, "\(type): \(counts[type] ?? 0)") }
    }

    private func eventCounts(_ binary: Binary, _ home: String) async throws -> [String: Int] {
        let lines = try await binary.run("log", "export", "--home", home).output.split(separator: "\n")
        var counts: [String: Int] = [:]
        struct Entry: Decodable { let type: String }
        for line in lines {
            counts[try JSONDecoder().decode(Entry.self, from: Data(line.utf8)).type, default: 0] += 1
        }
        return counts
    }
}

/// Keeps a server running by starting it anew, and kills it (SIGKILL) at random moments.
final class ServerKeeper: Sendable {
    private let binary: Binary
    private let home: String
    private let log: String
    private let seed: UInt64
    private let isStopped = Atomic<Bool>(false)

    init(binary: Binary, home: String, log: String, seed: UInt64) {
        self.binary = binary
        self.home = home
        self.log = log
        self.seed = seed
    }

    func stop() { isStopped.store(true, ordering: .relaxed) }

    /// - Returns: how often the server was killed while it was needed.
    func run() async throws -> Int {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try self.keep() }) }
        }
    }

    private func keep() throws -> Int {
        var state = seed
        var kills = 0
        while !isStopped.load(ordering: .relaxed) {
            let server = try binary.start(
                ["serve", "--home", home, "--simulated-from", "2026-04-01"], output: log)
            // xorshift64: the moments are random, but known by the seed.
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            // Most lives end early in some step; every third is long enough for a job and for many days.
            let isLong = kills % 3 == 2
            let life = isLong ? 0.8 + Double(state % 1000) / 1000 : 0.1 + Double(state % 400) / 1000
            // Every fourth is killed wherever its start has come to; the others' lives begin when they answer, so that on a
            // loaded machine some do.
            if kills % 4 != 3 { waitForSocket(of: server) }
            let end = Date().addingTimeInterval(life)
            while Date() < end, !isStopped.load(ordering: .relaxed) { usleep(10_000) }
            kill(server.processIdentifier, SIGKILL)
            server.waitUntilExit()
            if !isStopped.load(ordering: .relaxed) { kills += 1 }
        }
        return kills
    }

    private func waitForSocket(of server: Process) {
        while server.isRunning, !FileManager.default.fileExists(atPath: home + "/oboro.sock"),
            !isStopped.load(ordering: .relaxed)
        { usleep(10_000) }
    }
}
