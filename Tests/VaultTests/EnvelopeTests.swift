import Foundation
import Testing
import Vault

@Suite struct EnvelopeTests {
    static let now: Int64 = 1_790_000_000
    static let keys: [TrainingCertificate.Key] = [.p256, .p384, .rsa(bits: 3072)]

    static func training(_ key: TrainingCertificate.Key = .p256) throws -> TrainingCertificate {
        try TrainingCertificate.selfSigned(
            commonName: "受領者 Recipient", key: key, notBefore: now - 1000, notAfter: now + 1000)
    }

    /// Seals `content` in parts of `partSize` for `pair` into `home`.
    static func seal(
        _ content: [UInt8], for pair: TrainingCertificate, partSize: Int, in home: TestHome
    ) throws -> [SealedPart] {
        let recipient = try RecipientCertificate(pem: pair.certificatePEM)
        var generator = SeededGenerator(seed: 2)
        var source = pieces(of: content, using: &generator, longest: 30_000)[...]
        return try EnvelopeSealer(recipient: recipient, partSize: partSize)
            .seal(into: home.directory, baseName: "package", at: now) { source.popFirst() }
    }

    static func open(_ parts: [SealedPart], _ pair: TrainingCertificate, in home: TestHome) throws -> [UInt8] {
        var clear: [UInt8] = []
        try EnvelopeOpener(certificatePEM: pair.certificatePEM, privateKeyPEM: pair.privateKeyPEM)
            .open(parts, in: home.directory) { clear += $0 }
        return clear
    }

    @Test(arguments: keys)
    func `opens with the stock openssl, in parts`(key: TrainingCertificate.Key) throws {
        guard let openssl = stockOpenSSL() else { return }
        let home = try TestHome()
        let pair = try Self.training(key)
        var generator = SeededGenerator(seed: 21)
        // Line ends of every kind must come through as they are.
        let content = generator.bytes(250_000) + Array("\r\n\n\r\u{1a}\r\n".utf8)
        let parts = try Self.seal(content, for: pair, partSize: 100_000, in: home)
        #expect(parts.map(\.name) == (1...3).map { "package.part-000\($0).cms" })
        try home.write(Array(pair.certificatePEM.utf8), to: "recipient.pem")
        try home.write(Array(pair.privateKeyPEM.utf8), to: "key.pem")

        var clear: [UInt8] = []
        for part in parts {
            let (status, output) = try run(
                openssl,
                [
                    "cms", "-decrypt", "-binary", "-inform", "DER", "-in", home.path(part.name),
                    "-inkey", home.path("key.pem"), "-recip", home.path("recipient.pem"),
                ])
            #expect(status == 0)
            clear += output
            let sum = try run("/usr/bin/sha256sum", [home.path(part.name)]).output
            #expect(String(decoding: sum.prefix(64), as: UTF8.self) == part.sha256)
            #expect(try home.bytes(part.name).count == Int(part.byteCount))
        }
        #expect(clear == content)
        #expect(try Self.open(parts, pair, in: home) == content)

        let printed = try run(
            openssl, ["cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", home.path(parts[0].name)]
        ).output
        let text = String(decoding: printed, as: UTF8.self)
        #expect(text.contains("id-smime-ct-authEnvelopedData"))
        #expect(text.contains("aes-256-gcm"))
        #expect(!text.contains("sha1") && !text.contains("rsaEncryption (1.2.840.113549.1.1.1)\n        parameter"))
        #expect(text.contains(key == .rsa(bits: 3072) ? "rsaesOaep" : "sha256kdf-scheme"))
    }

    @Test(arguments: [(0, 1), (1, 1), (99, 1), (100, 1), (101, 2), (200, 2), (201, 3)])
    func `makes as many parts as needed and none that is empty`(count: Int, expected: Int) throws {
        let home = try TestHome()
        let pair = try Self.training()
        var generator = SeededGenerator(seed: 4)
        let content = generator.bytes(count)
        let parts = try Self.seal(content, for: pair, partSize: 100, in: home)
        #expect(parts.count == expected)
        #expect(try Self.open(parts, pair, in: home) == content)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: home.directory).sorted() == parts.map(\.name).sorted())
    }

