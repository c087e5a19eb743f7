/// Files that come in pieces, over days if need be, encrypted from the first byte: each under a key of its own, wrapped by
/// its municipality's key.
///
/// ```
/// <root>/uploads/<id>          sealed pieces, one after the other (see ``UploadAppend``)
/// <root>/uploads/<id>.state    how much of them counts, sealed
/// <root>/keys/uploads/<id>     the upload's key, wrapped
/// ```
/// What ``UploadState/offset`` tells is on the disk: a killed process loses nothing of it. Safe to use from several tasks,
/// processes and hosts; the calls block their thread on the disk. No clock: moments are seconds since 1970-01-01T00:00:00Z.
public final class UploadStore: Sendable {
    private static let magic = Array("OBOROUPS".utf8) + [1]

    let vault: Vault
    let limits: UploadLimits
    let files: Directory
    let keys: Directory

    /// Opens the uploads of a vault.
    public init(vault: Vault, limits: UploadLimits = UploadLimits()) throws(VaultError) {
        self.vault = vault
        self.limits = limits
        files = try vault.root.subdirectory("uploads")
        keys = try vault.root.subdirectory("keys").subdirectory("uploads")
    }

    /// Begins an upload.
    public func create(
        length: Int64, owner: OwnerCode, subject: String, metadata: [String: String] = [:], at now: Int64
    ) throws(UploadError) -> UploadState {
        let weight = metadata.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard (0...limits.length).contains(length), weight <= limits.metadataBytes, subject.utf8.count <= 128 else {
            throw .tooLarge
        }
        if try openCount(of: owner, at: now) >= limits.openPerOwner { throw .tooMany }
        let state = UploadState(
            id: CustodyItemID.generate().description, owner: owner.description, subject: subject, length: length,
            metadata: metadata, expiresAt: now + limits.lifetime)
        return try vaultErrors { () throws(VaultError) in
            let key = KeyMaterial()
            let wrapped = try WrappedKey(
                key, level: .item, subject: Self.keySubject(state.id),
                by: vault.municipalityKey(owner, creating: true))
            try keys.publish(wrapped.record, as: state.id)
            // The empty file, which is the lock as well.
            _ = try files.lock(state.id, waiting: true)
            try write(state, key: key)
            return state
        }
    }

    /// Where an upload stands.
    public func state(of id: String, at now: Int64) throws(UploadError) -> UploadState {
        let state = try load(id).state
        if state.isExpired(at: now) { throw .expired }
        return state
    }

    /// Ends an upload and destroys its key; nothing happens to one that is unknown.
    public func remove(_ id: String) throws(UploadError) {
        guard (try? CustodyItemID(id)) != nil else { return }
        try vaultErrors { () throws(VaultError) in
            if try keys.contains(id) {
                try keys.overwrite(id)
                try keys.remove(id)
            }
            try keys.synchronize()
            try files.remove("\(id).state")
            try files.remove(id)
            try files.synchronize()
        }
    }

    /// Throws away what has expired and what a killed creation left; the names. Uploads that are being added to are left.
    @discardableResult
    public func sweep(at now: Int64) throws(UploadError) -> [String] {
        var removed: [String] = []
        let names = try vaultErrors { () throws(VaultError) in try keys.names() + files.names() }
        let ids = Set(
            names.compactMap { $0.hasSuffix(".partial") ? nil : $0.split(separator: ".").first.map(String.init) })
        try vaultErrors { () throws(VaultError) in
            for directory in [files, keys] {
                for name in try directory.names() where name.hasSuffix(".partial") {
                    guard let lock = try directory.lock(name, waiting: false) else { continue }
                    try directory.remove(name)
                    withExtendedLifetime(lock) {}
                }
            }
        }
        for id in ids.sorted() {
            guard let lock = try vaultErrors({ () throws(VaultError) in try files.lock(id, waiting: false) }) else {
                continue
            }
            defer { withExtendedLifetime(lock) {} }
            // A damaged one is nobody's either; one whose key does not answer now is left.
            do throws(UploadError) {
                if try !load(id).state.isExpired(at: now) { continue }
            } catch {
                guard error == .unknown || error == .damaged else { continue }
            }
            try remove(id)
            removed.append(id)
        }
        return removed
    }

    private func openCount(of owner: OwnerCode, at now: Int64) throws(UploadError) -> Int {
        let names = try vaultErrors { () throws(VaultError) in try keys.names() }
        return names.count { name in
            guard let state = try? load(name).state else { return false }
            return state.owner == owner.description && !state.isExpired(at: now)
        }
    }

    static func keySubject(_ id: String) -> String { "upload:\(id)" }

    /// The state and the key of an upload.
    func load(_ id: String) throws(UploadError) -> (state: UploadState, key: KeyMaterial) {
        guard (try? CustodyItemID(id)) != nil else { throw .unknown }
        let found = try vaultErrors { () throws(VaultError) in
            (try files.contents(of: "\(id).state", limit: 1 << 16), try keys.contents(of: id))
        }
        guard let record = found.0, let wrappedRecord = found.1 else { throw .unknown }
        var reader = ByteReader(record)
        guard reader.take(Self.magic.count)?.elementsEqual(Self.magic) == true,
            let owner = reader.takeText().flatMap({ try? OwnerCode($0) }),
            let wrapped = WrappedKey(record: wrappedRecord), wrapped.subject == Self.keySubject(id)
        else { throw .damaged }
        let municipality = try vaultErrors { () throws(VaultError) in try vault.municipalityKey(owner, creating: false)
        }
        guard let key = wrapped.unwrap(by: municipality) else { throw .damaged }
        let header = Self.magic + lengthPrefixed(owner.description)
        guard let clear = PieceCipher(key: key, id: id).open(Array(record.dropFirst(header.count)), context: header),
            let state = UploadState(bytes: clear), state.id == id
        else { throw .damaged }
        return (state, key)
    }

    /// Puts the state in its place, durably and at once.
    func write(_ state: UploadState, key: KeyMaterial) throws(VaultError) {
        let header = Self.magic + lengthPrefixed(state.owner)
        let record = header + (try PieceCipher(key: key, id: state.id).seal(state.bytes, context: header))
        try files.publish(record, as: "\(state.id).state", replacing: true)
    }

    func vaultErrors<Value: ~Copyable>(_ body: () throws(VaultError) -> Value) throws(UploadError) -> Value {
        do throws(VaultError) {
            return try body()
        } catch {
            throw .vault(error)
        }
    }
}
