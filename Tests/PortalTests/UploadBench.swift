import DataRequests
import Foundation
import Logging
import Messages
import Portal
import Primitives
import ServiceLifecycle
import Testing
import Vault

/// A server for uploads over a vault of its own, and curl to speak to it.
struct UploadBench: Sendable {
    struct Answer {
        let status: Int
        /// By name in small letters.
        let headers: [String: String]
    }

    static let hasCurl: Bool = {
        let found = FileManager.default.isExecutableFile(atPath: "/usr/bin/curl")
        if !found { print("skipped: curl is not installed") }
        return found
    }()

    let folder: String
    let store: UploadStore

    private var socket: String { folder + "/u.sock" }
    private static let now = Instant(milliseconds: 1_775_000_000_000)

    /// Runs the server while `body` speaks to it.
    static func run(_ body: @escaping @Sendable (UploadBench) throws -> Void) async throws {
        let folder = NSTemporaryDirectory() + "up-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let vault = try Vault(
            root: folder + "/vault", organizationKey: try OrganizationKey.create(at: folder + "/organization.key"))
        let bench = UploadBench(folder: folder, store: try UploadStore(vault: vault))
        let desk = UploadDesk(
            store: bench.store,
            authorize: { (actor, _) throws(Refusal) in
                guard actor == "clerk", let code = try? MunicipalityCode("132292") else {
                    throw Refusal(.forbidden, "E-TEST", "not you", "対象外です。")
                }
                return code
            }, now: { now })
        var logger = Logger(label: "test")
        logger.logLevel = .error
        let server = UploadServer(desk, socket: bench.socket, logger: logger)
        let group = ServiceGroup(services: [server], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            while !FileManager.default.fileExists(atPath: bench.socket) { try await Task.sleep(for: .milliseconds(10)) }
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                Thread.detachNewThread { continuation.resume(with: Result { try body(bench) }) }
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    func curl(_ method: String, _ path: String, _ headers: String..., sending: String? = nil) throws -> Answer {
        try curl(method, path, headers, sending: sending)
    }

    func curl(_ method: String, _ path: String, _ headers: [String], sending: String? = nil) throws -> Answer {
        var arguments = ["-s", "-i", "--path-as-is", "--max-time", "20", "--unix-socket", socket]
        arguments += method == "HEAD" ? ["-I"] : ["-X", method]
        for header in headers { arguments += ["-H", header] }
        if let sending { arguments += ["--data-binary", sending] }
        let output = try Self.output("/usr/bin/curl", arguments + ["http://localhost\(path)"])
        var lines = output.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        // An interim answer (100) stands before the real one.
        while lines.first?.contains(" 100 ") == true { lines.removeFirst(2) }
        let status = try #require(lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        var named: [String: String] = [:]
        for line in lines.dropFirst().prefix(while: { !$0.isEmpty }) {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 { named[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces) }
        }
        return Answer(status: status, headers: named)
    }

    /// The clear bytes of a finished upload.
    func content(of place: String) throws -> String {
        let reader = try store.reader(
            String(place.dropFirst("/uploads/".count)), now: Self.now.milliseconds / 1000)
        var bytes: [UInt8] = []
        while let piece = try reader.next() { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// SHA-256 in Base64, by the openssl program.
    func digest(_ text: String) throws -> String {
        try Self.output("/bin/sh", ["-c", "printf %s '\(text)' | openssl dgst -sha256 -binary | openssl base64"])
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func output(_ path: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
