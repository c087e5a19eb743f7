import Crypto
package import Deidentification
package import MunicipalData
import Primitives

/// What was written as `data.csv`: header and rows, CRLF, in the recipe's encoding and delimiter, formula-like cells
/// neutralized.
package struct OutputFile {
    /// The content, where it was kept in memory; empty where it went to a sink.
    package private(set) var bytes: [UInt8] = []
    /// The size of the file.
    package let byteCount: Int
    /// The SHA-256 of the file, hexadecimal.
    package let sha256: String
    /// Rows without the header.
    package let rowCount: Int
    /// The delimiter.
    package let delimiter: String
    /// The encoding.
    package let encoding: MunicipalData.TextEncoding
    /// For each column the number of cells that got a leading apostrophe.
    package let neutralized: [String: Int]

    /// Writes the table into memory.
    package init(_ table: Table, format: OutputFormat) throws(ProcessingError) {
        var sink = MemorySink()
        do {
            try self.init(table, format: format, to: &sink)
        } catch let error as ProcessingError {
            throw error
        } catch {
            throw .integrity("memory cannot be written")
        }
        bytes = sink.bytes
    }

    /// Writes the table to a sink.
    /// - Parameter order: the rows to write, in that order; all of them as they stand where it is nil.
    /// - Throws: ``ProcessingError/unencodable(column:)``, before anything is written, and what the sink throws.
    package init(
        _ table: Table, format: OutputFormat, order: [Int32]? = nil, to sink: inout some OutputSink
    ) throws {
        let encoding: MunicipalData.TextEncoding =
            switch format.encoding {
            case .cp932: .cp932
            case .utf16LittleEndian: .utf16LittleEndian
            case .utf8, .auto: format.byteOrderMark ? .utf8WithMark : .utf8
            }
        let fields = OutputFields(encoding: encoding, delimiter: format.delimiter.utf8.first ?? 0x2C)
        var neutralized: [String: Int] = [:]
        var columns: [[[UInt8]]] = []
        for (index, column) in table.columns.enumerated() {
            let isLast = index == table.columns.count - 1
            let formulas = column.values.map(isFormulaLike)
            let cells = column.rows(order, marked: formulas)
            if cells > 0 { neutralized[column.name] = cells }
            columns.append(try fields.fields(of: column, formulas: formulas, order: order, endsRow: isLast))
        }
        let writer = RowWriter(columns: zip(table.columns, columns).map { ($0.codes, $1) })
        var output = CountingSink(sink)
        try output.write(fields.mark(format.byteOrderMark) + fields.header(table.columns.map(\.name)))
        try writer.write(rows: table.rowCount, order: order) { try output.write($0) }
        let finished = output.finish()
        sink = finished.sink
        byteCount = finished.count
        sha256 = finished.sha256
        rowCount = order?.count ?? table.rowCount
        delimiter = format.delimiter
        self.encoding = encoding
        self.neutralized = neutralized
    }
}

/// Counts and hashes what goes to a sink.
private struct CountingSink<Sink: OutputSink> {
    private var sink: Sink
    private var count = 0
    private var hash = SHA256()

    init(_ sink: Sink) { self.sink = sink }

    mutating func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { try write($0) }
    }

    mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        hash.update(bufferPointer: bytes)
        count += bytes.count
        try sink.write(bytes)
    }

    func finish() -> (sink: Sink, count: Int, sha256: String) { (sink, count, hexadecimal(hash.finalize())) }
}

/// Makes fields of an output: quoted, neutralized, encoded, with what follows them.
struct OutputFields {
    let encoding: MunicipalData.TextEncoding
    let delimiter: UInt8

    /// The byte order mark, where there is one.
    func mark(_ isWanted: Bool) -> [UInt8] {
        switch encoding {
        case .utf8WithMark: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: isWanted ? [0xFF, 0xFE] : []
        case .utf8, .cp932: []
        }
    }

    /// The first row.
    func header(_ names: [String]) throws(ProcessingError) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, name) in names.enumerated() {
            let text = isFormulaLike(name) ? "'" + name : name
            guard let field = try? field(text, endsRow: index == names.count - 1) else {
                throw .unencodable(column: "header")
            }
            bytes += field
        }
        return names.isEmpty ? rowEnd : bytes
    }

    /// The field of each value of a column, the delimiter or the end of the row included. A value that the encoding lacks is
    /// no fault where no row has it.
    func fields(
        of column: Column, formulas: [Bool], order: [Int32]?, endsRow: Bool
    ) throws(ProcessingError) -> [[UInt8]] {
        var isMissing = [Bool](repeating: false, count: column.values.count)
        var fields: [[UInt8]] = []
        fields.reserveCapacity(column.values.count)
        for (code, value) in column.values.enumerated() {
            let text = formulas[code] ? "'" + value : value
            if let field = try? field(text, endsRow: endsRow) {
                fields.append(field)
            } else {
                isMissing[code] = true
                fields.append([])
            }
        }
        if column.rows(order, marked: isMissing) > 0 { throw .unencodable(column: column.name) }
        return fields
    }

    private func field(_ text: String, endsRow: Bool) throws(UnencodableScalar) -> [UInt8] {
        let bytes = DelimitedWriter(delimiter: delimiter).field(text) + (endsRow ? rowEnd : [delimiter])
        switch encoding {
        case .utf8, .utf8WithMark: return bytes
        case .cp932, .utf16LittleEndian: return try encoding.encode(String(decoding: bytes, as: UTF8.self))
        }
    }

    private var rowEnd: [UInt8] { [0x0D, 0x0A] }
}

extension Column {
    /// How many of the rows hold a marked value.
    fileprivate func rows(_ order: [Int32]?, marked: [Bool]) -> Int {
        guard marked.contains(true) else { return 0 }
        var rows = 0
        if let order {
            for row in order { rows += marked[codes[Int(row)]] ? 1 : 0 }
        } else {
            codes.forEach { rows += marked[$0] ? 1 : 0 }
        }
        return rows
    }
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
