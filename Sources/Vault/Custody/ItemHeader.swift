/// The first bytes of an item's file:
///
/// ```
/// "OBOROITM" (8) | version 2 (1) | chunk size (8) | byte count (8)
/// id, owner, kind: each its length (1) and its text; the kind is filled up with zero bytes to 24
/// SHA-256 of the clear content, sealed (32 + 16)
/// ```
/// The sealed part authenticates all before it. Numbers have their highest byte first.
struct ItemHeader {
    private static let magic = Array("OBOROITM".utf8) + [2]
    static let sealedLength = 32 + ChunkCipher.tagLength
    /// The kind always takes as much room, since it may be known only when all chunks are written.
    private static let kindLength = 24
    /// No header is longer: the three texts have at most 128 + 64 + 24 bytes.
    static let maximumLength = 512

    let id: CustodyItemID
    let owner: OwnerCode
    var kind: CustodyKind
    /// The clear bytes in each chunk but the last.
    let chunkSize: Int
    /// The clear bytes in all.
    var byteCount: Int64

    init(id: CustodyItemID, owner: OwnerCode, kind: CustodyKind, chunkSize: Int, byteCount: Int64) {
        self.id = id
        self.owner = owner
        self.kind = kind
        self.chunkSize = chunkSize
        self.byteCount = byteCount
    }

    /// Reads the clear part and returns it with the sealed one, which is `nil` when the bytes end in it; `nil` when the
    /// layout is another. Nothing of it may be believed before ``ChunkCipher/openDigest(_:header:)`` has succeeded.
    static func parse(_ bytes: [UInt8]) -> (header: ItemHeader, sealed: [UInt8]?)? {
        var reader = ByteReader(bytes)
        guard reader.take(magic.count)?.elementsEqual(magic) == true,
            let chunkSize = reader.takeNumber().flatMap(Int.init(exactly:)), (4096...(1 << 30)).contains(chunkSize),
            let byteCount = reader.takeNumber().flatMap(Int64.init(exactly:)), byteCount < 1 << 56,
            let id = reader.takeText().flatMap({ try? CustodyItemID($0) }),
            let owner = reader.takeText().flatMap({ try? OwnerCode($0) }),
            let name = reader.takeText(), let kind = CustodyKind(rawValue: name),
            reader.take(kindLength - name.utf8.count)?.allSatisfy({ $0 == 0 }) == true
        else { return nil }
        let header = ItemHeader(id: id, owner: owner, kind: kind, chunkSize: chunkSize, byteCount: byteCount)
        return (header, reader.take(sealedLength).map(Array.init))
    }

    /// The clear part.
    var clearPart: [UInt8] {
        ItemHeader.magic + bigEndian(UInt64(chunkSize)) + bigEndian(UInt64(byteCount))
            + lengthPrefixed(id.description) + lengthPrefixed(owner.description) + lengthPrefixed(kind.rawValue)
            + [UInt8](repeating: 0, count: ItemHeader.kindLength - kind.rawValue.utf8.count)
    }

    /// The header's length in the file; it does not depend on the byte count.
    var length: Int { clearPart.count + ItemHeader.sealedLength }

    /// What is too short for the header of this item, was cut off in it.
    static func minimumLength(id: CustodyItemID, owner: OwnerCode) -> Int {
        ItemHeader(id: id, owner: owner, kind: .output, chunkSize: 0, byteCount: 0).length
    }

    var chunkCount: Int { Int((byteCount + Int64(chunkSize) - 1) / Int64(chunkSize)) }

    /// The length of the whole file.
    var fileLength: Int64 { Int64(length) + byteCount + Int64(chunkCount) * Int64(ChunkCipher.overhead) }

    /// Where the chunk begins in the file.
    func offset(of chunk: Int) -> Int64 { Int64(length) + Int64(chunk) * Int64(chunkSize + ChunkCipher.overhead) }

    /// The clear bytes of this chunk.
    func clearLength(of chunk: Int) -> Int {
        Int(min(Int64(chunkSize), byteCount - Int64(chunk) * Int64(chunkSize)))
    }
}
