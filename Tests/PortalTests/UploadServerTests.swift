import DataRequests
import Foundation
import Logging
import Messages
import Portal
import Primitives
import ServiceLifecycle
import Testing
import Vault

/// Uploads in pieces over real HTTP, sent by curl, kept by a real vault.
@Suite(.enabled(if: UploadBench.hasCurl)) struct UploadServerTests {
    private static let version = "Tus-Resumable: 1.0.0"
    private static let clerk = "Oboro-Actor: clerk"
    private static let body = "Content-Type: application/offset+octet-stream"

    @Test func `takes a file in pieces and says where it stands`() async throws {
        try await UploadBench.run { bench in
            let made = try bench.curl(
                "POST", "/uploads", Self.version, Self.clerk, "Upload-Length: 11", "Upload-Metadata: request UkVRLTE=")
            #expect(made.status == 201)
            let place = try #require(made.headers["location"])
            #expect(made.headers["upload-expires"]?.hasSuffix(" GMT") == true)
            let first = try bench.curl(
                "PATCH", place, Self.version, Self.clerk, Self.body, "Upload-Offset: 0", sending: "hello ")
            #expect(first.status == 204)
            #expect(first.headers["upload-offset"] == "6")
            let asked = try bench.curl("HEAD", place, Self.version, Self.clerk)
            #expect(asked.status == 200)
            #expect(asked.headers["upload-offset"] == "6")
            #expect(asked.headers["upload-length"] == "11")
            #expect(asked.headers["cache-control"] == "no-store")
            let again = try bench.curl(
                "PATCH", place, Self.version, Self.clerk, Self.body, "Upload-Offset: 0", sending: "hello ")
            #expect(again.status == 409)
            #expect(again.headers["upload-offset"] == "6")
            let last = try bench.curl(
                "PATCH", place, Self.version, Self.clerk, Self.body, "Upload-Offset: 6",
                "Upload-Checksum: sha256 \(try bench.digest("World"))", sending: "world")
            #expect(last.status == 460, "the digest is of another text")
            let right = try bench.curl(
                "PATCH", place, Self.version, Self.clerk, Self.body, "Upload-Offset: 6",
                "Upload-Checksum: sha256 \(try bench.digest("world"))", sending: "world")
            #expect(right.status == 204)
            #expect(try bench.content(of: place) == "hello world")
        }
    }

    @Test(arguments: [
        (["Upload-Length: 5", "Upload-Metadata: request UkVRLTE=", clerk], 412),
        ([version, "Upload-Length: 5", "Upload-Metadata: request UkVRLTE="], 401),
        ([version, clerk, "Upload-Metadata: request UkVRLTE="], 400),
        ([version, clerk, "Upload-Length: -1", "Upload-Metadata: request UkVRLTE="], 400),
        ([version, clerk, "Upload-Length: 5"], 400),
        ([version, clerk, "Upload-Length: 5", "Upload-Metadata: request ***"], 400),
        ([version, clerk, "Upload-Length: 5", "Upload-Metadata: request UkVRLTE=,request UkVRLTE="], 400),
        ([version, "Oboro-Actor: stranger", "Upload-Length: 5", "Upload-Metadata: request UkVRLTE="], 403),
        ([version, clerk, "Upload-Length: 99999999999999", "Upload-Metadata: request UkVRLTE="], 413),
    ])
    func `refuses to begin what it cannot take`(headers: [String], status: Int) async throws {
        try await UploadBench.run { bench in
            let answer = try bench.curl("POST", "/uploads", headers)
            #expect(answer.status == status)
        }
    }

    @Test func `shows no upload to another, takes no more than announced, and forgets what is ended`() async throws {
        try await UploadBench.run { bench in
            let place = try #require(
                try bench.curl(
                    "POST", "/uploads", Self.version, Self.clerk, "Upload-Length: 3",
                    "Upload-Metadata: request UkVRLTE="
                ).headers["location"])
            #expect(try bench.curl("HEAD", place, Self.version, "Oboro-Actor: stranger").status == 404)
            #expect(try bench.curl("HEAD", "/uploads/0123", Self.version, Self.clerk).status == 404)
            #expect(try bench.curl("HEAD", "/uploads/..%2f..%2fkeys", Self.version, Self.clerk).status == 404)
            let long = try bench.curl(
                "PATCH", place, Self.version, Self.clerk, Self.body, "Upload-Offset: 0", sending: "abcdef")
            #expect(long.status == 413)
            #expect(try bench.curl("HEAD", place, Self.version, Self.clerk).headers["upload-offset"] == "0")
            let wrongType = try bench.curl(
                "PATCH", place, Self.version, Self.clerk, "Content-Type: text/plain", "Upload-Offset: 0", sending: "abc"
            )
            #expect(wrongType.status == 415)
            #expect(try bench.curl("DELETE", place, Self.version, Self.clerk).status == 204)
            #expect(try bench.curl("HEAD", place, Self.version, Self.clerk).status == 404)
        }
    }

    @Test func `tells what it can do`() async throws {
        try await UploadBench.run { bench in
            let answer = try bench.curl("OPTIONS", "/uploads")
            #expect(answer.status == 204)
            #expect(answer.headers["tus-version"] == "1.0.0")
            #expect(answer.headers["tus-extension"] == "creation,checksum,expiration,termination")
            #expect(answer.headers["tus-checksum-algorithm"] == "sha256,sha1")
        }
    }
}
