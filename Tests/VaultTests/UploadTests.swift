import Crypto
import Foundation
import Glibc
import Testing
import Vault

/// Files in pieces: nothing acknowledged is lost, nothing wrong is kept, nothing lies in clear.
@Suite(.serialized) struct UploadTests {
    static let now: Int64 = 1_775_000_000
    static let marker = Array("架空町七番地".utf8)

    struct Bench {
        let vault = try? TestVault()
        let store: UploadStore
        var limits = UploadLimits()

        init(limits: UploadLimits = UploadLimits()) throws {
            store = try UploadStore(vault: #require(vault).vault, limits: limits)
        }

        func create(_ length: Int) throws -> UploadState {
            try store.create(length: Int64(length), owner: owner(), subject: "REQ-1", at: UploadTests.now)
        }

        func send(_ bytes: [UInt8], to id: String, at offset: Int64, checksum: UploadChecksum? = nil) throws
            -> UploadState
        {
            let append = try store.append(to: id, at: offset, checksum: checksum, now: UploadTests.now)
            try append.write(bytes)
            return try append.finish()
        }

        func content(_ id: String) throws -> [UInt8] {
            let reader = try store.reader(id, now: UploadTests.now)
            var bytes: [UInt8] = []
            while let piece = try reader.next() { bytes += piece }
            return bytes
        }
    }

    static func failure(_ body: () throws -> Void) -> UploadError? {
        do {
            try body()
            return nil
        } catch {
            return error as? UploadError
        }
    }

    static func sha256(_ bytes: [UInt8]) -> UploadChecksum { UploadChecksum(.sha256, Array(SHA256.hash(data: bytes))) }

    @Test func `pieces of any size come together to the file that was sent`() throws {
        let seed: UInt64 = 20260401
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        for length in [0, 1, (1 << 20) - 1, 1 << 20, (3 << 20) + 77] {
            let bench = try Bench()
            let content = generator.bytes(length)
            let id = try bench.create(length).id
            var offset: Int64 = 0
            for piece in pieces(of: content, using: &generator, longest: 1 << 20) {
                offset = try bench.send(piece, to: id, at: offset, checksum: Self.sha256(piece)).offset
                #expect(try bench.store.state(of: id, at: Self.now).offset == offset)
            }
            #expect(try bench.content(id) == content)
        }
    }

    @Test func `a checksum that is wrong keeps nothing, and the piece can be sent again`() throws {
        let bench = try Bench()
        let id = try bench.create(8).id
        _ = try bench.send([1, 2, 3], to: id, at: 0)
        for wrong in [UploadChecksum(.sha256, [1]), UploadChecksum(.sha1, Array(SHA256.hash(data: [4])))] {
            #expect(Self.failure { _ = try bench.send([4, 5], to: id, at: 3, checksum: wrong) } == .checksumMismatch)
            #expect(try bench.store.state(of: id, at: Self.now).offset == 3)
        }
        // SHA-1 of "abc": FIPS 180-4, example B.1.
        let abc: [UInt8] = [
            0xa9, 0x99, 0x3e, 0x36, 0x47, 0x06, 0x81, 0x6a, 0xba, 0x3e, 0x25, 0x71, 0x78, 0x50, 0xc2, 0x6c, 0x9c, 0xd0,
            0xd8, 0x9d,
        ]
        _ = try bench.send(Array("abc".utf8), to: id, at: 3, checksum: UploadChecksum(.sha1, abc))
        _ = try bench.send([9, 9], to: id, at: 6)
        #expect(try bench.content(id) == [1, 2, 3] + Array("abc".utf8) + [9, 9])
    }

    @Test func `a piece from another place, or too long, is refused`() throws {
        let bench = try Bench()
        let id = try bench.create(4).id
        _ = try bench.send([1, 2], to: id, at: 0)
        for offset in [Int64(0), 1, 3, -1, .max] {
            #expect(Self.failure { _ = try bench.send([3], to: id, at: offset) } == .offsetConflict(expected: 2))
        }
        #expect(Self.failure { _ = try bench.send([3, 4, 5], to: id, at: 2) } == .overLength)
        #expect(Self.failure { _ = try bench.content(id) } == .incomplete(offset: 2, length: 4))
        _ = try bench.send([3, 4], to: id, at: 2)
        #expect(try bench.content(id) == [1, 2, 3, 4])
    }

    @Test func `a connection that breaks keeps what came, unless a checksum was to come`() throws {
        let bench = try Bench()
        let id = try bench.create(10).id
        let first = try bench.store.append(to: id, at: 0, now: Self.now)
        try first.write([1, 2, 3])
        #expect(try first.interrupt().offset == 3)
        let second = try bench.store.append(to: id, at: 3, checksum: Self.sha256([4, 5, 6]), now: Self.now)
        try second.write([4, 5])
        #expect(try second.interrupt().offset == 3)
    }

