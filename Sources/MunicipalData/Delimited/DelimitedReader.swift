/// Reads one file into a table.
struct DelimitedReader {
    /// The encoding of the file and the encoding of the bytes that are scanned.
    let encoding: TextEncoding
    let content: TextEncoding
    let delimiter: UInt8

    mutating func read(
        _ bytes: Span<UInt8>, from start: Int, hasHeader: Bool
    ) throws(DelimitedFileError) -> DelimitedTable {
        var scanner = DelimitedScanner(delimiter: delimiter, start: start)
        let first = try firstRow(&scanner, bytes)
        var table = DelimitedTable(encoding: encoding, columns: [])
        if hasHeader {
            table.columns = try header(first, bytes).map { DelimitedTable.Column(name: $0) }
        } else {
            table.columns = first.indices.map { DelimitedTable.Column(name: String($0 + 1)) }
            scanner = DelimitedScanner(delimiter: delimiter, start: start)
        }
        try readRows(into: &table, &scanner, bytes)
        countUndecodableRows(&table)
        return table
    }

    private func readRows(
        into table: inout DelimitedTable, _ scanner: inout DelimitedScanner, _ bytes: Span<UInt8>
    ) throws(DelimitedFileError) {
        let width = table.columns.count
        var column = 0
        while let field = try next(&scanner, bytes, row: table.rowCount + 1, column: column + 1) {
            if column < width {
                add(field, to: &table, column: column, bytes)
            }
            column += 1
            if field.endsRow {
                guard column == width else {
                    throw .wrongFieldCount(row: table.rowCount + 1, expected: width, found: column)
                }
                table.rowCount += 1
                column = 0
            }
        }
    }

    @inline(__always)
    private func add(
        _ field: DelimitedScanner.Field, to table: inout DelimitedTable, column: Int, _ bytes: Span<UInt8>
    ) {
        if !field.hasDoubledQuotes {
            let (code, isNew) = table.columns[column].dictionary.code(for: field.range, in: bytes)
            table.columns[column].codes.append(Int32(truncatingIfNeeded: code))
            if isNew { addValue(bytes.extracting(field.range), at: field.range.lowerBound, column, &table) }
        } else {
            let value = unescaped(field.range, bytes)
            let (code, isNew) = table.columns[column].dictionary.code(forUnescaped: value, in: bytes)
            table.columns[column].codes.append(Int32(truncatingIfNeeded: code))
            if isNew {
                // Decoded with its doubled quotes first, so that an offset is one of the file.
                addValue(bytes.extracting(field.range), at: field.range.lowerBound, column, &table)
                let last = table.columns[column].values.count - 1
                if let text = try? content.decode(value) { table.columns[column].values[last] = text }
            }
        }
    }

    private func addValue(_ value: Span<UInt8>, at start: Int, _ column: Int, _ table: inout DelimitedTable) {
        table.columns[column].firstRows.append(Int32(truncatingIfNeeded: table.rowCount + 1))
        do {
            table.columns[column].values.append(try content.decode(value))
        } catch {
            table.columns[column].values.append("")
            let position = CellPosition(
                row: table.rowCount + 1, column: column + 1, name: table.columns[column].name)
            table.undecodable.append(.init(position: position, byteOffset: start + error.offset, rows: 0))
        }
    }

    private func countUndecodableRows(_ table: inout DelimitedTable) {
        guard !table.undecodable.isEmpty else { return }
        for index in table.undecodable.indices {
            let found = table.undecodable[index]
            let codes = table.columns[found.position.column - 1].codes
            let code = codes[found.position.row - 1]
            let rows = codes.count { $0 == code }
            table.undecodable[index] = .init(position: found.position, byteOffset: found.byteOffset, rows: rows)
        }
    }
}

extension DelimitedReader {
    private func next(
        _ scanner: inout DelimitedScanner, _ bytes: Span<UInt8>, row: Int, column: Int
    ) throws(DelimitedFileError) -> DelimitedScanner.Field? {
        do {
            return try scanner.next(in: bytes)
        } catch {
            switch error {
            case .unterminatedQuote: throw .unterminatedQuote(row: row, column: column)
            case .textAfterQuote: throw .textAfterQuote(row: row, column: column)
            }
        }
    }

    private func firstRow(
        _ scanner: inout DelimitedScanner, _ bytes: Span<UInt8>
    ) throws(DelimitedFileError) -> [DelimitedScanner.Field] {
        var fields: [DelimitedScanner.Field] = []
        while let field = try next(&scanner, bytes, row: 0, column: fields.count + 1) {
            fields.append(field)
            if field.endsRow { break }
        }
        return fields
    }

    private func header(
        _ fields: [DelimitedScanner.Field], _ bytes: Span<UInt8>
    ) throws(DelimitedFileError) -> [String] {
        var names: [String] = []
        for (index, field) in fields.enumerated() {
            let name: String
            do {
                let value = field.hasDoubledQuotes ? unescaped(field.range, bytes) : field.range.map { bytes[$0] }
                name = try content.decode(value)
            } catch {
                let position = CellPosition(row: 0, column: index + 1, name: nil)
                throw .undecodable(position, byteOffset: field.range.lowerBound + error.offset, encoding: encoding)
            }
            if name.isEmpty { throw .unnamedColumn(index + 1) }
            if let first = names.firstIndex(of: name) {
                throw .duplicateColumn(first: first + 1, second: index + 1)
            }
            names.append(name)
        }
        return names
    }

    private func unescaped(_ range: Range<Int>, _ bytes: Span<UInt8>) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        var value: [UInt8] = []
        value.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            value.append(bytes[index])
            index += bytes[index] == quote ? 2 : 1
        }
        return value
    }

    /// The cell to which the last of `bytes`, the beginning of a file, belongs.
    func lastPosition(in bytes: Span<UInt8>, hasHeader: Bool) -> CellPosition {
        var scanner = DelimitedScanner(delimiter: delimiter, start: 0)
        var row = hasHeader ? 0 : 1
        var column = 1
        while let field = try? scanner.next(in: bytes), scanner.position < bytes.count {
            column = field.endsRow ? 1 : column + 1
            row += field.endsRow ? 1 : 0
        }
        return CellPosition(row: row, column: column, name: nil)
    }
}
