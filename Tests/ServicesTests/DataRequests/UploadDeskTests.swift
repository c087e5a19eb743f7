import DataRequests
import Foundation
import Messages
import Primitives
import Testing
import Vault

/// The uploads as an HTTP face uses them.
@Suite struct UploadDeskTests {
    /// Clerk `west` of 132292 may hand over for REQ-1, `little` of 132110 for REQ-2.
    static func desk(_ folder: DeskFolder) throws -> UploadDesk {
        let vault = try Vault(
            root: folder.path("vault"), organizationKey: OrganizationKey.create(at: folder.path("organization.key")))
        return UploadDesk(
            store: try UploadStore(vault: vault),
            authorize: { actor, request throws(Refusal) in
                let code = ["west REQ-1": "132292", "little REQ-2": "132110"]["\(actor) \(request)"]
                guard let code, let municipality = try? MunicipalityCode(code) else {
                    throw Refusal(.forbidden, "E-ROLE", "not yours", "権限がありません。")
                }
                return municipality
            }, now: { Instant(milliseconds: 1_775_000_000_000) })
    }

    @Test func `a file goes in over broken connections`() async throws {
        let folder = try DeskFolder()
        let desk = try Self.desk(folder)
        var progress = try await desk.create(NewUpload(request: "REQ-1", length: 6), by: "west")
        #expect(progress.offset == 0 && progress.expiresAt == 1_775_000_000 + 7 * 86_400)
        var pieces: [[UInt8]] = [[1, 2], [3]]
        progress = try await desk.append(to: progress.id, at: 0, checksum: nil, by: "west") {
            if pieces.isEmpty { throw CancellationError() }
            return pieces.removeFirst()
        }
        #expect(progress.offset == 3)
        #expect(try await desk.progress(of: progress.id, by: "west").offset == 3)
        var rest: [UInt8]? = [4, 5, 6]
        progress = try await desk.append(to: progress.id, at: 3, checksum: nil, by: "west") {
            defer { rest = nil }
            return rest
        }
        #expect(progress.offset == 6 && progress.length == 6)
        try await desk.terminate(progress.id, by: "west")
        await #expect(throws: UploadRefusal.unknown) { try await desk.progress(of: progress.id, by: "west") }
    }

    @Test func `nobody sees or touches another's upload`() async throws {
        let folder = try DeskFolder()
        let desk = try Self.desk(folder)
        let upload = try await desk.create(NewUpload(request: "REQ-1", length: 6), by: "west")
        for actor in ["little", "nobody"] {
            await #expect(throws: UploadRefusal.unknown) { try await desk.progress(of: upload.id, by: actor) }
            await #expect(throws: UploadRefusal.unknown) { try await desk.terminate(upload.id, by: actor) }
            let refusal = await #expect(throws: UploadRefusal.self) {
                try await desk.create(NewUpload(request: "REQ-1", length: 6), by: actor)
            }
            #expect(refusal?.status == 403)
        }
        #expect(try await desk.progress(of: upload.id, by: "west").offset == 0)
    }

    @Test func `a refusal has the status that tus gives it`() async throws {
        let folder = try DeskFolder()
        let desk = try Self.desk(folder)
        let id = try await desk.create(NewUpload(request: "REQ-1", length: 2), by: "west").id
        let cases: [(Int, Int, PieceChecksum?, [UInt8])] = [
            (409, 1, nil, [1]), (413, 0, nil, [1, 2, 3]),
            (460, 0, PieceChecksum(algorithm: "sha256", digest: [0]), [1]),
            (400, 0, PieceChecksum(algorithm: "md5", digest: [0]), [1]),
        ]
        for (status, offset, checksum, bytes) in cases {
            var body: [UInt8]? = bytes
            let refusal = await #expect(throws: UploadRefusal.self) {
                try await desk.append(to: id, at: offset, checksum: checksum, by: "west") {
                    defer { body = nil }
                    return body
                }
            }
            #expect(refusal?.status == status)
            #expect(try await desk.progress(of: id, by: "west").offset == 0)
        }
        let large = await #expect(throws: UploadRefusal.self) {
            try await desk.create(NewUpload(request: "REQ-1", length: 1 << 50), by: "west")
        }
        #expect(large?.status == 413)
    }
}
