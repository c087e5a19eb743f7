/// What a municipality's program needs to hand a file over in pieces, as tus 1.0 describes it (core, creation, checksum,
/// expiration, termination). Implemented by the organization's service; an HTTP face translates.
public protocol UploadInterface: Sendable {
    /// Begins an upload (tus: POST).
    func create(_ upload: NewUpload, by actor: String) async throws(UploadRefusal) -> UploadProgress
    /// Where an upload stands (tus: HEAD).
    func progress(of upload: String, by actor: String) async throws(UploadRefusal) -> UploadProgress
    /// Adds bytes from an offset on (tus: PATCH).
    ///
    /// - Parameters:
    ///   - offset: must be where the upload stands.
    ///   - checksum: of the bytes of this call; nothing of them is kept where it is wrong.
    ///   - next: the next bytes of the body and nil at its end. What it throws means that the connection broke: what came
    ///     before is kept, unless there is a checksum.
    func append(
        to upload: String, at offset: Int, checksum: PieceChecksum?, by actor: String,
        next: () async throws -> [UInt8]?
    ) async throws(UploadRefusal) -> UploadProgress
    /// Throws an upload away (tus: DELETE).
    func terminate(_ upload: String, by actor: String) async throws(UploadRefusal)
}

/// An upload to be begun.
public struct NewUpload: Sendable, Hashable {
    /// The request it answers, such as `REQ-1`.
    public let request: String
    /// The file's size in bytes (tus: Upload-Length).
    public let length: Int
    /// What the sender says of it (tus: Upload-Metadata, decoded); kept, and never trusted.
    public let metadata: [String: String]

    /// An upload for a request.
    public init(request: String, length: Int, metadata: [String: String] = [:]) {
        self.request = request
        self.length = length
        self.metadata = metadata
    }
}

/// Where an upload stands.
public struct UploadProgress: Sendable, Hashable {
    /// The upload's name, for the URL and for `oboro request receive --upload`.
    public let id: String
    /// The bytes in all.
    public let length: Int
    /// The bytes that are safe on the organization's disk.
    public let offset: Int
    /// When it is thrown away unless something comes, in seconds since 1970-01-01T00:00:00Z.
    public let expiresAt: Int

    /// A progress.
    public init(id: String, length: Int, offset: Int, expiresAt: Int) {
        self.id = id
        self.length = length
        self.offset = offset
        self.expiresAt = expiresAt
    }
}

/// The checksum of the bytes of one call (tus: Upload-Checksum, decoded from Base64).
public struct PieceChecksum: Sendable, Hashable {
    /// `sha1` or `sha256`; see ``algorithms``.
    public let algorithm: String
    /// The digest.
    public let digest: [UInt8]

    /// The algorithms that are known (tus: Tus-Checksum-Algorithm).
    public static let algorithms = ["sha256", "sha1"]

    /// A checksum.
    public init(algorithm: String, digest: [UInt8]) {
        self.algorithm = algorithm
        self.digest = digest
    }
}

/// Why an upload was not begun or goes no further.
public enum UploadRefusal: Error, Sendable, Hashable {
    /// The request, the role or the municipality does not allow it.
    case forbidden(Refusal)
    /// There is no such upload, or it is another's.
    case unknown
    /// Its time is over.
    case expired
    /// The bytes do not begin where the last ones ended.
    case offsetConflict(expected: Int)
    /// The checksum is wrong; nothing of the bytes was kept.
    case checksumMismatch
    /// The checksum's algorithm is not known.
    case unknownAlgorithm
    /// More bytes than were announced; nothing of them was kept.
    case overLength
    /// The file or the metadata is larger than is taken in.
    case tooLarge
    /// Too many unfinished uploads.
    case tooMany
    /// Another connection is adding to it.
    case locked
    /// The vault does not answer, or what lies in it is damaged; nothing that was acknowledged is lost.
    case unavailable(Refusal)

    /// The HTTP status that says the same (tus 1.0; 460 is its own).
    public var status: Int {
        switch self {
        case .forbidden(let refusal): refusal.kind == .notFound ? 404 : refusal.kind == .invalid ? 400 : 403
        case .unknown: 404
        case .expired: 410
        case .offsetConflict: 409
        case .checksumMismatch: 460
        case .unknownAlgorithm: 400
        case .overLength, .tooLarge: 413
        case .tooMany: 429
        case .locked: 423
        case .unavailable: 503
        }
    }
}
