import Foundation
import Glibc
import Testing
import Vault

@Suite struct OrganizationKeyTests {
    @Test func `makes a file for its owner alone and reads it back`() throws {
        let home = try TestHome()
        let path = home.path("organization.key")
        let key = try OrganizationKey.create(at: path)
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o7777 == 0o600)
        #expect(try OrganizationKey.load(at: path).fingerprint == key.fingerprint)
        #expect(try OrganizationKey.create(at: home.path("second.key")).fingerprint != key.fingerprint)
        #expect(try FileManager.default.contentsOfDirectory(atPath: home.directory).count == 2)
    }

    @Test func `never overwrites a key file`() throws {
        let home = try TestHome()
        let path = home.path("organization.key")
        let key = try OrganizationKey.create(at: path)
        #expect(throws: VaultError.keyFileExists(path: path)) { try OrganizationKey.create(at: path) }
        #expect(try OrganizationKey.load(at: path).fingerprint == key.fingerprint)
    }

    @Test func `names a key file with any damaged byte, a cut one and one of another kind`() throws {
        let home = try TestHome()
        let path = home.path("organization.key")
        _ = try OrganizationKey.create(at: path)
        let sound = try home.bytes("organization.key")
        for offset in sound.indices {
            var bytes = sound
            bytes[offset] ^= 0x10
            try home.write(bytes, to: "organization.key")
            #expect(chmod(path, 0o600) == 0)
            #expect(throws: VaultError.damagedKeyFile(path: path)) { try OrganizationKey.load(at: path) }
        }
        try home.write(Array(sound.dropLast()), to: "organization.key")
        #expect(chmod(path, 0o600) == 0)
        #expect(throws: VaultError.damagedKeyFile(path: path)) { try OrganizationKey.load(at: path) }
        _ = try OrganizationSigner.create(at: home.path("signature.key"))
        #expect(throws: VaultError.damagedKeyFile(path: home.path("signature.key"))) {
            try OrganizationKey.load(at: home.path("signature.key"))
        }
    }

    @Test func `refuses a key file that others can read`() throws {
        let home = try TestHome()
        let path = home.path("organization.key")
        _ = try OrganizationKey.create(at: path)
        #expect(chmod(path, 0o640) == 0)
        #expect(throws: VaultError.exposedKeyFile(path: path, mode: 0o640)) { try OrganizationKey.load(at: path) }
    }

    @Test func `shows no key in its description`() throws {
        let home = try TestHome()
        let key = try OrganizationKey.create(at: home.path("organization.key"))
        let secret = try home.bytes("organization.key")[9..<41]
        var shown = ""
        dump(key, to: &shown)
        shown += "\(key)"
        let digits = secret.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(!shown.contains(digits))
        #expect(!shown.contains(secret.map(String.init).joined(separator: ", ")))
    }
}
