import Foundation
import Testing
import Vault

@Suite struct VaultStoreTests {
    static let chunk = Vault.chunkSize

    @Test(arguments: [0, 1, 4096, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 17])
    func `gives back what it took, whatever the length`(count: Int) throws {
        let test = try TestVault()
        let seed: UInt64 = 20_261_121
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let content = generator.bytes(count)
        var source = pieces(of: content, using: &generator, longest: 700_000)[...]
        let stored = try test.vault.store(owner: owner(), kind: .sourceFile) { source.popFirst() }

        #expect(stored.byteCount == Int64(count))
        #expect(try test.vault.readAll(stored.id, owner: owner(), limit: count) == content)
        #expect(try test.vault.verify(stored.id, owner: owner()) == stored)
        #expect(try test.vault.item(stored.id, owner: owner()) == stored)
        #expect(try test.vault.items() == [stored.id])
        // The digest by another program.
        try test.home.write(content, to: "clear")
        let sum = try run("/usr/bin/sha256sum", [test.home.path("clear")]).output
        #expect(String(decoding: sum.prefix(64), as: UTF8.self) == stored.sha256)
        let again = try test.vault.store(owner: owner(), kind: .output, fileAt: test.home.path("clear"))
        #expect(again.sha256 == stored.sha256)
        #expect(try ContentDigest.sha256(ofFileAt: test.home.path("clear")) == stored.sha256)
        let third = try test.vault.store(owner: owner(), kind: .output, bytes: content)
        #expect(third.sha256 == stored.sha256)
        #expect(third.keyFingerprint != again.keyFingerprint)
    }

    @Test func `streams in pieces of at most one chunk`() throws {
        let test = try TestVault()
        var generator = SeededGenerator(seed: 7)
        let content = generator.bytes(2 * Self.chunk + 5)
        let stored = try test.vault.store(owner: owner(), kind: .output, bytes: content)
        var lengths: [Int] = []
        try test.vault.read(stored.id, owner: owner()) { lengths.append($0.count) }
        #expect(lengths == [Self.chunk, Self.chunk, 5])
        var reader = try test.vault.reader(stored.id, owner: owner())
        var joined: [UInt8] = []
        while let piece = try reader.next() { joined += piece }
        #expect(joined == content)
    }

