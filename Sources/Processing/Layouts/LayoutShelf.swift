import Foundation
import MunicipalData

/// The layouts that ship with the product: the files of a folder, each read and checked.
public struct LayoutShelf: Sendable {
    /// One layout of the folder.
    public struct Entry: Codable, Hashable, Sendable {
        /// The file's name.
        public let file: String
        /// What it holds.
        public let facts: LayoutFacts
    }

    /// The layouts in the order of their file names.
    public let entries: [Entry]
    /// The faults of files that cannot be read.
    public let faults: [DocumentFault]

    /// Reads the `.yaml` files of a folder; nil where there is no such folder.
    public init?(folder: String) {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return nil }
        var entries: [Entry] = []
        var faults: [DocumentFault] = []
        for name in names.sorted() where name.hasSuffix(".yaml") {
            let path = folder + "/" + name
            guard let bytes = try? DocumentFile.bytes(path) else { continue }
            do throws(DocumentFaults) {
                entries.append(
                    Entry(file: name, facts: LayoutFacts(try LayoutDocument(reading: bytes, file: path).layout)))
            } catch {
                faults += error.faults
            }
        }
        self.entries = entries
        self.faults = faults
    }
}