    @Test(arguments: [TrainingCertificate.Key.p256, .rsa(bits: 3072)])
    func `opens nothing of a part with a flipped byte, also when the manifest was forged`(
        key: TrainingCertificate.Key
    ) throws {
        let home = try TestHome()
        let pair = try Self.training(key)
        let content = [UInt8](repeating: 65, count: 500)
        let part = try Self.seal(content, for: pair, partSize: 1000, in: home)[0]
        let sound = try home.bytes(part.name)
        var refused = 0
        // Content, parameters and tag: the last 540 bytes of the envelope.
        for offset in sound.count - 540..<sound.count {
            var bytes = sound
            bytes[offset] ^= 1
            try home.write(bytes, to: part.name)
            #expect(throws: EnvelopeError.alteredPart(name: part.name)) { try Self.open([part], pair, in: home) }
            let forged = SealedPart(
                name: part.name, byteCount: part.byteCount, sha256: ContentDigest.sha256(of: bytes))
            let error = #expect(throws: EnvelopeError.self, "offset \(offset)") {
                try Self.open([forged], pair, in: home)
            }
            if error == .unopenedPart(name: part.name) { refused += 1 }
        }
        #expect(refused > 500)
    }

    @Test func `leaves no file when one part does not open`() throws {
        let home = try TestHome()
        let pair = try Self.training()
        let content = [UInt8](repeating: 65, count: 500)
        let parts = try Self.seal(content, for: pair, partSize: 200, in: home)
        let opener = try EnvelopeOpener(certificatePEM: pair.certificatePEM, privateKeyPEM: pair.privateKeyPEM)
        try opener.open(parts, in: home.directory, intoFileAt: home.path("opened"))
        #expect(try home.bytes("opened") == content)
        try FileManager.default.removeItem(atPath: home.path("opened"))
        var bytes = try home.bytes(parts[2].name)
        bytes[bytes.count - 1] ^= 1
        try home.write(bytes, to: parts[2].name)
        #expect(throws: EnvelopeError.alteredPart(name: parts[2].name)) {
            try opener.open(parts, in: home.directory, intoFileAt: home.path("opened"))
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: home.directory).sorted() == parts.map(\.name).sorted())
    }

    @Test func `names swapped, missing and foreign parts`() throws {
        let home = try TestHome()
        let pair = try Self.training()
        let parts = try Self.seal([UInt8](repeating: 65, count: 500), for: pair, partSize: 250, in: home)
        let first = try home.bytes(parts[0].name)
        try home.write(home.bytes(parts[1].name), to: parts[0].name)
        #expect(throws: EnvelopeError.alteredPart(name: parts[0].name)) { try Self.open(parts, pair, in: home) }
        try FileManager.default.removeItem(atPath: home.path(parts[0].name))
        #expect(throws: EnvelopeError.missingPart(name: parts[0].name)) { try Self.open(parts, pair, in: home) }
        for bytes in [[], Array("no envelope".utf8), first + [0], Array(first.dropLast())] as [[UInt8]] {
            try home.write(bytes, to: parts[0].name)
            let listed = SealedPart(
                name: parts[0].name, byteCount: Int64(bytes.count), sha256: ContentDigest.sha256(of: bytes))
            #expect(throws: EnvelopeError.foreignPart(name: listed.name)) { try Self.open([listed], pair, in: home) }
        }
        let outside = SealedPart(name: "../x", byteCount: 0, sha256: "")
        #expect(throws: EnvelopeError.missingPart(name: "../x")) { try Self.open([outside], pair, in: home) }
    }

    @Test func `refuses an envelope without authentication`() throws {
        guard let openssl = stockOpenSSL() else { return }
        let home = try TestHome()
        let pair = try Self.training(.rsa(bits: 3072))
        try home.write(Array(pair.certificatePEM.utf8), to: "recipient.pem")
        try home.write([1, 2, 3], to: "clear")
        let made = try run(
            openssl,
            [
                "cms", "-encrypt", "-binary", "-aes-256-cbc", "-outform", "DER", "-in", home.path("clear"),
                "-out", home.path("cbc.cms"), home.path("recipient.pem"),
            ])
        #expect(made.status == 0)
        let bytes = try home.bytes("cbc.cms")
        let part = SealedPart(
            name: "cbc.cms", byteCount: Int64(bytes.count), sha256: ContentDigest.sha256(of: bytes))
        #expect(throws: EnvelopeError.foreignPart(name: "cbc.cms")) { try Self.open([part], pair, in: home) }
    }

    @Test func `opens for its recipient only`() throws {
        let home = try TestHome()
        let pair = try Self.training()
        let other = try Self.training()
        let parts = try Self.seal([1, 2, 3], for: pair, partSize: 10, in: home)
        #expect(throws: EnvelopeError.unopenedPart(name: parts[0].name)) { try Self.open(parts, other, in: home) }
        #expect(throws: EnvelopeError.keyNotOfCertificate) {
            try EnvelopeOpener(certificatePEM: pair.certificatePEM, privateKeyPEM: other.privateKeyPEM)
        }
        #expect(throws: EnvelopeError.unreadablePrivateKey) {
            try EnvelopeOpener(certificatePEM: pair.certificatePEM, privateKeyPEM: "no key")
        }
    }

    struct SourceBroke: Error {}

    @Test func `leaves no part when the source breaks off`() throws {
        let home = try TestHome()
        let recipient = try RecipientCertificate(pem: Self.training().certificatePEM)
        var left = 5
        #expect(throws: SourceBroke.self) {
            try EnvelopeSealer(recipient: recipient, partSize: 100)
                .seal(into: home.directory, baseName: "package", at: Self.now) { () throws -> [UInt8]? in
                    left -= 1
                    guard left > 0 else { throw SourceBroke() }
                    return [UInt8](repeating: 0, count: 90)
                }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.directory) == [])
        #expect(throws: EnvelopeError.invalidBaseName) {
            try EnvelopeSealer(recipient: recipient).seal(into: home.directory, baseName: "../x", at: Self.now) { nil }
        }
    }

    @Test func `seals from a vault to a recipient`() throws {
        let test = try TestVault()
        let pair = try Self.training()
        var generator = SeededGenerator(seed: 9)
        let content = generator.bytes(2 * Vault.chunkSize + 3)
        let stored = try test.vault.store(owner: owner(), kind: .output, bytes: content)
        var reader = try test.vault.reader(stored.id, owner: owner())
        let parts = try EnvelopeSealer(recipient: RecipientCertificate(pem: pair.certificatePEM), partSize: 1 << 20)
            .seal(into: test.home.directory, baseName: "package", at: Self.now) { try reader.next() }
        #expect(parts.count == 3)
        #expect(try Self.open(parts, pair, in: test.home) == content)
    }

    @Test func `holds no more than about three parts in memory`() async throws {
        let home = try TestHome()
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            [home = home.directory as String] in
            let recipient = try RecipientCertificate(pem: EnvelopeTests.training().certificatePEM)
            let piece = [UInt8](repeating: 1, count: 1 << 20)
            // Resident before: the peak counts from the process's start.
            let start = residentKilobytes()
            var left = 100
            let parts = try EnvelopeSealer(recipient: recipient, partSize: 16 << 20)
                .seal(into: home, baseName: "package", at: EnvelopeTests.now) {
                    left -= 1
                    return left >= 0 ? piece : nil
                }
            try #require(parts.count == 7)
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            let peak = try #require(line.flatMap { Int($0.split(separator: " ").dropLast().last ?? "") })
            print("100 MiB sealed in parts of 16 MiB: memory grew by \((peak - start) / 1024) MiB")
            try #require(start > 0 && peak - start < 56 * 1024)
        }
        print(String(decoding: result?.standardOutputContent ?? [], as: UTF8.self))
    }
}
