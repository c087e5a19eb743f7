import Foundation
import MessageLog
import Primitives
import SQLiteMessageLog
import Testing

/// An engine of the log as the conformance suite sees it. A second engine is added to `all` and is then held to every
/// test of the files `Conformance*.swift`.
struct LogEngine: Sendable, CustomTestStringConvertible {
    let name: String
    /// Opens the log that lives in a folder, for the first time or again.
    let open: @Sendable (_ folder: String) async throws -> any MessageLog

    var testDescription: String { name }

    static let all = [
        LogEngine(name: "SQLite") { folder in try SQLiteMessageLog.open(at: folder, mode: .readWrite) }
    ]

    /// Gives a new log in a new folder, and removes both.
    func withLog(_ body: (any MessageLog) async throws -> Void) async throws {
        try await withFolder { folder in
            let log = try await open(folder)
            do {
                try await body(log)
            } catch {
                await log.close()
                throw error
            }
            await log.close()
        }
    }
}

/// Gives a new empty folder and removes it.
func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("log-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
}

/// 2026-04-01T00:00:00Z, the beginning of all tests.
let begin = Instant(milliseconds: 1_775_001_600_000)

func stream(_ subject: String, category: String = "contracts") -> StreamName {
    StreamName(category: category, subject: subject)
}

func event(
    _ id: String, type: String = "contract.signed.v1", tenant: String = "132292", payload: String = #"{"n":1}"#
) -> NewEvent {
    NewEvent(
        id: id, type: type, tenant: tenant, at: begin, actor: "sato", role: "operator", correlation: "cor-\(id)",
        causation: nil, payload: payload)
}

extension MessageLog {
    /// Appends one event with a given id.
    @discardableResult
    func add(
        _ id: String, to name: StreamName, tenant: String = "132292", type: String = "contract.signed.v1"
    ) async throws -> AppendResult {
        try await append(AppendRequest(stream: name, events: [event(id, type: type, tenant: tenant)]))
    }

    /// Claims at the beginning of all tests, for a minute, unless told otherwise.
    func take(
        _ limit: Int, by worker: String = "w1", consumer: String = "c", at now: Instant = begin, seconds: Int = 60
    ) async throws -> [Delivery] {
        try await claim(consumer: consumer, worker: worker, limit: limit, at: now, leaseSeconds: seconds)
    }
}

extension [Delivery] {
    var ids: [String] { map(\.event.event.id) }
}

/// SplitMix64, so that a failure can be repeated from its printed seed.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
