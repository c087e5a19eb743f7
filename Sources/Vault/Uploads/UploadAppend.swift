import Crypto

/// Adds bytes to an upload: one request of its sender, from its beginning to its end.
///
/// The sealed pieces lie one after the other as
/// ```
/// clear length (8) | nonce (12) | ciphertext | tag (16)
/// ```
/// each bound to the clear offset at which it begins. Without a checksum what has come is made durable now and then, so that
/// a connection that breaks loses little. With one nothing counts before the checksum is right. The upload is locked until
/// the end. Used by one task at a time.
public final class UploadAppend {
    /// The clear bytes of a piece.
    static let pieceSize = 1 << 20
    /// Without a checksum so many clear bytes are made durable at a time.
    static let stretch: Int64 = 64 << 20

    private let store: UploadStore
    /// The open file is the lock as well.
    private let file: OpenFile
    private let key: KeyMaterial
    private let cipher: PieceCipher
    private let now: Int64
    private let checksum: UploadChecksum?
    private var digest256 = SHA256()
    private var digest1 = Insecure.SHA1()
    private var piece: [UInt8] = []
    /// What counts.
    private var state: UploadState
    /// What was written since, clear and sealed.
    private var clear: Int64 = 0
    private var sealed: Int64 = 0
    private var isOpen = true

    init(
        _ store: UploadStore, _ id: String, at offset: Int64, checksum: UploadChecksum?, now: Int64
    ) throws(UploadError) {
        // Looked at before the lock, which would make a file of any name.
        _ = try store.load(id)
        let lock = try store.vaultErrors { () throws(VaultError) in try store.files.lock(id, waiting: false) }
        guard let lock else { throw .locked }
        let (state, key) = try store.load(id)
        try state.requireAppend(at: offset, now: now)
        // What a killed process wrote and did not count.
        do throws(VaultError) { try lock.truncate(to: state.stored) } catch { throw .vault(error) }
        self.store = store
        self.state = state
        self.key = key
        self.checksum = checksum
        self.now = now
        file = lock
        cipher = PieceCipher(key: key, id: id)
        piece.reserveCapacity(Self.pieceSize)
    }

    deinit { _ = try? interrupt() }

    /// Takes the next bytes. When it throws, what did not count yet is gone, and the append is over.
    public func write(_ bytes: [UInt8]) throws(UploadError) {
        guard isOpen else { throw .unknown }
        guard state.offset + clear + Int64(piece.count) + Int64(bytes.count) <= state.length else {
            drop()
            throw .overLength
        }
        switch checksum?.algorithm {
        case .sha256: digest256.update(data: bytes)
        case .sha1: digest1.update(data: bytes)
        case nil: break
        }
        do throws(VaultError) {
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = rest.prefix(Self.pieceSize - piece.count)
                piece.append(contentsOf: part)
                rest = rest.dropFirst(part.count)
                if piece.count == Self.pieceSize { try seal() }
            }
            if checksum == nil, clear >= Self.stretch { try commit() }
        } catch {
            drop()
            throw .vault(error)
        }
    }

    /// The sender has sent all it meant to: compares the checksum and makes the bytes durable.
    public func finish() throws(UploadError) -> UploadState {
        guard isOpen else { throw .unknown }
        guard isChecksumRight else {
            drop()
            throw .checksumMismatch
        }
        return try close()
    }

    /// The connection broke: what has come counts, unless a checksum was to come with it.
    @discardableResult
    public func interrupt() throws(UploadError) -> UploadState {
        guard isOpen else { return state }
        if checksum != nil {
            drop()
            return state
        }
        return try close()
    }

    private var isChecksumRight: Bool {
        switch checksum?.algorithm {
        case .sha256: Array(digest256.finalize()) == checksum?.digest
        case .sha1: Array(digest1.finalize()) == checksum?.digest
        case nil: true
        }
    }

    private func close() throws(UploadError) -> UploadState {
        do throws(VaultError) {
            if !piece.isEmpty { try seal() }
            try commit()
            end()
            return state
        } catch {
            drop()
            throw .vault(error)
        }
    }

    private func seal() throws(VaultError) {
        let place = bigEndian(UInt64(state.offset + clear)) + bigEndian(UInt64(piece.count))
        let record = bigEndian(UInt64(piece.count)) + (try cipher.seal(piece, context: place))
        try file.write(record, at: state.stored + sealed)
        clear += Int64(piece.count)
        sealed += Int64(record.count)
        piece.removeAll(keepingCapacity: true)
    }

    /// First the bytes, then the word that they count.
    private func commit() throws(VaultError) {
        try file.synchronize()
        let next = state.advanced(by: clear, stored: sealed, expiresAt: now + store.limits.lifetime)
        try store.write(next, key: key)
        state = next
        (clear, sealed) = (0, 0)
    }

    private func drop() {
        try? file.truncate(to: state.stored)
        end()
    }

    private func end() {
        isOpen = false
        file.unlock()
    }
}

extension UploadStore {
    /// Begins to add bytes at an offset, which must be where the upload stands.
    public func append(
        to id: String, at offset: Int64, checksum: UploadChecksum? = nil, now: Int64
    ) throws(UploadError) -> UploadAppend {
        try UploadAppend(self, id, at: offset, checksum: checksum, now: now)
    }
}
