/// Encrypted files in custody, each under a key of its own, wrapped by its municipality's key, wrapped by the
/// organization's key.
///
/// ```
/// <root>/vault                          format and fingerprint of the organization's key
/// <root>/items/<id>                     ciphertext: header and chunks of 1 MiB (AES-256-GCM)
/// <root>/destroyed/<id>                 what was destroyed (no secret)
/// <root>/keys/items/<id>                the item's data key, wrapped by the municipality's key
/// <root>/keys/municipalities/<code>     the municipality's key, wrapped by the organization's key
/// <root>/uploads, <root>/keys/uploads   files that come in pieces (``UploadStore``)
/// ```
/// `keys/` stays apart so that it can lie on another disk and out of the backups of the ciphertext: what a backup
/// still holds of a destroyed item is then unreadable. The organization's key file lies outside of the vault.
///
/// An item is stored once, never changed, and destroyed by destroying its key. Each is visible completely or not at
/// all: a killed store leaves an unfinished `.partial` file of ciphertext, which ``sweep()`` or a second store of the
/// same name removes.
///
/// Safe to use from any number of tasks, and from several processes and hosts on one directory: nothing is kept in
/// memory but the organization's key, and who stores or destroys an item holds an advisory lock (`flock`) on it.
/// Reading takes no lock; who has begun to read an item that is being destroyed may still finish.
/// The calls block their thread on the disk: call them from a `@concurrent` function, not from an actor.
public final class Vault: Sendable {
    /// The clear bytes in a chunk.
    public static let chunkSize = 1 << 20

    let organizationKey: OrganizationKey
    let root: Directory
    let itemFiles: Directory
    let destructionRecords: Directory
    let itemKeys: Directory
    let municipalityKeys: Directory
    let observer: Observer

    /// Opens the vault at `root`, or makes it there.
    ///
    /// Throws ``VaultError/wrongOrganizationKey(expected:given:)`` when it was made with another key.
    public convenience init(root: String, organizationKey: OrganizationKey) throws(VaultError) {
        try self.init(root: root, organizationKey: organizationKey, observer: { _ throws(VaultError) in })
    }

    /// As ``init(root:organizationKey:)``, for tests: `observer` is called after each step that reaches the disk, and
    /// what it throws fails that step.
    package init(
        root: String, organizationKey: OrganizationKey, observer: @escaping Observer
    ) throws(VaultError) {
        self.organizationKey = organizationKey
        self.observer = observer
        let root = try Directory(path: root, creating: true)
        self.root = root
        let keys = try root.subdirectory("keys")
        itemFiles = try root.subdirectory("items")
        destructionRecords = try root.subdirectory("destroyed")
        itemKeys = try keys.subdirectory("items")
        municipalityKeys = try keys.subdirectory("municipalities")
        try Vault.check(root, organizationKey: organizationKey)
    }

    private static func check(_ root: Directory, organizationKey: OrganizationKey) throws(VaultError) {
        let title = "oboro-vault 1\n"
        if try !root.contains("vault") {
            try root.publish(Array("\(title)\(organizationKey.fingerprint)\n".utf8), as: "vault")
        }
        let text = String(decoding: try root.contents(of: "vault") ?? [], as: UTF8.self)
        guard text.hasPrefix(title), text.hasSuffix("\n"),
            let expected = KeyFingerprint(String(text.dropFirst(title.count).dropLast()))
        else { throw .unknownVaultFormat }
        guard expected == organizationKey.fingerprint else {
            throw .wrongOrganizationKey(expected: expected, given: organizationKey.fingerprint)
        }
    }

    /// Called with each step of a store or a destruction.
    package typealias Observer = @Sendable (VaultStep) throws(VaultError) -> Void
}

/// The steps at which a killed process would leave the vault in different states.
package enum VaultStep: Hashable, Sendable, CaseIterable {
    case partialCreated
    case chunkWritten
    case contentSynchronized
    case keyWritten
    case itemPublished
    case destructionRecorded
    case keyOverwritten
    case keyRemoved
    case ciphertextRemoved
}
