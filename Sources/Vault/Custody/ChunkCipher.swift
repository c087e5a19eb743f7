import Crypto
import FoundationEssentials

/// Seals and opens the parts of one item by AES-256-GCM under its data key.
///
/// A chunk lies in the file as
/// ```
/// index (8) | marker of the item's key (8) | ciphertext | tag (16)
/// ```
/// The nonce is made of the part's role and index. Each data key seals one item once and items are never rewritten, so
/// no nonce comes twice. The additional data name the item, the owner, the chunk size, the index and whether it is the
/// last chunk. Index and marker before the ciphertext are hints by which a failure is named; they are never trusted.
struct ChunkCipher {
    static let tagLength = 16
    static let hintLength = 16
    static let overhead = hintLength + tagLength

    private enum Role: UInt8 {
        case middle = 0
        case last = 1
        case digest = 2
    }

    private let key: SymmetricKey
    private let marker: [UInt8]
    private let item: CustodyItemID
    private let context: [UInt8]

    init(key: KeyMaterial, header: ItemHeader) {
        self.key = key.key
        marker = Array(key.fingerprint.bytes.prefix(8))
        item = header.id
        context =
            Array("oboro vault chunk v1".utf8) + lengthPrefixed(header.id.description)
            + lengthPrefixed(header.owner.description) + bigEndian(UInt64(header.chunkSize))
    }

    /// The chunk as it lies in the file.
    func seal(_ clear: [UInt8], index: Int, isLast: Bool) throws(VaultError) -> [UInt8] {
        let role: Role = isLast ? .last : .middle
        return try seal(
            clear, role, index, additional: additional(index: index, role), after: bigEndian(UInt64(index)) + marker)
    }

    /// The clear content of the chunk that stands at `index`, or an error that names what is wrong with it.
    func open(_ record: [UInt8], index: Int, isLast: Bool) throws(VaultError) -> Data {
        let hint = record.prefix(ChunkCipher.hintLength)
        let sealed = Array(record.dropFirst(ChunkCipher.hintLength))
        if let clear = open(sealed, index: index, role: isLast ? .last : .middle) {
            guard hint.elementsEqual(bigEndian(UInt64(index)) + marker) else {
                throw .damagedChunk(item, chunk: index)
            }
            return clear
        }
        guard hint.dropFirst(8).elementsEqual(marker) else { throw .chunkOfAnotherItem(item, chunk: index) }
        let found = hint.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        if let found = Int(exactly: found), found != index,
            open(sealed, index: found, role: .middle) != nil || open(sealed, index: found, role: .last) != nil
        {
            throw .misplacedChunk(item, chunk: index, found: found)
        }
        throw .damagedChunk(item, chunk: index)
    }

    /// Seals the digest of the clear content and with it the header.
    func sealDigest(_ digest: [UInt8], header: ItemHeader) throws(VaultError) -> [UInt8] {
        try seal(digest, .digest, 0, additional: header.clearPart)
    }

    /// The digest of the clear content; an error when it or the header was changed.
    func openDigest(_ sealed: [UInt8], header: ItemHeader) throws(VaultError) -> [UInt8] {
        guard let digest = open(sealed, .digest, 0, additional: header.clearPart) else { throw .damagedHeader(item) }
        return Array(digest)
    }

    private func additional(index: Int, _ role: Role) -> [UInt8] {
        context + bigEndian(UInt64(index)) + [role.rawValue]
    }

    private func nonce(_ role: Role, _ index: Int) -> [UInt8] { [role.rawValue, 0, 0, 0] + bigEndian(UInt64(index)) }

    private func seal(
        _ clear: [UInt8], _ role: Role, _ index: Int, additional: [UInt8], after hint: [UInt8] = []
    ) throws(VaultError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(
                clear, using: key, nonce: AES.GCM.Nonce(data: nonce(role, index)), authenticating: additional)
            var record = hint
            record.reserveCapacity(hint.count + clear.count + ChunkCipher.tagLength)
            record.append(contentsOf: box.ciphertext)
            record.append(contentsOf: box.tag)
            return record
        } catch {
            throw .cryptographyFailed(operation: "sealing")
        }
    }

    private func open(_ sealed: [UInt8], index: Int, role: Role) -> Data? {
        open(sealed, role, index, additional: additional(index: index, role))
    }

    private func open(_ sealed: [UInt8], _ role: Role, _ index: Int, additional: [UInt8]) -> Data? {
        guard sealed.count >= ChunkCipher.tagLength,
            let nonce = try? AES.GCM.Nonce(data: nonce(role, index)),
            let box = try? AES.GCM.SealedBox(
                nonce: nonce, ciphertext: sealed.dropLast(ChunkCipher.tagLength),
                tag: sealed.suffix(ChunkCipher.tagLength))
        else { return nil }
        return try? AES.GCM.open(box, using: key, authenticating: additional)
    }
}
