public import Messages
public import Primitives
public import Vault

/// Takes files of municipalities in pieces: who may, is asked of the caller's rules; what is kept, of the vault's store.
public struct UploadDesk: UploadInterface {
    /// Whether somebody may hand a file over for a request now; the municipality whose file it is, or a refusal.
    public typealias Authorization =
        @Sendable (_ actor: String, _ request: String) async throws(Refusal) -> MunicipalityCode

    private let store: UploadStore
    private let authorize: Authorization
    private let now: @Sendable () -> Instant

    /// A desk over a store.
    public init(
        store: UploadStore, authorize: @escaping Authorization, now: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.authorize = authorize
        self.now = now
    }

    private var seconds: Int64 { now().milliseconds / 1000 }

    /// Begins an upload; see ``Messages/UploadInterface``.
    @concurrent
    public func create(_ upload: NewUpload, by actor: String) async throws(UploadRefusal) -> UploadProgress {
        let municipality = try await allow(actor, upload.request)
        do throws(UploadError) {
            let owner = try Self.owner(municipality)
            return UploadProgress(
                try store.create(
                    length: Int64(upload.length), owner: owner, subject: upload.request, metadata: upload.metadata,
                    at: seconds))
        } catch {
            throw UploadRefusal(error)
        }
    }

    /// Where an upload stands; see ``Messages/UploadInterface``.
    @concurrent
    public func progress(of upload: String, by actor: String) async throws(UploadRefusal) -> UploadProgress {
        UploadProgress(try await find(upload, actor))
    }

    /// Adds bytes; see ``Messages/UploadInterface``. Not concurrent: the body's bytes come from where the caller is.
    public func append(
        to upload: String, at offset: Int, checksum: PieceChecksum?, by actor: String,
        next: () async throws -> [UInt8]?
    ) async throws(UploadRefusal) -> UploadProgress {
        _ = try await find(upload, actor)
        var expected: UploadChecksum?
        if let checksum {
            guard let algorithm = UploadChecksum.Algorithm(rawValue: checksum.algorithm) else {
                throw .unknownAlgorithm
            }
            expected = UploadChecksum(algorithm, checksum.digest)
        }
        do throws(UploadError) {
            let append = try store.append(to: upload, at: Int64(offset), checksum: expected, now: seconds)
            while true {
                let bytes: [UInt8]?
                do { bytes = try await next() } catch { return UploadProgress(try append.interrupt()) }
                guard let bytes else { return UploadProgress(try append.finish()) }
                try append.write(bytes)
            }
        } catch {
            throw UploadRefusal(error)
        }
    }

    /// Throws an upload away; see ``Messages/UploadInterface``.
    @concurrent
    public func terminate(_ upload: String, by actor: String) async throws(UploadRefusal) {
        _ = try await find(upload, actor)
        do throws(UploadError) { try store.remove(upload) } catch { throw UploadRefusal(error) }
    }

    /// An upload of somebody else is unknown.
    private func find(_ upload: String, _ actor: String) async throws(UploadRefusal) -> UploadState {
        let state: UploadState
        do throws(UploadError) { state = try store.state(of: upload, at: seconds) } catch { throw UploadRefusal(error) }
        guard let municipality = try? await allow(actor, state.subject), municipality.description == state.owner else {
            throw .unknown
        }
        return state
    }

    private func allow(_ actor: String, _ request: String) async throws(UploadRefusal) -> MunicipalityCode {
        do throws(Refusal) { return try await authorize(actor, request) } catch { throw .forbidden(error) }
    }

    private static func owner(_ municipality: MunicipalityCode) throws(UploadError) -> OwnerCode {
        do throws(VaultError) { return try OwnerCode(municipality.description) } catch { throw .vault(error) }
    }
}

extension UploadProgress {
    init(_ state: UploadState) {
        self.init(
            id: state.id, length: Int(state.length), offset: Int(state.offset), expiresAt: Int(state.expiresAt))
    }
}

extension UploadRefusal {
    init(_ error: UploadError) {
        switch error {
        case .unknown: self = .unknown
        case .expired: self = .expired
        case .offsetConflict(let expected): self = .offsetConflict(expected: Int(expected))
        case .checksumMismatch: self = .checksumMismatch
        case .overLength: self = .overLength
        case .tooLarge: self = .tooLarge
        case .tooMany: self = .tooMany
        case .locked: self = .locked
        case .incomplete, .damaged, .vault: self = .unavailable(Refusal(upload: error))
        }
    }
}