    @Test func `refuses to hold more in memory than the caller allows`() throws {
        let test = try TestVault()
        let stored = try test.vault.store(owner: owner(), kind: .output, bytes: [1, 2, 3])
        #expect(throws: VaultError.tooLarge(stored.id, byteCount: 3, limit: 2)) {
            try test.vault.readAll(stored.id, owner: owner(), limit: 2)
        }
    }

    @Test func `never overwrites an item`() throws {
        let test = try TestVault()
        let id = try item("a")
        try test.vault.store(id: id, owner: owner(), kind: .output, bytes: [1])
        #expect(throws: VaultError.itemExists(id)) {
            try test.vault.store(id: id, owner: owner(), kind: .output, bytes: [2])
        }
        #expect(try test.vault.readAll(id, owner: owner(), limit: 1) == [1])
        #expect(try test.files().keys.filter { $0.hasSuffix(".partial") } == [])
    }

    @Test func `tells that there is no such item`() throws {
        let test = try TestVault()
        let id = try item("absent")
        #expect(throws: VaultError.noSuchItem(id)) { try test.vault.verify(id, owner: owner()) }
        #expect(throws: VaultError.noSuchItem(id)) { try test.vault.destroy(id, owner: owner()) }
    }

    @Test func `lets no municipality read or destroy another one's item`() throws {
        let test = try TestVault()
        let other = try owner(TestVault.kodaira)
        try test.vault.store(owner: other, kind: .output, bytes: [9])
        let stored = try test.vault.store(owner: owner(), kind: .output, bytes: [1])
        let expected = VaultError.wrongOwner(stored.id, asked: other, actual: try owner())
        #expect(throws: expected) { try test.vault.readAll(stored.id, owner: other, limit: 9) }
        #expect(throws: expected) { try test.vault.destroy(stored.id, owner: other) }
        #expect(try test.vault.verify(stored.id, owner: owner()) == stored)
    }

    struct SourceBroke: Error {}

    @Test func `leaves nothing when the source breaks off`() throws {
        let test = try TestVault()
        let id = try item("a")
        var left = 3
        #expect(throws: SourceBroke.self) {
            try test.vault.store(id: id, owner: owner(), kind: .output) { () throws -> [UInt8]? in
                left -= 1
                guard left > 0 else { throw SourceBroke() }
                return [UInt8](repeating: 1, count: 2 * Self.chunk)
            }
        }
        #expect(try test.vault.items() == [])
        #expect(try test.files().keys.sorted() == ["vault"])
    }

    @Test func `leaves nothing when a step on the disk fails, and takes the item when tried again`() throws {
        let steps: [VaultStep] = [.partialCreated, .chunkWritten, .contentSynchronized, .keyWritten, .itemPublished]
        for step in steps {
            let test = try TestVault()
            let id = try item("a")
            let failing = try Vault(root: test.root, organizationKey: test.key) { reached throws(VaultError) in
                if reached == step { throw .diskFull(file: "a") }
            }
            #expect(throws: VaultError.diskFull(file: "a")) {
                try failing.store(id: id, owner: owner(), kind: .output, bytes: [1])
            }
            #expect(try test.vault.items() == [])
            #expect(try test.files().keys.filter { $0.contains("items/") } == [])
            #expect(throws: VaultError.noSuchItem(id)) { try test.vault.verify(id, owner: owner()) }
            try test.vault.store(id: id, owner: owner(), kind: .output, bytes: [2])
            #expect(try test.vault.readAll(id, owner: owner(), limit: 1) == [2])
        }
    }

    @Test func `takes an item once when many tasks bring it`() async throws {
        let test = try TestVault()
        let vault = test.vault
        let id = try item("contested")
        let tokyo = try owner()
        let successes = await withTaskGroup(of: UInt8?.self) { group in
            for value in 0..<16 as Range<UInt8> {
                group.addTask {
                    do {
                        try vault.store(
                            id: id, owner: tokyo, kind: .output, bytes: [UInt8](repeating: value, count: 50_000))
                        return value
                    } catch VaultError.itemExists, VaultError.itemBusy {
                        return nil
                    } catch {
                        Issue.record(error)
                        return nil
                    }
                }
            }
            var found: [UInt8] = []
            for await value in group { if let value { found.append(value) } }
            return found
        }
        #expect(successes.count == 1)
        let content = try vault.readAll(id, owner: tokyo, limit: 50_000)
        #expect(content == [UInt8](repeating: successes.first ?? 255, count: 50_000))
        #expect(try vault.sweep() == SweepReport())
    }

    @Test func `serves many tasks at once under one new municipality key`() async throws {
        let test = try TestVault()
        let vault = test.vault
        let tokyo = try owner()
        try await withThrowingTaskGroup { group in
            for value in 0..<24 as Range<UInt8> {
                group.addTask {
                    let stored = try vault.store(owner: tokyo, kind: .output, bytes: [value, value])
                    #expect(try vault.readAll(stored.id, owner: tokyo, limit: 2) == [value, value])
                }
            }
            try await group.waitForAll()
        }
        #expect(try vault.items().count == 24)
    }

    @Test func `leaves a store that is under way alone when sweeping`() throws {
        let test = try TestVault()
        let id = try item("a")
        var asked = false
        try test.vault.store(id: id, owner: owner(), kind: .output) { () throws -> [UInt8]? in
            guard !asked else { return nil }
            asked = true
            #expect(try test.vault.sweep() == SweepReport())
            #expect(throws: VaultError.itemBusy(id)) {
                try test.vault.store(id: id, owner: owner(), kind: .output, bytes: [])
            }
            return [5]
        }
        #expect(try test.vault.readAll(id, owner: owner(), limit: 1) == [5])
    }

    @Test func `shows nothing in clear in any file, and no key`() throws {
        let test = try TestVault()
        let marker = Array("目印MARKER-7d1f-目印".utf8)
        let content = Array((0..<60_000).map { _ in marker }.joined())
        let first = try test.vault.store(owner: owner(), kind: .sourceFile, bytes: content)
        try test.vault.store(owner: owner(), kind: .methodInformation, bytes: marker)
        _ = try test.vault.destroy(first.id, owner: owner())
        let secret = try test.home.bytes("organization.key").dropFirst(9).prefix(32)
        for (name, bytes) in try test.files() {
            let data = Data(bytes)
            #expect(data.range(of: Data(marker)) == nil, "marker in \(name)")
            #expect(data.range(of: Data(secret)) == nil, "organization's key in \(name)")
        }
        // The same search does find the marker where it stands in clear.
        #expect(Data(content).range(of: Data(marker)) != nil)
    }
}
