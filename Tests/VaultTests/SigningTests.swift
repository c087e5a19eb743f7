import Foundation
import Glibc
import Testing
import Vault

@Suite struct SigningTests {
    struct Receipt: Codable, Equatable {
        let number: Int
        let municipality: String
        let path: String
    }

    static let receipt = Receipt(number: 3, municipality: "西東京市", path: "a/b")

    @Test func `signs one way of writing a document`() throws {
        let home = try TestHome()
        let signer = try OrganizationSigner.create(at: home.path("signature.key"))
        let document = try signer.sign(Self.receipt)
        #expect(document.payload == #"{"municipality":"西東京市","number":3,"path":"a/b"}"#)
        #expect(document.algorithm == "Ed25519")
        #expect(document.keyFingerprint == signer.verifier.fingerprint)
        #expect(document.verify(signer.verifier) == .valid)
        #expect(try document.decoded(as: Receipt.self) == Self.receipt)
        let copy = try JSONDecoder().decode(SignedDocument.self, from: JSONEncoder().encode(document))
        #expect(copy == document)
        #expect(copy.verify(signer.verifier) == .valid)
    }

    @Test(arguments: ["payload", "signature", "algorithm", "keyFingerprint"])
    func `notices a change of any field`(field: String) throws {
        let home = try TestHome()
        let signer = try OrganizationSigner.create(at: home.path("signature.key"))
        let document = try signer.sign(payload: "payload")
        var fields = try JSONDecoder().decode([String: String].self, from: JSONEncoder().encode(document))
        let old = try #require(fields[field])
        fields[field] = (old.first == "A" ? "B" : "A") + old.dropFirst()
        let changed = try JSONDecoder().decode(SignedDocument.self, from: JSONEncoder().encode(fields))
        let expected: SignedDocument.Verdict =
            switch field {
            case "algorithm": .unknownAlgorithm
            case "keyFingerprint": .otherKey(fingerprint: changed.keyFingerprint)
            default: .invalid
            }
        #expect(changed.verify(signer.verifier) == expected)
    }

    @Test func `keeps its key in a file for its owner alone`() throws {
        let home = try TestHome()
        let path = home.path("signature.key")
        let signer = try OrganizationSigner.create(at: path)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        #expect(throws: VaultError.keyFileExists(path: path)) { try OrganizationSigner.create(at: path) }
        let loaded = try OrganizationSigner.load(at: path)
        #expect(try loaded.sign(payload: "x").verify(signer.verifier) == .valid)
        let other = try OrganizationSigner.create(at: home.path("other.key"))
        #expect(
            try loaded.sign(payload: "x").verify(other.verifier) == .otherKey(fingerprint: signer.verifier.fingerprint))
    }

    @Test func `gives its public key as others read it`() throws {
        let home = try TestHome()
        let signer = try OrganizationSigner.create(at: home.path("signature.key"))
        let document = try signer.sign(payload: "受領書\n")
        let verifier = try #require(SignatureVerifier(base64: signer.verifier.base64))
        #expect(document.verify(verifier) == .valid)
        #expect(SignatureVerifier(base64: "AAAA") == nil)
        guard let openssl = stockOpenSSL() else { return }
        try home.write(Array(signer.verifier.pem.utf8), to: "public.pem")
        try home.write(Array(document.payload.utf8), to: "payload")
        try home.write(Array(try #require(Data(base64Encoded: document.signature))), to: "signature")
        let arguments = [
            "pkeyutl", "-verify", "-pubin", "-inkey", home.path("public.pem"), "-rawin",
            "-in", home.path("payload"), "-sigfile", home.path("signature"),
        ]
        #expect(try run(openssl, arguments).status == 0)
        try home.write(Array("other".utf8), to: "payload")
        #expect(try run(openssl, arguments).status != 0)
    }

    /// FIPS 180-4's examples for SHA-256.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `digests as the standard says, in one piece and in many`(text: String, expected: String) {
        #expect(ContentDigest.sha256(of: Array(text.utf8)) == expected)
        var digest = ContentDigest()
        for byte in text.utf8 { digest.update([byte]) }
        #expect(digest.hexadecimalText == expected)
    }
}
