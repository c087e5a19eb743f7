import Foundation
import Messages
import Primitives
import Vault

/// Opens the sealed parts that a recipient downloaded, with the recipient's key: the recipient's side of a delivery.
enum SealedPackageFolder {
    /// Opens all files of a downloaded folder into another folder, and checks every file against the manifest inside.
    /// - Returns: the SHA-256 of the manifest, with which the recipient acknowledges.
    static func open(
        _ folder: String, certificate: String, privateKey: String, into target: String
    ) throws -> ContentHash {
        let receiptPath = folder + "/receipt.json"
        guard let data = FileManager.default.contents(atPath: receiptPath) else {
            throw PackageError("\(receiptPath) cannot be read; is this a downloaded package?")
        }
        let signed = try JSONDecoder().decode(SignedText.self, from: data)
        let receipt = try JSONDecoder().decode(Receipt.self, from: Data(signed.text.utf8))
        try FileManager.default.createDirectory(
            atPath: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let opener = try EnvelopeOpener(certificatePEM: certificate, privateKeyPEM: privateKey)
        for (name, parts) in Dictionary(grouping: receipt.parts, by: \.of).sorted(by: { $0.key < $1.key }) {
            // A name that leads out of the folder is no name of ours.
            guard !name.isEmpty, !name.contains("/"), !name.hasPrefix(".") else {
                throw PackageError("the package names a file \(name), which has no place in it: do not use it")
            }
            let sealed = parts.sorted { $0.name < $1.name }.map {
                SealedPart(name: $0.name, byteCount: Int64($0.bytes), sha256: $0.sha256.description)
            }
            try opener.open(sealed, in: folder, intoFileAt: "\(target)/\(name)")
        }
        return try check(target)
    }

    /// The part of a delivery's record that tells which sealed part belongs to which file.
    private struct Receipt: Decodable {
        let parts: [SealedFile]
    }

    /// The manifest inside lists every file with its SHA-256.
    private static func check(_ target: String) throws -> ContentHash {
        guard let manifest = FileManager.default.contents(atPath: target + "/manifest.json") else {
            throw PackageError("the package has no manifest.json")
        }
        let listed = try JSONDecoder().decode(JSONValue.self, from: manifest)
        guard case .array(let files) = listed["files"] else {
            throw PackageError("manifest.json lists no files")
        }
        for file in files {
            let name = file["name"]?.text ?? ""
            guard let data = FileManager.default.contents(atPath: "\(target)/\(name)"),
                ContentHash(of: Array(data)).description == file["sha256"]?.text
            else { throw PackageError("\(name) is not what manifest.json says: ask for a new delivery") }
        }
        return ContentHash(of: Array(manifest))
    }
}

/// A package cannot be opened, or is not what its manifest says.
struct PackageError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
