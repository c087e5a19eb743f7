import Foundation
import Testing
import Vault

@Suite struct RecipientCertificateTests {
    @Test(arguments: EnvelopeTests.keys)
    func `tells subject, key, validity and fingerprint`(key: TrainingCertificate.Key) throws {
        let pair = try EnvelopeTests.training(key)
        let certificate = try RecipientCertificate(pem: pair.certificatePEM)
        #expect(certificate.subject == "CN=受領者 Recipient,O=Oboro Training")
        #expect(certificate.notBefore == EnvelopeTests.now - 1000)
        #expect(certificate.notAfter == EnvelopeTests.now + 1000)
        switch key {
        case .p256: #expect(certificate.keyType == .ellipticCurve(name: "P-256"))
        case .p384: #expect(certificate.keyType == .ellipticCurve(name: "P-384"))
        case .rsa(let bits): #expect(certificate.keyType == .rsa(bits: bits))
        }
        guard let openssl = stockOpenSSL() else { return }
        let home = try TestHome()
        try home.write(Array(pair.certificatePEM.utf8), to: "certificate.pem")
        let printed = try run(
            openssl, ["x509", "-noout", "-fingerprint", "-sha256", "-in", home.path("certificate.pem")]
        ).output
        let digits = String(decoding: printed, as: UTF8.self).split(separator: "=").last ?? ""
        #expect(
            certificate.fingerprint
                == digits.replacing(":", with: "").trimmingCharacters(in: .whitespacesAndNewlines).lowercased())
    }

    @Test func `is valid from its first to its last second`() throws {
        let certificate = try RecipientCertificate(pem: EnvelopeTests.training().certificatePEM)
        let (first, last) = (EnvelopeTests.now - 1000, EnvelopeTests.now + 1000)
        try certificate.requireValidity(at: first)
        try certificate.requireValidity(at: last)
        #expect(throws: EnvelopeError.notYetValid(from: first)) { try certificate.requireValidity(at: first - 1) }
        #expect(throws: EnvelopeError.expired(at: last)) { try certificate.requireValidity(at: last + 1) }
        let home = try TestHome()
        #expect(throws: EnvelopeError.expired(at: last)) {
            try EnvelopeSealer(recipient: certificate)
                .seal(into: home.directory, baseName: "package", at: last + 1) { nil }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.directory) == [])
    }

    @Test func `refuses a short RSA key`() throws {
        let pair = try EnvelopeTests.training(.rsa(bits: 2048))
        #expect(throws: EnvelopeError.unsuitableKey(found: "RSA with 2048 bits")) {
            try RecipientCertificate(pem: pair.certificatePEM)
        }
    }

    @Test(arguments: [
        (["-newkey", "ed25519"], [], EnvelopeError.unsuitableKey(found: "neither RSA nor EC")),
        (
            ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"], [],
            .unsuitableKey(found: "EC on secp256k1")
        ),
        (
            ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"], ["-addext", "keyUsage=digitalSignature"],
            .wrongKeyUsage
        ),
        (["-newkey", "rsa:3072"], ["-addext", "keyUsage=digitalSignature"], .wrongKeyUsage),
    ])
    func `refuses keys and key usages that are not for sealing`(
        key: [String], extensions: [String], expected: EnvelopeError
    ) throws {
        guard let openssl = stockOpenSSL() else { return }
        let home = try TestHome()
        let made = try run(
            openssl,
            ["req", "-x509", "-nodes", "-subj", "/CN=x", "-keyout", home.path("key.pem")] + key
                + ["-out", home.path("certificate.pem")] + extensions)
        #expect(made.status == 0)
        let pem = String(decoding: try home.bytes("certificate.pem"), as: UTF8.self)
        #expect(throws: expected) { try RecipientCertificate(pem: pem) }
    }

    @Test(arguments: ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
    func `refuses what is no certificate`(text: String) {
        #expect(throws: EnvelopeError.unreadableCertificate) { try RecipientCertificate(pem: text) }
    }
}
