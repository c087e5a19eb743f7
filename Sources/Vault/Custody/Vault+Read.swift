extension Vault {
    /// Opens an item for reading in pieces. Its header is authenticated and the file has its full length.
    /// - Parameter owner: the municipality in whose name the caller reads; an item of another one is refused.
    public func reader(_ id: CustodyItemID, owner: OwnerCode) throws(VaultError) -> CustodyReader {
        try open(id, owner: owner)
    }

    /// What is known of the item. The header is authenticated and the file has its full length; no chunk is read.
    public func item(_ id: CustodyItemID, owner: OwnerCode) throws(VaultError) -> CustodyItem {
        try open(id, owner: owner).item
    }

    /// Hands the clear content over in order, in pieces of at most ``chunkSize`` bytes, in bounded memory.
    ///
    /// Each piece is authentic when it is handed over, but a later one may turn out not to be: what was made of the
    /// earlier ones must then be thrown away. What `body` throws is thrown on.
    @discardableResult
    public func read(
        _ id: CustodyItemID, owner: OwnerCode, body: ([UInt8]) throws -> Void
    ) throws -> CustodyItem {
        var reader = try open(id, owner: owner)
        while let piece = try reader.next() { try body(piece) }
        return reader.item
    }

    /// The whole clear content, when it is not longer than `limit` bytes.
    public func readAll(_ id: CustodyItemID, owner: OwnerCode, limit: Int) throws(VaultError) -> [UInt8] {
        var reader = try open(id, owner: owner)
        guard reader.item.byteCount <= limit else {
            throw .tooLarge(id, byteCount: reader.item.byteCount, limit: limit)
        }
        var content: [UInt8] = []
        content.reserveCapacity(Int(reader.item.byteCount))
        while let piece = try reader.next() { content.append(contentsOf: piece) }
        return content
    }

    /// Reads and authenticates every chunk and compares the SHA-256 of the clear content.
    @discardableResult
    public func verify(_ id: CustodyItemID, owner: OwnerCode) throws(VaultError) -> CustodyItem {
        var reader = try open(id, owner: owner)
        var digest = ContentDigest()
        while let piece = try reader.next() { digest.update(piece) }
        guard digest.hexadecimalText == reader.item.sha256 else { throw .damagedHeader(id) }
        return reader.item
    }

    /// The names of all items that can be read, sorted.
    public func items() throws(VaultError) -> [CustodyItemID] {
        var found: [CustodyItemID] = []
        for name in try itemFiles.names() {
            guard let id = try? CustodyItemID(name), try !destructionRecords.contains(name) else { continue }
            found.append(id)
        }
        return found
    }

    private func open(_ id: CustodyItemID, owner: OwnerCode) throws(VaultError) -> CustodyReader {
        if try destructionRecords.contains(id.description) { throw .destroyed(id) }
        guard let file = try itemFiles.openIfPresent(id.description) else {
            // It may have been destroyed between the two looks.
            if try destructionRecords.contains(id.description) { throw .destroyed(id) }
            throw .noSuchItem(id)
        }
        let start = try file.read(count: ItemHeader.maximumLength, at: 0)
        let found = try file.status().byteCount
        let minimum = Int64(ItemHeader.minimumLength(id: id, owner: owner))
        guard let (header, sealed) = ItemHeader.parse(start) else {
            guard found >= minimum else {
                throw .truncated(id, chunk: 0, expectedBytes: minimum, foundBytes: found)
            }
            throw .damagedHeader(id)
        }
        guard header.id == id else { throw .foreignItem(id, found: header.id) }
        guard header.owner == owner else { throw .wrongOwner(id, asked: owner, actual: header.owner) }
        let key: KeyMaterial
        do {
            key = try itemKey(id, owner: owner)
        } catch .missingItemKey {
            if try destructionRecords.contains(id.description) { throw .destroyed(id) }
            throw .missingItemKey(id)
        }
        let cipher = ChunkCipher(key: key, header: header)
        guard let sealed else {
            throw .truncated(id, chunk: 0, expectedBytes: header.fileLength, foundBytes: found)
        }
        let digest = try cipher.openDigest(sealed, header: header)
        if found < header.fileLength {
            let complete = (found - Int64(header.length)) / Int64(header.chunkSize + ChunkCipher.overhead)
            throw .truncated(
                id, chunk: Int(complete), expectedBytes: header.fileLength, foundBytes: found)
        }
        if found > header.fileLength {
            throw .trailingBytes(id, expectedBytes: header.fileLength, foundBytes: found)
        }
        return CustodyReader(
            file: file, header: header, cipher: cipher,
            item: CustodyItem(header: header, digest: digest, key: key.fingerprint))
    }
}
