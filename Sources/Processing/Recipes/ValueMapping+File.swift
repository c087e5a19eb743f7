public import Deidentification
import Foundation

extension ValueMapping {
    /// The mapping as a JSON file: the same mapping gives the same bytes.
    public var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and whole numbers always have a JSON form.
        return (try? encoder.encode(self)).map { Array($0) + [0x0A] } ?? []
    }

    /// Reads ``bytes``.
    /// - Throws: ``ValueMappingError/unreadable`` for what is no value mapping, ``ValueMappingError/version(_:)`` for one of
    ///   another version.
    public init(reading bytes: [UInt8]) throws(ValueMappingError) {
        struct Version: Decodable { var formatVersion: Int }
        let decoder = JSONDecoder()
        guard let version = try? decoder.decode(Version.self, from: Data(bytes)) else { throw .unreadable }
        guard version.formatVersion == Self.supportedVersion else { throw .version(version.formatVersion) }
        guard let mapping = try? decoder.decode(ValueMapping.self, from: Data(bytes)) else { throw .unreadable }
        self = mapping
    }
}
