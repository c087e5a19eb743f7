import Foundation
import Testing
import Vault

/// Every change to the files of an item is detected and named.
@Suite struct VaultTamperingTests {
    static let chunk = Vault.chunkSize
    /// A chunk in the file: index and marker (16), ciphertext, tag (16).
    static let record = chunk + 32
    static let last = 1000
    static let itemFile = "items/a"

    /// A vault with item `a` of four chunks and item `b` of the same shape and owner.
    static func filled() throws -> TestVault {
        let test = try TestVault()
        var generator = SeededGenerator(seed: 11)
        for name in ["a", "b"] {
            try test.vault.store(
                id: item(name), owner: owner(), kind: .sourceFile, bytes: generator.bytes(3 * chunk + last))
        }
        return test
    }

    /// Where the first chunk begins: the file's length without the chunks.
    static func headerLength(_ bytes: [UInt8]) -> Int { bytes.count - 3 * record - (last + 32) }

    static func expect(_ expected: VaultError, _ test: TestVault) throws {
        #expect(throws: expected) { try test.vault.verify(item("a"), owner: owner()) }
        #expect(throws: expected) { try test.vault.readAll(item("a"), owner: owner(), limit: 1 << 30) }
    }

    @Test(arguments: [0, 1, 2, 3])
    func `names the chunk in which a bit was flipped`(index: Int) throws {
        let test = try Self.filled()
        let sound = try test.bytes(Self.itemFile)
        let start = Self.headerLength(sound) + index * Self.record
        let length = index == 3 ? Self.last + 32 : Self.record
        // Hint, marker, first and last byte of the ciphertext, last byte of the tag.
        for offset in [0, 7, 8, 15, 16, length - 17, length - 16, length - 1] {
            var bytes = sound
            bytes[start + offset] ^= 1
            try test.replace(Self.itemFile, with: bytes)
            let error = failure { try test.vault.verify(item("a"), owner: owner()) }
            #expect(try error == .damagedChunk(item("a"), chunk: index), "offset \(offset)")
        }
    }

    @Test func `names every damaged byte of the header`() throws {
        let test = try Self.filled()
        let sound = try test.bytes(Self.itemFile)
        for offset in 0..<Self.headerLength(sound) {
            var bytes = sound
            bytes[offset] ^= 1
            try test.replace(Self.itemFile, with: bytes)
            switch failure({ try test.vault.verify(item("a"), owner: owner()) }) {
            case .damagedHeader(let id), .foreignItem(let id, _), .wrongOwner(let id, _, _):
                #expect(try id == item("a"))
            case let other: Issue.record("byte \(offset): \(String(describing: other))")
            }
        }
    }

    @Test func `names truncation and the first incomplete chunk`() throws {
        let test = try Self.filled()
        let sound = try test.bytes(Self.itemFile)
        let header = Self.headerLength(sound)
        let cuts: [(Int, Int)] = [
            (sound.count - 1, 3), (header + 3 * Self.record, 3), (header + 3 * Self.record - 1, 2),
            (header + Self.record, 1), (header + 1, 0), (header, 0), (header - 1, 0),
        ]
        for (length, chunk) in cuts {
            try test.replace(Self.itemFile, with: Array(sound.prefix(length)))
            try Self.expect(
                .truncated(
                    try item("a"), chunk: chunk, expectedBytes: Int64(sound.count), foundBytes: Int64(length)), test)
        }
        for length in [0, 8, 30] {
            try test.replace(Self.itemFile, with: Array(sound.prefix(length)))
            guard
                case .truncated(_, chunk: 0, _, let found) = failure({
                    try test.vault.verify(item("a"), owner: owner())
                })
            else {
                Issue.record("\(length) bytes were not named as a truncation")
                continue
            }
            #expect(found == Int64(length))
        }
    }

    @Test func `names what was appended`() throws {
        let test = try Self.filled()
        let sound = try test.bytes(Self.itemFile)
        try test.replace(Self.itemFile, with: sound + [0])
        let count = Int64(sound.count)
        try Self.expect(.trailingBytes(try item("a"), expectedBytes: count, foundBytes: count + 1), test)
    }

    @Test func `names chunks that were swapped, doubled or dropped`() throws {
        let test = try Self.filled()
        let sound = try test.bytes(Self.itemFile)
        let header = Array(sound.prefix(Self.headerLength(sound)))
        let rest = sound.dropFirst(header.count)
        let chunks = (0..<4).map { Array(rest.dropFirst($0 * Self.record).prefix(Self.record)) }
        let cases: [([Int], Int, Int)] = [
            ([1, 0, 2, 3], 0, 1), ([0, 2, 1, 3], 1, 2), ([0, 1, 1, 3], 2, 1), ([0, 0, 2, 3], 1, 0),
        ]
        for (order, place, found) in cases {
            try test.replace(Self.itemFile, with: header + order.flatMap { chunks[$0] })
            try Self.expect(.misplacedChunk(try item("a"), chunk: place, found: found), test)
        }
    }

