/// Where an upload in pieces stands: what was promised, and how much of it is on the disk. Pure; the store keeps it.
public struct UploadState: Sendable, Hashable, Codable {
    /// The upload's name: 32 hexadecimal digits.
    public let id: String
    /// The municipality it comes from; its key wraps the upload's key.
    public let owner: String
    /// What it is for, such as the request `REQ-1`.
    public let subject: String
    /// The clear bytes in all.
    public let length: Int64
    /// What the sender says of it, such as the file's name: shown to nobody, part of nothing.
    public let metadata: [String: String]
    /// The clear bytes that are on the disk.
    public internal(set) var offset: Int64 = 0
    /// When it is thrown away unless something comes, in seconds since 1970-01-01T00:00:00Z.
    public internal(set) var expiresAt: Int64
    /// The bytes of ciphertext that belong to ``offset``.
    var stored: Int64 = 0

    /// Whether all bytes are there.
    public var isComplete: Bool { offset == length }

    /// Whether its time is over at this moment.
    public func isExpired(at now: Int64) -> Bool { now >= expiresAt }

    /// Refuses pieces that do not follow on what is there.
    func requireAppend(at offset: Int64, now: Int64) throws(UploadError) {
        if isExpired(at: now) { throw .expired }
        if offset != self.offset { throw .offsetConflict(expected: self.offset) }
    }

    /// The state once more bytes are on the disk.
    func advanced(by clear: Int64, stored ciphertext: Int64, expiresAt: Int64) -> UploadState {
        var state = self
        state.offset += clear
        state.stored += ciphertext
        state.expiresAt = expiresAt
        return state
    }
}

/// What an upload may be.
public struct UploadLimits: Sendable {
    /// The largest file, in bytes.
    public var length: Int64 = 16 << 30
    /// Unfinished uploads of one municipality at a time.
    public var openPerOwner = 100
    /// Seconds after which an upload to which nothing comes is thrown away.
    public var lifetime: Int64 = 7 * 86_400
    /// The bytes of the metadata's names and values together.
    public var metadataBytes = 4096

    /// The usual limits: 16 GiB, a week.
    public init() {}
}

/// The checksum that came with a piece (tus 1.0, extension checksum).
public struct UploadChecksum: Sendable, Hashable {
    /// The ways in which it may be computed.
    public enum Algorithm: String, Sendable, CaseIterable {
        case sha1
        case sha256
    }
    /// How it was computed.
    public let algorithm: Algorithm
    /// The digest.
    public let digest: [UInt8]

    /// A checksum.
    public init(_ algorithm: Algorithm, _ digest: [UInt8]) {
        self.algorithm = algorithm
        self.digest = digest
    }
}

/// Why an upload goes no further.
public enum UploadError: Error, Equatable, Sendable {
    /// There is none of this name, or it was thrown away.
    case unknown
    /// Its time is over.
    case expired
    /// The piece does not begin where the last one ended.
    case offsetConflict(expected: Int64)
    /// The piece is not the one whose checksum came with it; nothing of it was kept.
    case checksumMismatch
    /// The piece goes beyond the promised length; nothing of it was kept.
    case overLength
    /// The promised length, or the metadata, is beyond the limit.
    case tooLarge
    /// The municipality has too many unfinished uploads.
    case tooMany
    /// Somebody else is adding to it now.
    case locked
    /// Not all of it is there yet.
    case incomplete(offset: Int64, length: Int64)
    /// What lies on the disk is not what was written.
    case damaged
    /// The vault does not answer.
    case vault(VaultError)
}

extension UploadError: CustomStringConvertible {
    /// What happened and what to do next, in English.
    public var description: String {
        switch self {
        case .unknown: "There is no such upload: begin a new one."
        case .expired: "The upload's time is over: begin a new one."
        case .offsetConflict(let expected): "The upload goes on at byte \(expected): send what follows from there."
        case .checksumMismatch: "The piece was changed on its way: send it again."
        case .overLength:
            "The piece goes beyond the length that was announced: begin a new upload with the right length."
        case .tooLarge: "The upload is larger than is taken in: agree on parts with the organization."
        case .tooMany: "There are too many unfinished uploads: finish or end one."
        case .locked: "Another connection is sending to this upload: wait until it has ended."
        case .incomplete(let offset, let length): "Only \(offset) of \(length) bytes are there: send the rest."
        case .damaged: "The upload is damaged: begin a new one."
        case .vault(let error): "\(error)"
        }
    }
}
