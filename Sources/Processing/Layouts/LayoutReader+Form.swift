import MunicipalData
import Yams

extension LayoutReader {
    /// The name of the tabulator as a delimiter: it cannot be seen in a file.
    static let tabName = "tab"

    /// How cells are told apart; commas and a header unless the layout says otherwise.
    mutating func form(_ values: [String: Node], _ path: String, encoding: EncodingDeclaration) -> LayoutForm {
        if let fixed = values["fixed"], flag(fixed, below(path, "fixed")) == true {
            for key in ["delimiter", "header"] {
                guard let node = values[key] else { continue }
                fault(node, below(path, key), "the key '\(key)' does not go with 'fixed: true'")
            }
            return .fixed
        }
        let header = values["header"].flatMap { flag($0, below(path, "header")) } ?? true
        guard let node = values["delimiter"] else { return .delimited(delimiter: UInt8(ascii: ","), header: header) }
        return .delimited(delimiter: delimiter(node, below(path, "delimiter"), encoding), header: header)
    }

    private mutating func delimiter(_ node: Node, _ path: String, _ encoding: EncodingDeclaration) -> UInt8 {
        if node.string == Self.tabName { return UInt8(ascii: "\t") }
        guard let byte = delimiter(node, path)?.utf8.first else { return UInt8(ascii: ",") }
        // From 40 on a byte can be the second one of a character in CP932.
        if byte >= 0x40, encoding == .exactly(.cp932) || encoding == .detect {
            fault(node, path, "in CP932 this byte is also part of characters; use a comma, a semicolon or tab")
        }
        return byte
    }
}