    @Test func `names a last chunk that was made a middle one by a forged header`() throws {
        // The header says that the item ends after two chunks: only the header's seal can tell.
        let test = try Self.filled()
        var bytes = try test.bytes(Self.itemFile)
        let count = withUnsafeBytes(of: UInt64(2 * Self.chunk).bigEndian) { Array($0) }
        let header = Self.headerLength(bytes)
        bytes.replaceSubrange(17..<25, with: count)
        try test.replace(Self.itemFile, with: Array(bytes.prefix(header + 2 * Self.record)))
        try Self.expect(.damagedHeader(try item("a")), test)
    }

    @Test func `names a chunk of another item`() throws {
        let test = try Self.filled()
        var bytes = try test.bytes(Self.itemFile)
        let other = try test.bytes("items/b")
        let range = Self.headerLength(bytes) + Self.record..<Self.headerLength(bytes) + 2 * Self.record
        bytes.replaceSubrange(range, with: other[range])
        try test.replace(Self.itemFile, with: bytes)
        try Self.expect(.chunkOfAnotherItem(try item("a"), chunk: 1), test)
    }

    @Test func `names another item's file and another item's key`() throws {
        let test = try Self.filled()
        let sound = try test.bytes(Self.itemFile)
        try test.replace(Self.itemFile, with: test.bytes("items/b"))
        try Self.expect(.foreignItem(try item("a"), found: try item("b")), test)
        try test.replace(Self.itemFile, with: sound)
        try test.replace("keys/items/a", with: test.bytes("keys/items/b"))
        try Self.expect(.keyOfAnotherItem(try item("a")), test)
    }

    @Test func `names another municipality's key`() throws {
        let test = try Self.filled()
        let other = try owner(TestVault.kodaira)
        try test.vault.store(id: item("c"), owner: other, kind: .output, bytes: [1])
        try test.replace("keys/municipalities/132292", with: test.bytes("keys/municipalities/132110"))
        try Self.expect(.keyOfAnotherMunicipality(try owner()), test)
    }

    @Test func `names an item that was relabelled for another municipality`() throws {
        let test = try Self.filled()
        let other = try owner(TestVault.kodaira)
        try test.vault.store(id: item("c"), owner: other, kind: .output, bytes: [1])
        var bytes = try test.bytes(Self.itemFile)
        let range = try #require(Data(bytes).range(of: Data(TestVault.tokyo.utf8)))
        bytes.replaceSubrange(range, with: Array(TestVault.kodaira.utf8))
        try test.replace(Self.itemFile, with: bytes)
        #expect(throws: VaultError.wrongMunicipalityKey(try item("a"), owner: other)) {
            try test.vault.verify(item("a"), owner: other)
        }
    }

    @Test func `names every damaged byte of the wrapped keys`() throws {
        let test = try Self.filled()
        for name in ["keys/items/a", "keys/municipalities/132292"] {
            let sound = try test.bytes(name)
            for offset in sound.indices {
                var bytes = sound
                bytes[offset] ^= 1
                try test.replace(name, with: bytes)
                switch failure({ try test.vault.verify(item("a"), owner: owner()) }) {
                case .damagedItemKey, .keyOfAnotherItem, .wrongMunicipalityKey: #expect(name == "keys/items/a")
                case .damagedMunicipalityKey, .keyOfAnotherMunicipality, .wrongOrganizationKey:
                    #expect(name != "keys/items/a")
                case let other: Issue.record("byte \(offset) of \(name): \(String(describing: other))")
                }
            }
            try test.replace(name, with: sound)
        }
        try test.vault.verify(item("a"), owner: owner())
    }

    @Test func `names missing keys`() throws {
        let test = try Self.filled()
        try FileManager.default.removeItem(atPath: test.root + "/keys/items/a")
        try Self.expect(.missingItemKey(try item("a")), test)
        try FileManager.default.removeItem(atPath: test.root + "/keys/municipalities/132292")
        try Self.expect(.missingMunicipalityKey(try owner()), test)
    }

    @Test func `names the wrong organization key, also when the vault's description was exchanged`() throws {
        let test = try Self.filled()
        let other = try OrganizationKey.create(at: test.home.path("other.key"))
        let expected = VaultError.wrongOrganizationKey(
            expected: test.key.fingerprint, given: other.fingerprint)
        #expect(throws: expected) { try Vault(root: test.root, organizationKey: other) }
        try test.replace("vault", with: Array("oboro-vault 1\n\(other.fingerprint)\n".utf8))
        let vault = try Vault(root: test.root, organizationKey: other)
        #expect(throws: expected) { try vault.verify(item("a"), owner: owner()) }
        try test.replace("vault", with: Array("oboro-vault 2\n".utf8))
        #expect(throws: VaultError.unknownVaultFormat) { try Vault(root: test.root, organizationKey: other) }
    }
}
