import Foundation
import Testing

/// The real program, run as a user runs it.
struct Binary: Sendable {
    let path: String

    /// The package's root: three levels above this file.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// `OBORO_BINARY`, or the release or debug build of this package; nil where nothing was built.
    static let found: Binary? = {
        let named = ProcessInfo.processInfo.environment["OBORO_BINARY"]
        let places = [named, root + "/.build/release/oboro", root + "/.build/debug/oboro"].compactMap(\.self)
        guard let path = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            print("skipped: the program is not built; run make build, or set OBORO_BINARY")
            return nil
        }
        return Binary(path: path)
    }()

    struct Ended: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Starts the program in the package's root; output goes to a file, so that a full pipe cannot block it.
    func start(_ arguments: [String], output: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: Self.root)
        _ = FileManager.default.createFile(atPath: output, contents: nil)
        _ = FileManager.default.createFile(atPath: output + ".errors", contents: nil)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: output + ".errors")
        try process.run()
        return process
    }

    /// Runs the program to its end.
    func run(_ arguments: String...) async throws -> Ended { try await run(arguments) }

    /// Runs the program to its end, waiting on a thread of its own: tests share few.
    func run(_ arguments: [String]) async throws -> Ended {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try waitFor(arguments) }) }
        }
    }

    private func waitFor(_ arguments: [String]) throws -> Ended {
        let output = NSTemporaryDirectory() + "oboro-run-\(UUID().uuidString)"
        defer {
            try? FileManager.default.removeItem(atPath: output)
            try? FileManager.default.removeItem(atPath: output + ".errors")
        }
        let process = try start(arguments, output: output)
        process.waitUntilExit()
        return Ended(
            status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
            errors: try String(contentsOfFile: output + ".errors", encoding: .utf8))
    }
}

/// A folder that is gone after the test. Short, because a Unix socket's path is.
struct TemporaryFolder: ~Copyable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "ob-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// All files below a folder with their contents.
func files(below folder: String) -> [(name: String, contents: Data)] {
    guard let walker = FileManager.default.enumerator(atPath: folder) else { return [] }
    return walker.compactMap { $0 as? String }.compactMap { name in
        FileManager.default.contents(atPath: folder + "/" + name).map { (name, $0) }
    }
}
