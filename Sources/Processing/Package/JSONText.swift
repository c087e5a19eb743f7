import Foundation

/// A value as JSON: keys in alphabetical order, two spaces of indentation, numbers with all the digits they need.
func jsonText(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // The values of this module hold no number that JSON lacks; a fault here is one of the program.
    guard let data = try? encoder.encode(value) else { return [] }
    return Array(data) + [0x0A]
}

extension Report {
    /// The bytes of `report.json`.
    public var bytes: [UInt8] { jsonText(self) }

    /// Reads the bytes of a `report.json`.
    ///
    /// - Throws: `DecodingError`.
    public init(reading bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(Report.self, from: Data(bytes))
    }
}
