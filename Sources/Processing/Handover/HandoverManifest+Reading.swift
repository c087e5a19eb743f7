import MunicipalData
import Primitives
import Yams

extension HandoverManifest {
    /// The name of the file in a package.
    public static let fileName = "manifest.json"
    /// A package has no more parts: their numbers have four digits.
    public static let partLimit = 9999
    /// No part is larger, in bytes: an opener holds a whole part in memory.
    public static let partSizeLimit = 544 << 20
    /// No clear file is larger, in bytes (1 TiB).
    static let sizeLimit = 1 << 40
    /// What an envelope adds to its content at most, in bytes; what it adds at least is more than nothing.
    static let envelopeLimit = 1 << 16

    /// The name of a part: `data.part-0001.cms` for the first.
    public static func partName(number: Int) -> String {
        let digits = String(number)
        return "data.part-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits).cms"
    }

    /// The bytes of `manifest.json`: keys in alphabetical order, UTF-8.
    public var json: [UInt8] { jsonText(self) }

    /// Reads a `manifest.json`, which may come from anywhere.
    ///
    /// Every key must be there, known and given once; parts must have the names and the order that the program gives them, so that
    /// no name leads out of the package; digests are 64 lower-case hexadecimal digits; the parts' sizes must fit the file's.
    ///
    /// - Parameters:
    ///   - bytes: the file, at most 1 MiB.
    ///   - file: its name, for errors.
    /// - Throws: ``DocumentFaults`` with all faults at once.
    public init(reading bytes: [UInt8], file: String = HandoverManifest.fileName) throws(DocumentFaults) {
        // JSON is read as the YAML that it also is: so a key that is given twice is found, and faults have a place.
        guard bytes.first == UInt8(ascii: "{") else {
            throw DocumentFaults(file: file, message: "a JSON object is expected, which begins with {")
        }
        let root = try Node(document: bytes, file: file)
        var reader = ManifestReader(file: file)
        let manifest = reader.manifest(root)
        guard let manifest, reader.faults.isEmpty else { throw DocumentFaults(faults: reader.sortedFaults) }
        self = manifest
    }
}
