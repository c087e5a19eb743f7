import Crypto
import Foundation

/// A folder that a municipality hands over, looked at without a key: its structure, sizes and digests.
///
/// ```text
/// FOLDER/manifest.json         what is in the package (``HandoverManifest``)
///        data.part-0001.cms …  the encrypted parts, all those of the manifest and no other
///        送付書.txt            and other files, which are not looked at
/// ```
/// Symbolic links, folders and devices are refused wherever they stand.
public struct HandoverPackage: Sendable {
    /// The folder.
    public let path: String
    /// What the municipality says is in it.
    public let manifest: HandoverManifest
    /// The SHA-256 of `manifest.json`, 64 hexadecimal digits.
    public let manifestSHA256: String
    /// Other files in the folder, such as `送付書.txt`: names as they are, to be shown by ``shown(_:)`` only.
    public let otherFiles: [String]

    /// A package has no more entries.
    static let entryLimit = HandoverManifest.partLimit + 1000

    /// Reads the manifest and looks at names, kinds and sizes of the files. Nothing is decrypted; call ``verify(progress:)``
    /// for the digests.
    ///
    /// - Throws: ``HandoverFaults`` with all faults at once.
    public init(reading path: String) throws(HandoverFaults) {
        let names = try Self.names(in: path)
        let (manifest, sha256) = try Self.manifest(in: path)
        let parts = Set(manifest.parts.map(\.name))
        var faults: [HandoverFault] = []
        var others: [String] = []
        for name in names where name != HandoverManifest.fileName && !parts.contains(name) {
            do throws(RegularFile.Refusal) {
                _ = try RegularFile(path: path + "/" + name)
                if name.lowercased().hasSuffix(".cms") {
                    faults.append(.foreign(file: name))
                } else {
                    others.append(name)
                }
            } catch {
                // A file that cannot be read is none of the package; what is no file is refused.
                if error == .notRegular { faults.append(.notRegular(file: name)) } else { others.append(name) }
            }
        }
        for part in manifest.parts {
            do throws(RegularFile.Refusal) {
                let found = try RegularFile(path: path + "/" + part.name).byteCount
                if found != part.bytes { faults.append(.size(file: part.name, expected: part.bytes, found: found)) }
            } catch {
                faults.append(error.fault(of: part.name))
            }
        }
        guard faults.isEmpty else { throw HandoverFaults(faults) }
        self.path = path
        self.manifest = manifest
        manifestSHA256 = sha256
        otherFiles = others
    }

    /// Compares the SHA-256 of every part with the manifest, in bounded memory.
    ///
    /// - Parameter progress: called with the bytes read so far; returning `false` stops the check.
    /// - Throws: ``HandoverFaults``.
    public func verify(progress: (_ bytesRead: Int) -> Bool = { _ in true }) throws(HandoverFaults) {
        var faults: [HandoverFault] = []
        var read = 0
        for part in manifest.parts {
            let found: String?
            do throws(RegularFile.Refusal) {
                found = try digest(of: part) { count in
                    read += count
                    return progress(read)
                }
            } catch {
                faults.append(error.fault(of: part.name))
                continue
            }
            guard let found else { throw HandoverFaults([.interrupted]) }
            if found != part.sha256 { faults.append(.digest(file: part.name)) }
        }
        guard faults.isEmpty else { throw HandoverFaults(faults) }
    }

    /// The SHA-256 of a part; `nil` where `progress` stopped it.
    private func digest(
        of part: HandoverManifest.Part, progress: (_ count: Int) -> Bool
    ) throws(RegularFile.Refusal) -> String? {
        let file = try RegularFile(path: path + "/" + part.name)
        var digest = SHA256()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count: Int
            do {
                count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            } catch {
                throw .unreadable(code: (error as? FileReadError)?.code ?? 0)
            }
            guard count > 0 else { return hexadecimal(digest.finalize()) }
            buffer.withUnsafeBytes { digest.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            guard progress(count) else { return nil }
        }
    }

    /// A file's name as it may be shown: characters that do not show stand as their code.
    public static func shown(_ name: String) -> String { shownName(name) }

    private static func names(in path: String) throws(HandoverFaults) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            throw HandoverFaults([.noFolder])
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw HandoverFaults([.unreadable(file: path, code: EACCES)])
        }
        guard names.count <= entryLimit else { throw HandoverFaults([.tooManyEntries]) }
        return names.sorted()
    }

    private static func manifest(in path: String) throws(HandoverFaults) -> (HandoverManifest, sha256: String) {
        let bytes: [UInt8]?
        do throws(RegularFile.Refusal) {
            bytes = try RegularFile(path: path + "/" + HandoverManifest.fileName).bytes(limit: YAMLGuard.byteLimit)
        } catch {
            throw HandoverFaults([error.fault(of: HandoverManifest.fileName)])
        }
        guard let bytes else { throw HandoverFaults([.manifestSize]) }
        do throws(DocumentFaults) {
            return (try HandoverManifest(reading: bytes), hexadecimal(SHA256.hash(data: bytes)))
        } catch {
            throw HandoverFaults(error.faults.map { .manifest($0) })
        }
    }
}

extension RegularFile.Refusal {
    func fault(of file: String) -> HandoverFault {
        switch self {
        case .missing: .missing(file: file)
        case .notRegular: .notRegular(file: file)
        case .unreadable(let code): .unreadable(file: file, code: code)
        }
    }
}
