import Deidentification
import MunicipalData

/// The bytes of `data.csv`: header and rows, CRLF, in the recipe's encoding and delimiter, formula-like cells neutralized.
struct OutputFile {
    let bytes: [UInt8]
    let rowCount: Int
    let delimiter: String
    let encoding: MunicipalData.TextEncoding
    /// For each column the number of cells that got a leading apostrophe.
    let neutralized: [String: Int]

    init(_ table: Table, format: OutputFormat) throws(ProcessingError) {
        let encoding: MunicipalData.TextEncoding =
            switch format.encoding {
            case .cp932: .cp932
            case .utf16LittleEndian: .utf16LittleEndian
            case .utf8, .auto: format.byteOrderMark ? .utf8WithMark : .utf8
            }
        var writer = DelimitedWriter(delimiter: format.delimiter.utf8.first ?? 0x2C)
        var neutralized: [String: Int] = [:]
        var fields: [[[UInt8]]] = []
        for column in table.columns {
            if encoding == .cp932, !isEncodable(column) { throw .unencodable(column: column.name) }
            let formulas = column.values.map(isFormulaLike)
            if formulas.contains(true) {
                let cells = column.codes.count { formulas[Int($0)] }
                if cells > 0 { neutralized[column.name] = cells }
            }
            fields.append(zip(column.values, formulas).map { writer.field($1 ? "'" + $0 : $0) })
        }
        writer.append(row: table.columns.map { isFormulaLike($0.name) ? "'" + $0.name : $0.name })
        for row in 0..<table.rowCount {
            for (index, column) in table.columns.enumerated() {
                writer.append(field: fields[index][Int(column.codes[row])])
            }
            writer.endRow()
        }
        do {
            bytes = try Self.encoded(writer.bytes, as: encoding, mark: format.byteOrderMark)
        } catch {
            throw .unencodable(column: "header")
        }
        rowCount = table.rowCount
        delimiter = format.delimiter
        self.encoding = encoding
        self.neutralized = neutralized
    }

    private static func encoded(
        _ utf8: [UInt8], as encoding: MunicipalData.TextEncoding, mark: Bool
    ) throws(UnencodableScalar) -> [UInt8] {
        switch encoding {
        case .utf8: utf8
        case .utf16LittleEndian:
            (mark ? [0xFF, 0xFE] : []) + (try encoding.encode(String(decoding: utf8, as: UTF8.self)))
        case .utf8WithMark, .cp932: try encoding.encode(String(decoding: utf8, as: UTF8.self))
        }
    }
}

/// Whether CP932 has every value that occurs in the rows.
private func isEncodable(_ column: Column) -> Bool {
    let encodable = column.values.map { (try? MunicipalData.TextEncoding.cp932.encode($0)) != nil }
    return column.codes.allSatisfy { encodable[Int($0)] }
}

/// Whether a spreadsheet would take the cell for a formula: it begins with = + - @, a tab or a carriage return, and is not
/// simply a number (OWASP, CSV injection).
func isFormulaLike(_ value: String) -> Bool {
    guard let first = value.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
    return !isPlainNumber(value)
}

/// Whether the text is a decimal number with optional sign, fraction and exponent.
func isPlainNumber(_ text: String) -> Bool {
    let allowed = text.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    return allowed && Double(text)?.isFinite == true
}
