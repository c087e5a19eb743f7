import Foundation

/// What `swift package dump-package` says about the package, as far as the walls of the house are concerned.
struct Manifest: Decodable {
    struct Target: Decodable {
        var name: String
        var type: String
        var path: String?
        var dependencies: [Dependency]

        /// Whether the target serves the tests only.
        var isForTests: Bool { type == "test" || (path ?? "").hasPrefix("Tests/") }

        /// The folder of its sources, relative to the package.
        var folder: String { path ?? (type == "test" ? "Tests/\(name)" : "Sources/\(name)") }
    }

    /// A target of this package or a product of another; only the name matters here.
    struct Dependency: Decodable, Equatable {
        var name: String

        init(name: String) { self.name = name }

        /// Reads `{"byName": [name, …]}`, `{"target": [name, …]}` or `{"product": [name, …]}`.
        init(from decoder: any Decoder) throws {
            let kinds = try decoder.container(keyedBy: Kind.self)
            guard let kind = kinds.allKeys.first else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "a dependency of an unknown kind"))
            }
            var parts = try kinds.nestedUnkeyedContainer(forKey: kind)
            name = try parts.decode(String.self)
        }

        private enum Kind: String, CodingKey { case byName, target, product }
    }

    var targets: [Target]

    /// The folder of the package.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The manifest of this package, read once for all tests.
    static let ofThisPackage = Result { try dumped() }

    /// Reads the manifest of this package, with a build folder of its own so that it waits for no lock.
    private static func dumped() throws -> Manifest {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "manifest-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let finder = try output(of: root.appending(path: "Scripts/find-swift"), [])
        let swift = String(decoding: finder, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        let dump = try output(
            of: URL(filePath: swift),
            ["package", "--package-path", root.path(), "--scratch-path", scratch.path(), "dump-package"])
        return try JSONDecoder().decode(Manifest.self, from: dump)
    }

    private static func output(of program: URL, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ProgramFailed(program: program.lastPathComponent, status: process.terminationStatus)
        }
        return data
    }

    struct ProgramFailed: Error {
        let program: String
        let status: Int32
    }
}
