extension Vault {
    /// Destroys the item: its key first, then its ciphertext. Nobody can read it afterwards, not from a copy of the
    /// ciphertext and not with the organization's key.
    ///
    /// Before anything is destroyed a record of it is on the disk. A destruction that was cut short is completed by a
    /// second call or by ``sweep()``; a call for an item already destroyed returns the same outcome again.
    ///
    /// The wrapped key is overwritten before it is removed. On disks that write elsewhere (SSD, copy-on-write file
    /// systems) an old block may survive until it is reused, and so do backups of `keys/`: keep `keys/` on an encrypted
    /// disk and out of long-lived backups.
    public func destroy(_ id: CustodyItemID, owner: OwnerCode) throws(VaultError) -> Destruction {
        let partial = "\(id).partial"
        guard let lock = try itemFiles.lock(partial, waiting: false) else { throw .itemBusy(id) }
        defer { withExtendedLifetime(lock) { try? itemFiles.remove(partial) } }
        let destruction: Destruction
        if let recorded = try recordedDestruction(of: id) {
            destruction = recorded
        } else {
            destruction = try recordDestruction(of: id, owner: owner)
        }
        guard destruction.owner == owner else {
            throw .wrongOwner(id, asked: owner, actual: destruction.owner)
        }
        try complete(destruction)
        return destruction
    }

    /// The destruction of the item that was recorded, complete or not.
    func recordedDestruction(of id: CustodyItemID) throws(VaultError) -> Destruction? {
        guard let record = try destructionRecords.contents(of: id.description) else { return nil }
        guard let destruction = Destruction(record: record, of: id) else { throw .damagedDestructionRecord(id) }
        return destruction
    }

    private func recordDestruction(of id: CustodyItemID, owner: OwnerCode) throws(VaultError) -> Destruction {
        guard try itemFiles.contains(id.description) else { throw .noSuchItem(id) }
        let key = try itemKeys.contents(of: id.description).flatMap { WrappedKey(record: $0) }
        try checkOwner(of: id, is: owner, key: key)
        let destruction = Destruction(id: id, owner: owner, keyFingerprint: key?.fingerprint)
        try destructionRecords.publish(destruction.record, as: id.description)
        try observer(.destructionRecorded)
        return destruction
    }

    /// A damaged item must be erased as well. So only evidence that speaks for another owner stops the destruction.
    private func checkOwner(of id: CustodyItemID, is owner: OwnerCode, key: WrappedKey?) throws(VaultError) {
        if let file = try itemFiles.openIfPresent(id.description),
            let (header, _) = ItemHeader.parse(try file.read(count: ItemHeader.maximumLength, at: 0)),
            header.id == id, header.owner != owner
        {
            throw .wrongOwner(id, asked: owner, actual: header.owner)
        }
        guard let key else { return }
        let municipality = try municipalityKeys.contents(of: owner.description).flatMap {
            WrappedKey(record: $0)
        }
        guard municipality == nil || municipality?.fingerprint == key.wrapper else {
            throw .wrongMunicipalityKey(id, owner: owner)
        }
    }

    /// Does what is left to do of a recorded destruction.
    func complete(_ destruction: Destruction) throws(VaultError) {
        let name = destruction.id.description
        if try itemKeys.contains(name) {
            try itemKeys.overwrite(name)
            try observer(.keyOverwritten)
            try itemKeys.remove(name)
        }
        // Also when the name is gone already: the process may have been killed before this.
        try itemKeys.synchronize()
        try observer(.keyRemoved)
        try itemFiles.remove(name)
        try itemFiles.synchronize()
        try observer(.ciphertextRemoved)
    }
}
