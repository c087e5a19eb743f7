import Foundation
import Testing
import Vault

/// Destroying the key makes every copy of the ciphertext unreadable.
@Suite struct VaultDestructionTests {
    @Test func `makes a kept copy of the ciphertext and of every file unreadable with the organization's key`() throws {
        let test = try TestVault()
        var generator = SeededGenerator(seed: 3)
        let content = generator.bytes(Vault.chunkSize + 100)
        let stored = try test.vault.store(id: item("a"), owner: owner(), kind: .sourceFile, bytes: content)
        try test.vault.store(id: item("b"), owner: owner(), kind: .output, bytes: [1])
        let before = test.home.path("before")
        try FileManager.default.copyItem(atPath: test.root, toPath: before)
        let wrapped = Data(try test.bytes("keys/items/a").suffix(40))

        let destruction = try test.vault.destroy(stored.id, owner: owner())
        #expect(destruction.keyFingerprint == stored.keyFingerprint)

        // The copy from before could be read: the test is able to fail.
        let key = try OrganizationKey.load(at: test.home.path("organization.key"))
        let old = try Vault(root: before, organizationKey: key)
        #expect(try old.readAll(stored.id, owner: owner(), limit: 1 << 30) == content)

        // Every file from afterwards, with the ciphertext from before put back and the record of destruction taken out.
        let after = test.home.path("after")
        try FileManager.default.copyItem(atPath: test.root, toPath: after)
        try FileManager.default.copyItem(atPath: before + "/items/a", toPath: after + "/items/a")
        try FileManager.default.removeItem(atPath: after + "/destroyed/a")
        let shredded = try Vault(root: after, organizationKey: key)
        #expect(throws: VaultError.missingItemKey(stored.id)) {
            try shredded.readAll(stored.id, owner: owner(), limit: 1 << 30)
        }
        // No file holds the wrapped key, and none serves as one.
        for (name, bytes) in try TestHome.files(under: after) {
            #expect(Data(bytes).range(of: wrapped) == nil, "wrapped key in \(name)")
            try Data(bytes).write(to: URL(filePath: after + "/keys/items/a"))
            #expect(throws: VaultError.self, "key from \(name)") {
                try shredded.readAll(stored.id, owner: owner(), limit: 1 << 30)
            }
        }
        // The wrapped key from before is all that was missing.
        try Data(contentsOf: URL(filePath: before + "/keys/items/a"))
            .write(to: URL(filePath: after + "/keys/items/a"))
        #expect(try shredded.readAll(stored.id, owner: owner(), limit: 1 << 30) == content)
    }

    @Test func `overwrites the key in its place before removing it`() throws {
        let test = try TestVault()
        let stored = try test.vault.store(owner: owner(), kind: .sourceFile, bytes: [1])
        // A second name of the same file shows what becomes of its content.
        let witness = test.home.path("witness")
        try FileManager.default.linkItem(atPath: test.root + "/keys/items/\(stored.id)", toPath: witness)
        let sound = try test.home.bytes("witness")
        _ = try test.vault.destroy(stored.id, owner: owner())
        let overwritten = try test.home.bytes("witness")
        #expect(overwritten.count == sound.count)
        #expect(zip(overwritten, sound).filter { $0 == $1 }.count < sound.count / 4)
    }

    @Test func `says the same when asked twice, and keeps the name from being used again`() throws {
        let test = try TestVault()
        let stored = try test.vault.store(owner: owner(), kind: .sourceFile, bytes: [1])
        let first = try test.vault.destroy(stored.id, owner: owner())
        #expect(try test.vault.destroy(stored.id, owner: owner()) == first)
        #expect(first.method == Destruction.method)
        #expect(try test.vault.items() == [])
        #expect(throws: VaultError.destroyed(stored.id)) { try test.vault.verify(stored.id, owner: owner()) }
        #expect(throws: VaultError.destroyed(stored.id)) {
            try test.vault.store(id: stored.id, owner: owner(), kind: .output, bytes: [2])
        }
        let other = try owner(TestVault.kodaira)
        #expect(throws: VaultError.wrongOwner(stored.id, asked: other, actual: try owner())) {
            try test.vault.destroy(stored.id, owner: other)
        }
        #expect(try test.vault.sweep() == SweepReport())
    }

    @Test func `completes a destruction that failed at any step`() throws {
        let steps: [VaultStep] = [.destructionRecorded, .keyOverwritten, .keyRemoved, .ciphertextRemoved]
        for step in steps {
            for bySweep in [false, true] {
                let test = try TestVault()
                let stored = try test.vault.store(owner: owner(), kind: .sourceFile, bytes: [1])
                let failing = try Vault(root: test.root, organizationKey: test.key) { reached throws(VaultError) in
                    if reached == step { throw .fileSystem(call: "test", file: "a", code: 5) }
                }
                #expect(throws: VaultError.self) { try failing.destroy(stored.id, owner: owner()) }
                #expect(throws: VaultError.destroyed(stored.id)) { try test.vault.verify(stored.id, owner: owner()) }
                if bySweep {
                    let expected = step == .ciphertextRemoved ? [] : [stored.id]
                    #expect(try test.vault.sweep().completedDestructions == expected)
                }
                let destruction = try test.vault.destroy(stored.id, owner: owner())
                #expect(destruction.keyFingerprint == stored.keyFingerprint)
                #expect(
                    try test.files().keys.sorted()
                        == ["destroyed/\(stored.id)", "keys/municipalities/132292", "vault"])
            }
        }
    }

    @Test func `destroys a damaged item as well`() throws {
        let test = try TestVault()
        let stored = try test.vault.store(owner: owner(), kind: .sourceFile, bytes: [1])
        try test.replace("items/\(stored.id)", with: [])
        try test.replace("keys/items/\(stored.id)", with: [0, 1])
        #expect(try test.vault.destroy(stored.id, owner: owner()).keyFingerprint == nil)
        #expect(try test.vault.destroy(stored.id, owner: owner()).keyFingerprint == nil)
        #expect(throws: VaultError.destroyed(stored.id)) { try test.vault.verify(stored.id, owner: owner()) }
    }

    @Test func `leaves other items as they are`() throws {
        let test = try TestVault()
        let first = try test.vault.store(owner: owner(), kind: .sourceFile, bytes: [1])
        let second = try test.vault.store(owner: owner(), kind: .sourceFile, bytes: [2])
        _ = try test.vault.destroy(first.id, owner: owner())
        #expect(try test.vault.readAll(second.id, owner: owner(), limit: 1) == [2])
        #expect(try test.vault.items() == [second.id])
    }
}
