import Foundation
import Glibc
import Testing
import Vault

/// What needs a process of its own: killing it, its memory and its limits.
@Suite(.serialized) struct VaultProcessTests {
    static let storeSteps: [VaultStep] = [
        .partialCreated, .chunkWritten, .contentSynchronized, .keyWritten, .itemPublished,
    ]
    static let destroySteps: [VaultStep] = [.destructionRecorded, .keyOverwritten, .keyRemoved, .ciphertextRemoved]

    /// Opens the vault under `home` so that the process is killed at this step.
    static func mortal(_ home: String, killedAt step: VaultStep) throws -> Vault {
        let key = try OrganizationKey.load(at: home + "/organization.key")
        return try Vault(root: home + "/vault", organizationKey: key) { reached throws(VaultError) in
            if reached == step { kill(getpid(), SIGKILL) }
        }
    }

    @Test(arguments: storeSteps.indices)
    func `shows an item completely or not at all after the storing process was killed`(step: Int) async throws {
        let test = try TestVault()
        let id = try item("a")
        let content = [UInt8](repeating: 7, count: Vault.chunkSize + 9)
        await #expect(processExitsWith: .signal(SIGKILL)) { [home = test.home.directory as String, step] in
            let vault = try VaultProcessTests.mortal(home, killedAt: VaultProcessTests.storeSteps[step])
            try vault.store(
                id: item("a"), owner: owner(), kind: .output, bytes: [UInt8](repeating: 7, count: Vault.chunkSize + 9))
        }
        if Self.storeSteps[step] == .itemPublished {
            #expect(try test.vault.readAll(id, owner: owner(), limit: 1 << 30) == content)
            #expect(try test.vault.sweep() == SweepReport())
            return
        }
        #expect(try test.vault.items() == [])
        #expect(throws: VaultError.noSuchItem(id)) { try test.vault.verify(id, owner: owner()) }
        #expect(try test.bytes("items/a.partial").count < Vault.chunkSize + 9 + 1000)
        let again = test.home.path("again")
        try FileManager.default.copyItem(atPath: test.root, toPath: again)

        let report = try test.vault.sweep()
        #expect(report.removedPartials.count == 1)
        #expect(report.removedKeys == (Self.storeSteps[step] == .keyWritten ? [id] : []))
        #expect(try test.files().keys.filter { $0.hasPrefix("items") || $0.hasPrefix("keys/items") } == [])
        // Without sweeping, the same name can be stored again at once.
        let unswept = try Vault(root: again, organizationKey: test.key)
        try unswept.store(id: id, owner: owner(), kind: .output, bytes: content)
        #expect(try unswept.readAll(id, owner: owner(), limit: 1 << 30) == content)
        #expect(try unswept.sweep() == SweepReport())
    }

    @Test(arguments: destroySteps.indices)
    func `completes a destruction whose process was killed`(step: Int) async throws {
        let test = try TestVault()
        let stored = try test.vault.store(id: item("a"), owner: owner(), kind: .output, bytes: [1])
        await #expect(processExitsWith: .signal(SIGKILL)) { [home = test.home.directory as String, step] in
            let vault = try VaultProcessTests.mortal(home, killedAt: VaultProcessTests.destroySteps[step])
            _ = try vault.destroy(item("a"), owner: owner())
        }
        #expect(throws: VaultError.destroyed(stored.id)) { try test.vault.verify(stored.id, owner: owner()) }
        try test.vault.sweep()
        #expect(try test.vault.destroy(stored.id, owner: owner()).keyFingerprint == stored.keyFingerprint)
        #expect(try test.files().keys.sorted() == ["destroyed/a", "keys/municipalities/132292", "vault"])
    }

    @Test func `stores and reads 300 MB within 64 MB of memory`() async throws {
        let test = try TestVault()
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            [home = test.home.directory as String] in
            let key = try OrganizationKey.load(at: home + "/organization.key")
            let vault = try Vault(root: home + "/vault", organizationKey: key)
            var generator = SeededGenerator(seed: 1)
            let piece = generator.bytes(1_000_003)
            let start = residentKilobytes()
            var peak = start
            var left = 300
            let stored = try vault.store(owner: owner(), kind: .output) { () throws -> [UInt8]? in
                peak = max(peak, residentKilobytes())
                left -= 1
                return left >= 0 ? piece : nil
            }
            try vault.read(stored.id, owner: owner()) { _ in peak = max(peak, residentKilobytes()) }
            print("300 MB stored and read: memory grew by \((peak - start) / 1024) MiB")
            try #require(stored.byteCount == 300 * 1_000_003)
            try #require(start > 0 && peak - start < 64 * 1024)
        }
        print(String(decoding: result?.standardOutputContent ?? [], as: UTF8.self))
    }

    @Test func `tells that the disk is full and shows nothing of the item`() async throws {
        let test = try TestVault()
        await #expect(processExitsWith: .success) { [home = test.home.directory as String] in
            let key = try OrganizationKey.load(at: home + "/organization.key")
            let vault = try Vault(root: home + "/vault", organizationKey: key)
            // A limit on the length of files acts as a full disk does, and needs no rights.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 3 << 20, rlim_max: 3 << 20)
            try #require(setrlimit(.init(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let id = try item("a")
            let error = #expect(throws: VaultError.self) {
                try vault.store(id: id, owner: owner(), kind: .output, bytes: [UInt8](repeating: 1, count: 5 << 20))
            }
            try #require(error == .diskFull(file: home + "/vault/items/a.partial"))
            try #require(try vault.items() == [])
            try vault.store(id: id, owner: owner(), kind: .output, bytes: [1])
            try #require(try vault.readAll(id, owner: owner(), limit: 1) == [1])
        }
        #expect(try test.files().keys.filter { $0.hasSuffix(".partial") } == [])
    }
}
