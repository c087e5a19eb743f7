import Crypto

/// The organization's key, at the top of the vault's keys: it wraps each municipality's key.
///
/// It lives in a file outside the vault (mode 0600) and belongs in a safe place of its own; who has it and the vault's
/// keys directory can read everything, who has only the vault's directory nothing.
public struct OrganizationKey: Sendable {
    private static let file = SecretKeyFile(magic: "OBOROORG")

    let material: KeyMaterial

    /// Makes a random key and writes it to a new file at `path`, which must not exist.
    public static func create(at path: String) throws(VaultError) -> OrganizationKey {
        let material = KeyMaterial()
        try file.create(material.key, at: path)
        return OrganizationKey(material: material)
    }

    /// Reads the key file at `path`.
    public static func load(at path: String) throws(VaultError) -> OrganizationKey {
        OrganizationKey(material: KeyMaterial(try file.load(at: path)))
    }

    /// The key's public name, as errors and the vault's description show it.
    public var fingerprint: KeyFingerprint { material.fingerprint }
}
