import Crypto

/// Takes one item into custody piece by piece, in bounded memory, where what it is shows itself only at the end: a file
/// that is looked at while it is stored is a source or goes into quarantine.
///
/// Nothing of the item is visible before ``finish(as:)`` returns, and nothing is left of a writer that is discarded. Used
/// by one task at a time.
public final class CustodyWriter {
    private let vault: Vault
    private let id: CustodyItemID
    /// The open file is the lock as well.
    private let file: OpenFile
    private let key = KeyMaterial()
    private let cipher: ChunkCipher
    private var header: ItemHeader
    private var digest = SHA256()
    private var chunk: [UInt8] = []
    private var index = 0
    private var end: Int64
    private var isOpen = true

    init(_ vault: Vault, id: CustodyItemID, owner: OwnerCode) throws(VaultError) {
        let partial = "\(id).partial"
        guard let file = try vault.itemFiles.lock(partial, waiting: false) else { throw .itemBusy(id) }
        self.vault = vault
        self.id = id
        self.file = file
        // The kind is filled in at the end; it takes the same room whatever it is.
        header = ItemHeader(id: id, owner: owner, kind: .quarantinedFile, chunkSize: Vault.chunkSize, byteCount: 0)
        cipher = ChunkCipher(key: key, header: header)
        end = Int64(header.length)
        do throws(VaultError) {
            if try vault.destructionRecords.contains(id.description) { throw .destroyed(id) }
            if try vault.itemFiles.contains(id.description) { throw .itemExists(id) }
            try self.file.truncate()
            try vault.observer(.partialCreated)
        } catch {
            isOpen = false
            try? vault.itemFiles.remove(partial)
            throw error
        }
        chunk.reserveCapacity(header.chunkSize)
    }

    deinit { discard() }

    /// The bytes taken so far.
    public var byteCount: Int64 { header.byteCount }

    /// Takes the next bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(VaultError) {
        digest.update(bufferPointer: bytes)
        header.byteCount += Int64(bytes.count)
        var rest = bytes
        while !rest.isEmpty {
            // A full chunk waits until more bytes come: only then is it known not to be the last.
            if chunk.count == header.chunkSize { try flush(isLast: false) }
            let part = rest.prefix(header.chunkSize - chunk.count)
            chunk.append(contentsOf: part)
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part.count))
        }
    }

    /// Takes the next bytes.
    public func write(_ bytes: [UInt8]) throws(VaultError) {
        var failure: VaultError?
        bytes.withUnsafeBytes { bytes in
            do throws(VaultError) { try write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// The SHA-256 of the bytes taken so far, 64 hexadecimal digits.
    public var sha256: String { hexadecimal(digest.finalize()) }

    /// Ends the item: when it returns, the item and its key are on the disk; when it throws, nothing of it is visible.
    /// Called once.
    public func finish(as kind: CustodyKind) throws(VaultError) -> CustodyItem {
        do throws(VaultError) {
            return try publish(as: kind)
        } catch {
            // Also when only the last synchronization failed: who is told of a failure must not find an item.
            try? vault.itemKeys.remove(id.description)
            try? vault.itemFiles.remove(id.description)
            discard()
            throw error
        }
    }

    /// Throws away what was taken. Nothing happens to an item that is finished.
    public func discard() {
        guard isOpen else { return }
        isOpen = false
        try? vault.itemFiles.remove("\(id).partial")
    }

    private func publish(as kind: CustodyKind) throws(VaultError) -> CustodyItem {
        if !chunk.isEmpty { try flush(isLast: true) }
        header.kind = kind
        let sum = Array(digest.finalize())
        try file.write(header.clearPart + cipher.sealDigest(sum, header: header), at: 0)
        try file.synchronize()
        try vault.observer(.contentSynchronized)
        try vault.writeItemKey(key, for: header)
        try vault.observer(.keyWritten)
        try vault.itemFiles.rename("\(id).partial", to: id.description)
        try vault.itemFiles.synchronize()
        try vault.observer(.itemPublished)
        isOpen = false
        return CustodyItem(header: header, digest: sum, key: key.fingerprint)
    }

    private func flush(isLast: Bool) throws(VaultError) {
        let record = try cipher.seal(chunk, index: index, isLast: isLast)
        try file.write(record, at: end)
        end += Int64(record.count)
        index += 1
        chunk.removeAll(keepingCapacity: true)
        try vault.observer(.chunkWritten)
    }
}

extension Vault {
    /// Begins an item that is written piece by piece.
    /// - Parameters:
    ///   - id: the item's name; by default a new random one. The name of an item that exists or was destroyed is refused.
    ///     After a store that was cut short, the same name may be used again.
    ///   - owner: the municipality; its key is made when it has none yet.
    public func writer(
        id: CustodyItemID = .generate(), owner: OwnerCode
    ) throws(VaultError) -> CustodyWriter {
        try CustodyWriter(self, id: id, owner: owner)
    }
}
