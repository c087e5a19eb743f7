import Foundation
import MessageLog
import Primitives
import SQLiteMessageLog
import Testing

/// Kills a process under load, again and again, and checks what it had promised.
///
/// The load is `oboro log-torture`, found through `OBORO_BINARY` or in the package's build folder.
@Suite struct KillTests {
    private static let kills = 200

    @Test func `loses nothing and does nothing twice through 200 kills`() async throws {
        guard let binary = Self.binary else {
            print("skipped: no oboro binary; build it, or name it in OBORO_BINARY")
            return
        }
        let seed = ProcessInfo.processInfo.environment["OBORO_SEED"].flatMap(UInt64.init) ?? .random(in: 1..<1 << 40)
        print("kill test: seed \(seed) (OBORO_SEED repeats it)")
        var random = Seeded(state: seed)
        try await withFolder { folder in
            var promised: [String: Int64] = [:]
            for kill in 1...Self.kills {
                let delay = Double.random(in: 0.005...0.060, using: &random)
                let lines = try Self.runAndKill(binary, folder: folder, seed: seed + UInt64(kill), after: delay)
                for line in lines {
                    let words = line.split(separator: " ")
                    guard words.count == 3, words[0] == "ack", let position = Int64(words[2]) else {
                        Issue.record("kill \(kill), seed \(seed): \(line)")
                        continue
                    }
                    promised[String(words[1])] = position
                }
                if kill.isMultiple(of: 20) { try await expectIntact(folder, seed: seed) }
            }
            #expect(promised.count > Self.kills, "each run acknowledges something before it is killed")
            let log = try SQLiteMessageLog.open(at: folder, mode: .readWrite)
            try await LogTorture.drain(log, at: LogTorture.fastClock())
            try await expectKept(promised, in: log)
            try await expectEffectsOnce(in: log)
            #expect(try await log.consumers(at: LogTorture.fastClock()).map(\.lag) == [0])
            print("kill test: \(Self.kills) kills, \(promised.count) acknowledged appends, all kept")
            await log.close()
            try await expectIntact(folder, seed: seed)
        }
    }

    private func expectIntact(_ folder: String, seed: UInt64) async throws {
        let reader = try SQLiteMessageLog.open(at: folder, mode: .readOnly)
        let verification = try await reader.verify { _ in }
        #expect(verification.intact && verification.events > 0, "seed \(seed): \(verification.problems.prefix(3))")
        await reader.close()
    }

    /// Every acknowledged key stands where its acknowledgement said.
    private func expectKept(_ promised: [String: Int64], in log: any MessageLog) async throws {
        var missing: [String] = []
        for (key, position) in promised.prefix(2000)
        where try await log.appended(key: key)?.first.rawValue != position {
            missing.append(key)
        }
        #expect(missing.isEmpty)
        var positions: [String: Int64] = [:]
        for event in try await all(log, category: "torture") where event.event.id.hasSuffix("-0") {
            positions[event.event.correlation] = event.position.rawValue
        }
        #expect(promised.allSatisfy { positions[$0.key] == $0.value })
    }

    /// Every source event has exactly one effect, and the effects of a lane stand in the order of their causes.
    private func expectEffectsOnce(in log: any MessageLog) async throws {
        var causes: [String: [String]] = [:]
        for effect in try await all(log, category: "effects") {
            causes[effect.stream.subject, default: []].append(try #require(effect.event.causation))
        }
        var sources: [String: [String]] = [:]
        for source in try await all(log, category: "torture") {
            sources[source.stream.subject, default: []].append(source.event.id)
        }
        #expect(sources.values.map(\.count).reduce(0, +) > Self.kills)
        #expect(causes == sources)
    }

    private func all(_ log: any MessageLog, category: String) async throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        while true {
            let page = try await log.read(after: events.last?.position ?? .start, category: category, limit: 5000)
            events += page
            if page.isEmpty { return events }
        }
    }

    /// Runs the load, kills it some time after its first line, and gives back its whole lines.
    private static func runAndKill(
        _ binary: String, folder: String, seed: UInt64, after delay: Double
    ) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: binary)
        process.arguments = ["log-torture", "--home", folder, "--seed", String(seed)]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var output = pipe.fileHandleForReading.availableData
        let killer = Thread {
            Thread.sleep(forTimeInterval: delay)
            kill(process.processIdentifier, SIGKILL)
        }
        killer.start()
        // Read on while it runs: a full pipe would stop the load.
        output += pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        // A line that the kill cut off has promised nothing.
        return String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .dropLast().map(String.init)
    }

    private static var binary: String? {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let places = [
            ProcessInfo.processInfo.environment["OBORO_BINARY"], root + "/.build/release/oboro",
            root + "/.build/debug/oboro",
        ]
        return places.compactMap(\.self).first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
