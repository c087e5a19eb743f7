extension Vault {
    /// The municipality's key; `creating` makes it when the municipality has none yet.
    func municipalityKey(_ owner: OwnerCode, creating: Bool) throws(VaultError) -> KeyMaterial {
        let name = owner.description
        if creating, try !municipalityKeys.contains(name) {
            let new = try WrappedKey(
                KeyMaterial(), level: .municipality, subject: name, by: organizationKey.material)
            try municipalityKeys.publish(new.record, as: name)
        }
        // Read back in any case: another task may have been first.
        guard let record = try municipalityKeys.contents(of: name) else { throw .missingMunicipalityKey(owner) }
        guard let wrapped = WrappedKey(record: record), wrapped.level == .municipality else {
            throw .damagedMunicipalityKey(owner)
        }
        guard wrapped.subject == name else { throw .keyOfAnotherMunicipality(owner) }
        guard wrapped.wrapper == organizationKey.fingerprint else {
            throw .wrongOrganizationKey(expected: wrapped.wrapper, given: organizationKey.fingerprint)
        }
        guard let key = wrapped.unwrap(by: organizationKey.material) else { throw .damagedMunicipalityKey(owner) }
        return key
    }

    /// The item's data key.
    func itemKey(_ item: CustodyItemID, owner: OwnerCode) throws(VaultError) -> KeyMaterial {
        let municipality = try municipalityKey(owner, creating: false)
        guard let record = try itemKeys.contents(of: item.description) else { throw .missingItemKey(item) }
        guard let wrapped = WrappedKey(record: record), wrapped.level == .item else { throw .damagedItemKey(item) }
        guard wrapped.subject == item.description else { throw .keyOfAnotherItem(item) }
        guard wrapped.wrapper == municipality.fingerprint else {
            throw .wrongMunicipalityKey(item, owner: owner)
        }
        guard let key = wrapped.unwrap(by: municipality) else { throw .damagedItemKey(item) }
        return key
    }

    /// Makes the item's data key and writes it, wrapped, in its place.
    func writeItemKey(_ key: KeyMaterial, for header: ItemHeader) throws(VaultError) {
        let municipality = try municipalityKey(header.owner, creating: true)
        let name = header.id.description
        // What an earlier, cut-short store of this name left behind opens nothing.
        try itemKeys.remove(name)
        let wrapped = try WrappedKey(key, level: .item, subject: name, by: municipality)
        try itemKeys.publish(wrapped.record, as: name)
    }
}
