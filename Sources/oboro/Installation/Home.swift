import Foundation
import Vault

/// The folder of an installation, and what lies where in it.
struct Home: Sendable {
    let path: String

    var log: String { path }
    var projections: String { path + "/projections.sqlite" }
    var vault: String { path + "/vault" }
    /// Keys lie apart from what they lock, so that a backup of the data does not carry them.
    var keys: String { path + "/keys" }
    var organizationKey: String { keys + "/organization.key" }
    var signingKey: String { keys + "/signing.key" }
    /// What municipalities encrypt to, and what opens it.
    var intakeCertificate: String { keys + "/intake.crt" }
    var intakeKey: String { keys + "/intake.key" }
    var verificationKey: String { path + "/verification-key.txt" }
    /// How far the log had come, signed.
    var checkpoint: String { path + "/checkpoint.json" }
    var deliveries: String { path + "/deliveries" }
    var socket: String { path + "/oboro.sock" }
    /// Where files of municipalities come in by pieces; apart from the operator's.
    var uploadSocket: String { path + "/uploads.sock" }
    var simulatedClock: String { path + "/simulated-clock.txt" }

    /// Makes the folders where they do not exist, readable by their owner only.
    func prepare() throws {
        // Whatever is made from here on is its owner's alone.
        umask(0o077)
        for folder in [path, keys, deliveries] {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            // Also a folder that was there before: who can open the socket can give commands.
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        }
    }

    /// Makes the keys of a new installation. Later a missing key is an error: a new one would not open what the old one
    /// closed, nor vouch for what it signed.
    func createMissingKeys() throws {
        if !FileManager.default.fileExists(atPath: organizationKey) {
            _ = try OrganizationKey.create(at: organizationKey)
        }
        if !FileManager.default.fileExists(atPath: signingKey) {
            let signer = try OrganizationSigner.create(at: signingKey)
            try Data((signer.verifier.base64 + "\n").utf8).write(to: URL(fileURLWithPath: verificationKey))
        }
    }
}
