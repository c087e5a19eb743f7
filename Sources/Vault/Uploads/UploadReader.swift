/// Reads the clear content of a finished upload in order. Each piece is authentic when it is returned.
public final class UploadReader {
    private let file: OpenFile
    private let cipher: PieceCipher
    private let state: UploadState
    private var offset: Int64 = 0
    private var place: Int64 = 0

    init(_ store: UploadStore, _ id: String, now: Int64) throws(UploadError) {
        let (state, key) = try store.load(id)
        if state.isExpired(at: now) { throw .expired }
        guard state.isComplete else { throw .incomplete(offset: state.offset, length: state.length) }
        let file = try store.vaultErrors { () throws(VaultError) in try store.files.openIfPresent(id) }
        guard let file else { throw .damaged }
        self.file = file
        self.state = state
        cipher = PieceCipher(key: key, id: id)
    }

    /// The next bytes, or nil at the end.
    public func next() throws(UploadError) -> [UInt8]? {
        guard offset < state.length else { return nil }
        var header = ByteReader(try read(8, at: place))
        guard let count = header.takeNumber().flatMap(Int.init(exactly:)), (1...UploadAppend.pieceSize).contains(count)
        else { throw .damaged }
        let sealed = try read(count + PieceCipher.overhead, at: place + 8)
        let context = bigEndian(UInt64(offset)) + bigEndian(UInt64(count))
        guard let clear = cipher.open(sealed, context: context), clear.count == count else { throw .damaged }
        offset += Int64(count)
        place += Int64(8 + sealed.count)
        return clear
    }

    private func read(_ count: Int, at offset: Int64) throws(UploadError) -> [UInt8] {
        do throws(VaultError) { return try file.read(count: count, at: offset) } catch { throw .vault(error) }
    }
}

extension UploadStore {
    /// Opens a finished upload for reading.
    public func reader(_ id: String, now: Int64) throws(UploadError) -> UploadReader {
        try UploadReader(self, id, now: now)
    }
}
