import Foundation
import Vault

/// A vault in a directory of its own, removed with it.
final class TestVault {
    static let tokyo = "132292"
    static let kodaira = "132110"

    let home: TestHome
    let key: OrganizationKey
    let vault: Vault

    var root: String { home.path("vault") }

    init() throws {
        home = try TestHome()
        key = try OrganizationKey.create(at: home.path("organization.key"))
        vault = try Vault(root: home.path("vault"), organizationKey: key)
    }

    /// The content of a file under the root.
    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: root + "/" + name)))
    }

    func replace(_ name: String, with bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: root + "/" + name))
    }

    /// All regular files under the root, by their names relative to it.
    func files() throws -> [String: [UInt8]] { try TestHome.files(under: root) }
}

/// A temporary directory that is removed at the end of the test.
final class TestHome {
    let directory: String

    init() throws {
        directory = FileManager.default.temporaryDirectory.path + "/vault-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func path(_ name: String) -> String { directory + "/" + name }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name)))) }

    func write(_ bytes: [UInt8], to name: String) throws { try Data(bytes).write(to: URL(filePath: path(name))) }

    static func files(under root: String) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: root + "/" + name, isDirectory: &isDirectory),
                !isDirectory.boolValue
            else { continue }
            found[name] = Array(try Data(contentsOf: URL(filePath: root + "/" + name)))
        }
        return found
    }
}

func owner(_ code: String = TestVault.tokyo) throws -> OwnerCode { try OwnerCode(code) }

func item(_ name: String) throws -> CustodyItemID { try CustodyItemID(name) }

/// SplitMix64 (Steele, Lea, Flood 2014): the same bytes on each run from a printed seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count { withUnsafeBytes(of: next()) { bytes.append(contentsOf: $0) } }
        return Array(bytes.prefix(count))
    }
}

/// A source that hands `bytes` over in pieces of random length.
func pieces(of bytes: [UInt8], using generator: inout SeededGenerator, longest: Int) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = Int.random(in: 0...longest, using: &generator)
        pieces.append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
    }
    return pieces
}

/// Runs a program and waits for it.
@discardableResult
func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: [UInt8]) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, Array(bytes))
}

/// The path of the stock program, or `nil` with a message when it is not installed.
func stockOpenSSL() -> String? {
    let path = "/usr/bin/openssl"
    if FileManager.default.isExecutableFile(atPath: path) { return path }
    print("skipped: \(path) is not installed")
    return nil
}

/// The resident memory of this process in KiB.
func residentKilobytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return line.flatMap { Int($0.split(separator: " ").dropLast().last ?? "") } ?? 0
}

/// The vault's error that `body` throws, or `nil` when it throws none.
func failure(_ body: () throws -> some Any) -> VaultError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? VaultError
    }
}
