extension DelimitedReader {
    /// Puts the table together under the first encoding that fits the whole file.
    mutating func finish() throws(DelimitedReadError) -> DelimitedTable {
        let last = candidates[candidates.count - 1]
        let encoding =
            candidates.first { encoding in
                encoding == last || decodedHeader(encoding) != nil && columns.allSatisfy { $0.fits(encoding) }
            } ?? last
        let content = encoding == .utf16LittleEndian ? .utf8 : encoding
        let names = try checkedHeader(encoding)
        var table = DelimitedTable(encoding: encoding, rowCount: rowCount, columns: [])
        for (index, name) in names.enumerated() {
            let finished = columns[index].finish(name: name, number: index + 1, as: content)
            columns[index] = ColumnBuilder(isKept: false)
            table.columns.append(finished.column)
            table.undecodable += finished.undecodable
        }
        table.undecodable.sort { ($0.position.row, $0.position.column) < ($1.position.row, $1.position.column) }
        return table
    }

    /// The names, or `nil` where they are no text in the encoding.
    func decodedHeader(_ encoding: TextEncoding) -> [String]? {
        let content = encoding == .utf16LittleEndian ? .utf8 : encoding
        let names = header.compactMap { try? content.decode($0) }
        return names.count == header.count ? names : nil
    }

    /// The names, each there and each once.
    func checkedHeader(_ encoding: TextEncoding) throws(DelimitedReadError) -> [String] {
        let content = encoding == .utf16LittleEndian ? .utf8 : encoding
        var names: [String: Int] = [:]
        var ordered: [String] = []
        for (index, bytes) in header.enumerated() {
            let name: String
            do {
                name = try content.decode(bytes)
            } catch {
                let position = CellPosition(row: 0, column: index + 1, name: nil)
                throw .file(
                    .undecodable(position, byteOffset: headerOffsets[index] + error.offset, encoding: encoding))
            }
            if name.isEmpty { throw .file(.unnamedColumn(index + 1)) }
            if let first = names.updateValue(index, forKey: name) {
                throw .file(.duplicateColumn(first: first + 1, second: index + 1))
            }
            ordered.append(name)
        }
        return ordered
    }
}
