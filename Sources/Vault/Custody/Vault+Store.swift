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
        let writer = try writer(id: id, owner: owner)
        do {
            try content { piece throws(VaultError) in try writer.write(piece) }
        } catch {
            writer.discard()
            throw error
        }
        return try writer.finish(as: kind)
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
