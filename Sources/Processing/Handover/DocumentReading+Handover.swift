import Primitives
import Yams

/// What the documents of a handover have in common.
extension DocumentReading {
    /// A name on one line, of a sensible length.
    mutating func name(_ node: Node, _ path: String) -> String? {
        guard let text = text(node, path) else { return nil }
        let isPrintable = text.unicodeScalars.allSatisfy { !isInvisible($0) }
        guard !text.allSatisfy(\.isWhitespace), text.count <= ExtractionSpecification.nameLimit, isPrintable else {
            fault(
                node, path,
                "a text of 1 to \(ExtractionSpecification.nameLimit) visible characters on one line is expected")
            return nil
        }
        return text
    }

    /// The name of a request, such as `REQ-1`.
    mutating func requestName(_ node: Node, _ path: String) -> String? {
        guard let text = text(node, path) else { return nil }
        let isName = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isName, (1...64).contains(text.utf8.count) else {
            fault(node, path, "the number of a request is expected, such as REQ-1")
            return nil
        }
        return text
    }

}

/// Whether a character does not show, or changes how others show: controls, line separators, marks of writing direction.
func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: true
    default: false
    }
}

/// No name is shown longer, in characters.
private let shownLimit = 400

/// A file's name as it may be shown: characters that do not show stand as their code, and a long name is shortened.
package func shownName(_ name: String) -> String {
    var shown = ""
    for scalar in name.unicodeScalars.prefix(shownLimit) {
        if isInvisible(scalar) {
            shown += "<U+\(String(scalar.value, radix: 16, uppercase: true))>"
        } else {
            shown.unicodeScalars.append(scalar)
        }
    }
    return name.unicodeScalars.count > shownLimit ? shown + "…" : shown
}
