/// What went wrong in the vault, where, and what to do next.
///
/// Carries only generated or validated names, fingerprints, sizes and positions: never content and never key material.
public enum VaultError: Error, Equatable, Sendable {
    /// The text is no owner code; the value itself is withheld because it may come from outside.
    case invalidOwner
    /// The text is no item identifier; the value itself is withheld because it may come from outside.
    case invalidItemID

    /// No item of this name was ever completely stored.
    case noSuchItem(CustodyItemID)
    /// An item of this name exists; items are never overwritten.
    case itemExists(CustodyItemID)
    /// Another task or process is storing or destroying this item now.
    case itemBusy(CustodyItemID)
    /// The item's key was destroyed, or its destruction has begun; the name is never used again.
    case destroyed(CustodyItemID)
    /// The caller asked in the name of one municipality for an item of another one.
    case wrongOwner(CustodyItemID, asked: OwnerCode, actual: OwnerCode)
    /// The item holds more bytes than the caller was ready to hold in memory.
    case tooLarge(CustodyItemID, byteCount: Int64, limit: Int)

    /// The item's header is unreadable or fails authentication.
    case damagedHeader(CustodyItemID)
    /// The file under this name is another item's.
    case foreignItem(CustodyItemID, found: CustodyItemID)
    /// The file ends early; `chunk` is the first one that is not complete.
    case truncated(CustodyItemID, chunk: Int, expectedBytes: Int64, foundBytes: Int64)
    /// The file is longer than its header says.
    case trailingBytes(CustodyItemID, expectedBytes: Int64, foundBytes: Int64)
    /// The chunk fails authentication: at least one bit is not as it was written.
    case damagedChunk(CustodyItemID, chunk: Int)
    /// The chunk is an authentic one of this item from another place: swapped, duplicated or moved.
    case misplacedChunk(CustodyItemID, chunk: Int, found: Int)
    /// The chunk was sealed under another item's key.
    case chunkOfAnotherItem(CustodyItemID, chunk: Int)

    /// The organization's key given is not the one that this vault, or this municipality's key, was made with.
    case wrongOrganizationKey(expected: KeyFingerprint, given: KeyFingerprint)
    /// The municipality has no key in this vault.
    case missingMunicipalityKey(OwnerCode)
    /// The file with the municipality's wrapped key is damaged.
    case damagedMunicipalityKey(OwnerCode)
    /// The file with the municipality's wrapped key belongs to another municipality.
    case keyOfAnotherMunicipality(OwnerCode)
    /// The item is there and its wrapped key is not.
    case missingItemKey(CustodyItemID)
    /// The file with the item's wrapped key is damaged.
    case damagedItemKey(CustodyItemID)
    /// The file with the item's wrapped key belongs to another item.
    case keyOfAnotherItem(CustodyItemID)
    /// The item's key is wrapped by the key of another municipality than the header's.
    case wrongMunicipalityKey(CustodyItemID, owner: OwnerCode)

    /// A key file is to be made where a file exists already.
    case keyFileExists(path: String)
    /// The key file is damaged or of another kind.
    case damagedKeyFile(path: String)
    /// The key file can be read by others than its owner.
    case exposedKeyFile(path: String, mode: UInt32)

    /// The vault's own description file is damaged or of a later version.
    case unknownVaultFormat
    /// The record of a destruction is damaged.
    case damagedDestructionRecord(CustodyItemID)
    /// No space, quota or permitted file size is left; nothing became visible.
    case diskFull(file: String)
    /// A symbolic link stands where the vault expects its own file.
    case symbolicLink(file: String)
    /// Something other than a regular file stands where the vault expects its own file.
    case notRegularFile(file: String)
    /// A system call failed with this `errno`.
    case fileSystem(call: String, file: String, code: Int32)
    /// The cryptographic library refused an operation that cannot fail on sound input.
    case cryptographyFailed(operation: String)
}
