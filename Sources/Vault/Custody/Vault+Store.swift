import Crypto

extension Vault {
    /// Takes an item into custody, from a source of any length, in bounded memory.
    ///
    /// When it returns, the item and its key are on the disk. When it throws, nothing of the item is visible.
    /// - Parameters:
    ///   - id: the item's name; by default a new random one. The name of an item that exists or was destroyed is
    ///     refused. After a store that was cut short, the same name may be used again.
    ///   - owner: the municipality; its key is made when it has none yet.
    ///   - content: calls the function it is given with the content, in pieces of any size and in order. What it
    ///     throws, the store throws.
    @discardableResult
    public func store(
        id: CustodyItemID = .generate(), owner: OwnerCode, kind: CustodyKind,
        writing content: (_ write: ([UInt8]) throws(VaultError) -> Void) throws -> Void
    ) throws -> CustodyItem {
        let partial = "\(id).partial"
        guard let file = try itemFiles.lock(partial, waiting: false) else { throw VaultError.itemBusy(id) }
        // The open file is the lock as well.
        defer { withExtendedLifetime(file) {} }
        do {
            try requireUnused(id)
        } catch {
            try? itemFiles.remove(partial)
            throw error
        }
        do {
            let key = KeyMaterial()
            let item = try write(
                to: file, key: key,
                header: ItemHeader(id: id, owner: owner, kind: kind, chunkSize: Vault.chunkSize, byteCount: 0),
                content: content)
            try itemFiles.rename(partial, to: id.description)
            try itemFiles.synchronize()
            try observer(.itemPublished)
            return item
        } catch {
            // Also when only the last synchronization failed: who is told of a failure must not find an item.
            try? itemKeys.remove(id.description)
            try? itemFiles.remove(id.description)
            try? itemFiles.remove(partial)
            throw error
        }
    }

    private func requireUnused(_ id: CustodyItemID) throws(VaultError) {
        if try destructionRecords.contains(id.description) { throw .destroyed(id) }
        if try itemFiles.contains(id.description) { throw .itemExists(id) }
    }

    private func write(
        to file: borrowing OpenFile, key: KeyMaterial, header empty: ItemHeader,
        content: (_ write: ([UInt8]) throws(VaultError) -> Void) throws -> Void
    ) throws -> CustodyItem {
        var header = empty
        let cipher = ChunkCipher(key: key, header: header)
        var digest = SHA256()
        var chunk: [UInt8] = []
        chunk.reserveCapacity(header.chunkSize)
        var index = 0
        var end = Int64(header.length)

        func flush(isLast: Bool) throws(VaultError) {
            let record = try cipher.seal(chunk, index: index, isLast: isLast)
            try file.write(record, at: end)
            end += Int64(record.count)
            index += 1
            chunk.removeAll(keepingCapacity: true)
            try observer(.chunkWritten)
        }

        try file.truncate()
        try observer(.partialCreated)
        try content { piece throws(VaultError) in
            digest.update(data: piece)
            header.byteCount += Int64(piece.count)
            var rest = piece[...]
            while !rest.isEmpty {
                // A full chunk waits until more bytes come: only then is it known not to be the last.
                if chunk.count == header.chunkSize { try flush(isLast: false) }
                let part = rest.prefix(header.chunkSize - chunk.count)
                chunk.append(contentsOf: part)
                rest = rest.dropFirst(part.count)
            }
        }
        if !chunk.isEmpty { try flush(isLast: true) }
        let sum = Array(digest.finalize())
        try file.write(header.clearPart + cipher.sealDigest(sum, header: header), at: 0)
        try file.synchronize()
        try observer(.contentSynchronized)
        try writeItemKey(key, for: header)
        try observer(.keyWritten)
        return CustodyItem(header: header, digest: sum, key: key.fingerprint)
    }

    /// Takes into custody what `next` returns until it returns `nil`; see ``store(id:owner:kind:writing:)``.
    @discardableResult
    public func store(
        id: CustodyItemID = .generate(), owner: OwnerCode, kind: CustodyKind, from next: () throws -> [UInt8]?
    ) throws -> CustodyItem {
        try store(id: id, owner: owner, kind: kind) { write in
            while let piece = try next() { try write(piece) }
        }
    }

    /// Takes bytes that are in memory into custody; see ``store(id:owner:kind:writing:)``.
    @discardableResult
    public func store(
        id: CustodyItemID = .generate(), owner: OwnerCode, kind: CustodyKind, bytes: [UInt8]
    ) throws(VaultError) -> CustodyItem {
        var rest: [UInt8]? = bytes
        return try storeTyped(id: id, owner: owner, kind: kind) { () throws(VaultError) in
            defer { rest = nil }
            return rest
        }
    }

    /// Takes the content of a file into custody; see ``store(id:owner:kind:writing:)``. The file stays as it is.
    @discardableResult
    public func store(
        id: CustodyItemID = .generate(), owner: OwnerCode, kind: CustodyKind, fileAt path: String
    ) throws(VaultError) -> CustodyItem {
        let (directory, name) = try Directory.split(path)
        let file = try directory.openForReading(name)
        var offset: Int64 = 0
        func next() throws(VaultError) -> [UInt8]? {
            let piece = try file.read(count: Vault.chunkSize, at: offset)
            offset += Int64(piece.count)
            return piece.isEmpty ? nil : piece
        }
        return try storeTyped(id: id, owner: owner, kind: kind, from: next)
    }

    /// A source that throws nothing but the vault's errors leaves nothing else to throw.
    private func storeTyped(
        id: CustodyItemID, owner: OwnerCode, kind: CustodyKind, from next: () throws(VaultError) -> [UInt8]?
    ) throws(VaultError) -> CustodyItem {
        do {
            return try store(id: id, owner: owner, kind: kind, from: next)
        } catch let error as VaultError {
            throw error
        } catch {
            throw .cryptographyFailed(operation: "storing")
        }
    }
}

extension CustodyItem {
    init(header: ItemHeader, digest: [UInt8], key: KeyFingerprint) {
        self.init(
            id: header.id, owner: header.owner, kind: header.kind, byteCount: header.byteCount,
            sha256: hexadecimal(digest), keyFingerprint: key)
    }
}