    @Test func `two connections at once do not mix`() throws {
        let bench = try Bench()
        let id = try bench.create(10).id
        let first = try bench.store.append(to: id, at: 0, now: Self.now)
        try first.write([1, 2, 3])
        #expect(Self.failure { _ = try bench.store.append(to: id, at: 0, now: Self.now) } == .locked)
        _ = try first.finish()
        #expect(try bench.send([4], to: id, at: 3).offset == 4)
    }

    @Test func `time ends an upload, and each piece prolongs it`() throws {
        var limits = UploadLimits()
        limits.lifetime = 100
        let bench = try Bench(limits: limits)
        let (old, young) = (try bench.create(4).id, try bench.create(4).id)
        let append = try bench.store.append(to: young, at: 0, now: Self.now + 60)
        try append.write([1])
        _ = try append.finish()
        #expect(Self.failure { _ = try bench.store.state(of: old, at: Self.now + 100) } == .expired)
        #expect(try bench.store.sweep(at: Self.now + 100) == [old])
        #expect(Self.failure { _ = try bench.store.state(of: old, at: Self.now) } == .unknown)
        #expect(try bench.store.state(of: young, at: Self.now + 159).offset == 1)
        #expect(try bench.vault?.files().keys.filter { $0.contains(old) } == [])
    }

    @Test func `what is too large or too much is refused before a byte of it comes`() throws {
        var limits = UploadLimits()
        limits.length = 10
        limits.openPerOwner = 2
        let bench = try Bench(limits: limits)
        #expect(Self.failure { _ = try bench.create(11) } == .tooLarge)
        #expect(Self.failure { _ = try bench.create(-1) } == .tooLarge)
        #expect(
            Self.failure {
                _ = try bench.store.create(
                    length: 1, owner: owner(), subject: "REQ-1",
                    metadata: ["filename": String(repeating: "長", count: 2000)],
                    at: Self.now)
            } == .tooLarge)
        _ = try bench.create(10)
        let last = try bench.create(10)
        #expect(Self.failure { _ = try bench.create(10) } == .tooMany)
        try bench.store.remove(last.id)
        _ = try bench.create(10)
        for name in ["", "..", "../items/a", "none", String(repeating: "a", count: 200)] {
            #expect(Self.failure { _ = try bench.store.state(of: name, at: Self.now) } == .unknown)
        }
    }

    @Test func `nothing of an upload lies in clear, and every changed byte is noticed`() throws {
        let bench = try Bench()
        let content = Self.marker + [UInt8](repeating: 7, count: 100) + Self.marker
        let id = try bench.store.create(
            length: Int64(content.count), owner: owner(), subject: "REQ-1",
            metadata: ["filename": "架空町七番地.csv"], at: Self.now
        ).id
        _ = try bench.send(content, to: id, at: 0)
        let vault = try #require(bench.vault)
        for (name, bytes) in try vault.files() { #expect(bytes.firstRange(of: Self.marker) == nil, "\(name)") }
        for name in ["uploads/\(id)", "uploads/\(id).state", "keys/uploads/\(id)"] {
            let sound = try vault.bytes(name)
            for index in sound.indices {
                var bytes = sound
                bytes[index] ^= 0x10
                try vault.replace(name, with: bytes)
                #expect((try? bench.content(id)) == nil, "byte \(index) of \(name)")
            }
            try vault.replace(name, with: sound)
        }
        #expect(try bench.content(id) == content)
    }

    @Test func `a process killed while it receives loses nothing that was acknowledged`() async throws {
        let test = try TestVault()
        let store = try UploadStore(vault: test.vault)
        let id = try store.create(length: 3 << 20, owner: owner(), subject: "REQ-1", at: Self.now).id
        let part = [UInt8](repeating: 5, count: 1 << 20)
        await #expect(processExitsWith: .signal(SIGKILL)) { [home = test.home.directory as String, id = id as String] in
            let key = try OrganizationKey.load(at: home + "/organization.key")
            let store = try UploadStore(vault: Vault(root: home + "/vault", organizationKey: key))
            let part = [UInt8](repeating: 5, count: 1 << 20)
            let first = try store.append(to: id, at: 0, now: 1_775_000_000)
            try first.write(part)
            _ = try first.finish()
            let second = try store.append(to: id, at: 1 << 20, now: 1_775_000_000)
            try second.write(part + [1])
            kill(getpid(), SIGKILL)
        }
        #expect(try store.state(of: id, at: Self.now).offset == 1 << 20)
        // What the killed process had written and not acknowledged does not come back.
        let rest = try store.append(to: id, at: 1 << 20, now: Self.now)
        try rest.write([UInt8](repeating: 6, count: 2 << 20))
        #expect(try rest.finish().isComplete)
        let reader = try store.reader(id, now: Self.now)
        var content: [UInt8] = []
        while let piece = try reader.next() { content += piece }
        #expect(content == part + [UInt8](repeating: 6, count: 2 << 20))
    }
}
