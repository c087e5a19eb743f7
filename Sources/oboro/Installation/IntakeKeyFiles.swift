import DataRequests
import Foundation
import Primitives
import Vault

/// The files of the organization's intake pair: `intake.crt`, to which municipalities encrypt, and `intake.key`, which opens
/// what they hand over. Made self-signed at the first start; a pair from a certification authority takes their place.
struct IntakeKeyFiles {
    /// Years for which a pair made here is valid.
    static let years = 3

    let certificate: String
    let key: String

    init(_ home: Home) {
        certificate = home.intakeCertificate
        key = home.intakeKey
    }

    /// Makes a pair where there is none. One file alone is an error: a new pair would not open what was encrypted to the old.
    func createIfMissing(organization: String, at now: Instant) throws {
        let found = [certificate, key].filter { FileManager.default.fileExists(atPath: $0) }
        if found.count == 2 { return }
        if let found = found.first {
            throw SettingsError(
                description: "\(found) stands without its other half: "
                    + "restore the pair (intake.crt, intake.key) from its backup")
        }
        let pair = try TrainingCertificate.selfSigned(
            commonName: "Intake", organization: String(organization.prefix(64)),
            notBefore: Instant(startOf: now.japaneseDate).milliseconds / 1000,
            notAfter: Instant(endOf: now.japaneseDate.plus(years: Self.years)).milliseconds / 1000)
        try write(pair.privateKeyPEM, to: key)
        try write(pair.certificatePEM, to: certificate)
    }

    /// Reads the pair; a key that others may read, or that is no pair with the certificate, is refused.
    func load() throws -> IntakeKey {
        let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? NSNumber
        if let mode, mode.uint32Value & 0o077 != 0 {
            throw VaultError.exposedKeyFile(path: key, mode: mode.uint32Value)
        }
        do throws(EnvelopeError) {
            return try IntakeKey(certificatePEM: text(certificate), privateKeyPEM: text(key))
        } catch {
            throw SettingsError(description: "intake.crt, intake.key: \(error)")
        }
    }

    private func text(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private func write(_ text: String, to path: String) throws {
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw SettingsError(description: "\(path): cannot be written") }
    }
}
