/// Reads the clear content of one item in order, chunk by chunk.
///
/// Each piece is authentic when it is returned, but a later one may turn out not to be: what was made of the earlier
/// ones must then be thrown away.
public struct CustodyReader: ~Copyable {
    /// What is known of the item, authenticated.
    public let item: CustodyItem

    private let file: OpenFile
    private let header: ItemHeader
    private let cipher: ChunkCipher
    private var index = 0

    init(file: consuming OpenFile, header: ItemHeader, cipher: ChunkCipher, item: CustodyItem) {
        self.file = file
        self.header = header
        self.cipher = cipher
        self.item = item
    }

    /// The next piece, of at most ``Vault/chunkSize`` bytes, or `nil` after the last one.
    public mutating func next() throws(VaultError) -> [UInt8]? {
        guard index < header.chunkCount else { return nil }
        let length = header.clearLength(of: index) + ChunkCipher.overhead
        let record = try file.read(count: length, at: header.offset(of: index))
        let clear = try cipher.open(record, index: index, isLast: index == header.chunkCount - 1)
        index += 1
        return Array(clear)
    }
}
