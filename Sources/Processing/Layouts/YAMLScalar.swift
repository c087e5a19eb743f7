import MunicipalData

extension LayoutDocument {
    /// A text as a YAML scalar: plain where it is an ordinary word, in quotes otherwise.
    static func scalar(_ text: String) -> String { isPlain(text) ? text : RecipeDocument.quoted(text) }

    /// A YAML list of texts.
    static func scalars(_ texts: [String]) -> String { "[\(texts.map(scalar).joined(separator: ", "))]" }

    static func quoted(_ sign: Unicode.Scalar) -> String { RecipeDocument.quoted(String(sign)) }

    /// A number that reads back as the same one, without a fraction where it has none.
    static func number(_ number: Double) -> String {
        Int(exactly: number).map { abs($0) < 1 << 53 ? "\($0)" : "\(number)" } ?? "\(number)"
    }

    /// Letters of any script within the basic plane, with digits and low lines behind the first.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.value <= 0xFFFF && scalar.properties.generalCategory != .nonspacingMark
                && (scalar.properties.isAlphabetic || scalar == "_" || ("0"..."9").contains(scalar))
        }
    }
}
