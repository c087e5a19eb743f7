import Glibc

extension VaultError: CustomStringConvertible {
    /// One English sentence on what happened and one on what to do next.
    public var description: String {
        itemDescription ?? tamperingDescription ?? keyDescription ?? fileDescription
    }

    private var itemDescription: String? {
        switch self {
        case .invalidOwner:
            "The owner code is refused. Use 1 to 64 of the characters A-Z, a-z, 0-9 and '-'."
        case .invalidItemID:
            "The item identifier is refused. Use 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-', "
                + "not beginning with '.' and not ending in '.partial'."
        case .noSuchItem(let item):
            "There is no item \(item) in the vault. Check the identifier in the event that refers to it."
        case .itemExists(let item):
            "Item \(item) exists and is never overwritten. Store under another identifier."
        case .itemBusy(let item):
            "Item \(item) is being stored or destroyed by another task. Try again when that has ended."
        case .destroyed(let item):
            "Item \(item) was destroyed and cannot be read or stored again. See its certificate of erasure."
        case .wrongOwner(let item, let asked, let actual):
            "Item \(item) belongs to \(actual) and was asked for in the name of \(asked). Check the job's municipality."
        case .tooLarge(let item, let byteCount, let limit):
            "Item \(item) holds \(byteCount) bytes, more than the limit of \(limit). Read it as a stream."
        default: nil
        }
    }

    private var tamperingDescription: String? {
        switch self {
        case .damagedHeader(let item):
            "The header of item \(item) is damaged. Restore the file from a backup."
        case .foreignItem(let item, let found):
            "The file of item \(item) is that of item \(found). Restore both files from a backup."
        case .truncated(let item, let chunk, let expected, let found):
            "Item \(item) ends in chunk \(chunk): \(found) of \(expected) bytes are there. Restore it from a backup."
        case .trailingBytes(let item, let expected, let found):
            "Item \(item) has \(found) bytes instead of \(expected): something was appended. Restore it from a backup."
        case .damagedChunk(let item, let chunk):
            "Chunk \(chunk) of item \(item) is damaged. Restore the file from a backup."
        case .misplacedChunk(let item, let chunk, let found):
            "At chunk \(chunk) of item \(item) stands its chunk \(found). Restore the file from a backup."
        case .chunkOfAnotherItem(let item, let chunk):
            "Chunk \(chunk) of item \(item) comes from another item. Restore the file from a backup."
        default: nil
        }
    }

    private var keyDescription: String? {
        switch self {
        case .wrongOrganizationKey(let expected, let given):
            "The organization's key is \(given) and the vault needs \(expected). Name the right key file."
        case .missingMunicipalityKey(let owner):
            "The key of municipality \(owner) is missing. Restore keys/municipalities from the key backup."
        case .damagedMunicipalityKey(let owner):
            "The key file of municipality \(owner) is damaged. Restore it from the key backup."
        case .keyOfAnotherMunicipality(let owner):
            "The key file of municipality \(owner) belongs to another one. Restore it from the key backup."
        case .missingItemKey(let item):
            "The key of item \(item) is missing though no destruction was recorded. Restore it from the key backup."
        case .damagedItemKey(let item):
            "The key file of item \(item) is damaged. Restore it from the key backup."
        case .keyOfAnotherItem(let item):
            "The key file of item \(item) belongs to another item. Restore it from the key backup."
        case .wrongMunicipalityKey(let item, let owner):
            "The key of item \(item) is not wrapped by that of municipality \(owner). Restore both from a backup."
        case .keyFileExists(let path):
            "A file exists at \(path); a key file is never overwritten. Move it away or name another path."
        case .damagedKeyFile(let path):
            "The key file at \(path) is damaged or of another kind. Restore it from where it was deposited."
        case .exposedKeyFile(let path, let mode):
            "The key file at \(path) has mode \(String(mode, radix: 8)). Take access from others: chmod 600."
        default: nil
        }
    }

    private var fileDescription: String {
        switch self {
        case .unknownVaultFormat:
            "The vault's description is damaged or of a later version. Use the version of Oboro that wrote it."
        case .damagedDestructionRecord(let item):
            "The record of the destruction of item \(item) is damaged. Restore it from a backup."
        case .diskFull(let file):
            "No space is left for \(file); nothing of it is visible. Free space and try again."
        case .symbolicLink(let file):
            "\(file) is a symbolic link, which the vault does not follow. Put the real file in its place."
        case .notRegularFile(let file):
            "\(file) is no regular file. Put the real file in its place."
        case .fileSystem(let call, let file, let code):
            "\(call) failed for \(file): \(String(cString: strerror(code))). Check the disk and the permissions."
        case .cryptographyFailed(let operation):
            "The cryptographic library failed at \(operation). Check the installation."
        default: ""
        }
    }
}
