import Foundation
import HTTPTypes
import Hummingbird
import Messages
import NIOCore

/// The routes of tus 1.0.0 over the organization's uploads.
struct UploadRoutes: Sendable {
    let interface: any UploadInterface

    /// What every request must say.
    struct Call {
        let actor: String
        let headers: HTTPFields
    }

    private static let version = "1.0.0"

    /// What the server can do.
    func options() -> Response {
        Response(
            status: .noContent,
            headers: [
                .tusResumable: Self.version, .tusVersion: Self.version,
                .tusExtension: "creation,checksum,expiration,termination",
                .tusChecksumAlgorithm: PieceChecksum.algorithms.joined(separator: ","),
            ])
    }

    /// Answers a request after looking at the headers that each must have; a refusal becomes its status and its reasons.
    func answer(
        _ request: Request, _ body: (Call) async throws(UploadRefusal) -> Response
    ) async -> Response {
        guard request.headers[.tusResumable] == Self.version else {
            var response = failure(412, "the header Tus-Resumable must say \(Self.version)")
            response.headers[.tusVersion] = Self.version
            return response
        }
        guard let actor = request.headers[.oboroActor], !actor.isEmpty else {
            return failure(401, "the header Oboro-Actor is missing: the proxy in front of this server must set it")
        }
        do throws(UploadRefusal) {
            var response = try await body(Call(actor: actor, headers: request.headers))
            response.headers[.tusResumable] = Self.version
            return response
        } catch {
            return refusal(error)
        }
    }

    /// POST: begins an upload.
    func create(_ call: Call) async throws(UploadRefusal) -> Response {
        guard let length = call.headers[.uploadLength].flatMap(Int.init), length >= 0 else {
            return failure(400, "the header Upload-Length must say how many bytes will come")
        }
        guard let metadata = UploadMetadata.read(call.headers[.uploadMetadata] ?? "") else {
            return failure(400, "the header Upload-Metadata is not what tus describes: key and Base64 value, by commas")
        }
        guard let request = metadata["request"], !request.isEmpty else {
            return failure(400, "the metadata must name the request, such as REQ-1, under the key request")
        }
        let progress = try await interface.create(
            NewUpload(request: request, length: length, metadata: metadata), by: call.actor)
        var response = answer(.created, progress)
        response.headers[.location] = "/uploads/\(progress.id)"
        return response
    }

    /// HEAD: where an upload stands.
    func progress(of id: String, _ call: Call) async throws(UploadRefusal) -> Response {
        var response = answer(.ok, try await interface.progress(of: id, by: call.actor))
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// PATCH: adds bytes.
    func append(to id: String, _ request: Request, _ call: Call) async throws(UploadRefusal) -> Response {
        guard call.headers[.contentType] == "application/offset+octet-stream" else {
            return failure(415, "the body of PATCH has the type application/offset+octet-stream")
        }
        guard let offset = call.headers[.uploadOffset].flatMap(Int.init), offset >= 0 else {
            return failure(400, "the header Upload-Offset must say where the bytes begin")
        }
        var checksum: PieceChecksum?
        if let text = call.headers[.uploadChecksum] {
            let parts = text.split(separator: " ")
            guard parts.count == 2, let digest = Data(base64Encoded: String(parts[1])) else {
                return failure(400, "the header Upload-Checksum names an algorithm and the digest in Base64")
            }
            checksum = PieceChecksum(algorithm: String(parts[0]), digest: Array(digest))
        }
        var pieces = request.body.makeAsyncIterator()
        let progress = try await interface.append(to: id, at: offset, checksum: checksum, by: call.actor) {
            try await pieces.next(isolation: #isolation).map { Array($0.readableBytesView) }
        }
        return answer(.noContent, progress)
    }

    /// DELETE: throws an upload away.
    func terminate(_ id: String, _ call: Call) async throws(UploadRefusal) -> Response {
        try await interface.terminate(id, by: call.actor)
        return Response(status: .noContent)
    }

    private func answer(_ status: HTTPResponse.Status, _ progress: UploadProgress) -> Response {
        Response(
            status: status,
            headers: [
                .uploadOffset: String(progress.offset), .uploadLength: String(progress.length),
                .uploadExpires: HTTPDate.text(progress.expiresAt),
            ])
    }

    private func refusal(_ refusal: UploadRefusal) -> Response {
        let reasons: String
        switch refusal {
        case .forbidden(let inner), .unavailable(let inner):
            reasons = inner.reasons.map { "\($0.code): \($0.english)" }.joined(separator: "\n")
        default: reasons = refusal.english
        }
        var response = failure(refusal.status, reasons)
        if case .offsetConflict(let expected) = refusal { response.headers[.uploadOffset] = String(expected) }
        return response
    }

    private func failure(_ status: Int, _ text: String) -> Response {
        let phrase = status == 460 ? "Checksum Mismatch" : HTTPResponse.Status(code: status).reasonPhrase
        return Response(
            status: HTTPResponse.Status(code: status, reasonPhrase: phrase),
            headers: [.contentType: "text/plain; charset=utf-8", .tusResumable: Self.version],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}

extension UploadRefusal {
    /// What happened and what to do.
    fileprivate var english: String {
        switch self {
        case .forbidden, .unavailable: ""
        case .unknown: "there is no such upload: begin a new one"
        case .expired: "the upload's time is over: begin a new one"
        case .offsetConflict(let expected): "the upload goes on at byte \(expected): send what follows from there"
        case .checksumMismatch: "the piece was changed on its way and is not kept: send it again"
        case .unknownAlgorithm:
            "the checksum's algorithm is not one of \(PieceChecksum.algorithms.joined(separator: ", "))"
        case .overLength: "more bytes than announced: nothing of them is kept"
        case .tooLarge: "larger than is taken in: agree on parts with the organization"
        case .tooMany: "too many unfinished uploads: finish or delete one"
        case .locked: "another connection is sending to this upload: wait until it has ended"
        }
    }
}

/// The header Upload-Metadata: pairs by commas, each a key and its value in Base64.
enum UploadMetadata {
    /// The pairs; nil where the text is malformed or names a key twice.
    static func read(_ text: String) -> [String: String]? {
        // Elsewhere a comma could be part of a character.
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        var metadata: [String: String] = [:]
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: " ", omittingEmptySubsequences: true)
            guard let key = parts.first.map(String.init), parts.count <= 2, metadata[key] == nil else { return nil }
            guard parts.count == 2 else {
                metadata[key] = ""
                continue
            }
            guard let bytes = Data(base64Encoded: String(parts[1])),
                let value = String(validating: bytes, as: UTF8.self)
            else { return nil }
            metadata[key] = value
        }
        return metadata
    }
}

/// Dates as HTTP writes them (RFC 9110 §5.6.7).
enum HTTPDate {
    /// `Wed, 25 Jun 2014 16:00:00 GMT` for seconds since 1970-01-01T00:00:00Z.
    static func text(_ seconds: Int) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }
}

extension HTTPField.Name {
    static func named(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .init(parsed: text) ?? .cookie }
    static let tusResumable = named("Tus-Resumable")
    static let tusVersion = named("Tus-Version")
    static let tusExtension = named("Tus-Extension")
    static let tusChecksumAlgorithm = named("Tus-Checksum-Algorithm")
    static let uploadLength = named("Upload-Length")
    static let uploadOffset = named("Upload-Offset")
    static let uploadMetadata = named("Upload-Metadata")
    static let uploadChecksum = named("Upload-Checksum")
    static let uploadExpires = named("Upload-Expires")
    static let oboroActor = named("Oboro-Actor")
}
