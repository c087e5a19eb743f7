import Primitives

/// A column while its file is read.
struct ColumnBuilder {
    /// The values so far, nil where they are not kept.
    let dictionary: ByteDictionary?
    private(set) var check = CellCheck()
    private var codes = CodeBuilder()
    private var firstRows: [Int32] = []
    /// For each value twice the place in the file where it stands first, plus one where quotes were doubled in it.
    private var firstOffsets: [Int] = []

    init(isKept: Bool) { dictionary = isKept ? ByteDictionary() : nil }

    /// Appends a block's rows; false where there are more distinct values than the limit.
    mutating func append(
        _ block: ParsedBlock, _ column: Int, row: Int, offset: Int, limit: Int
    ) -> Bool {
        guard let dictionary else {
            check.append(block.checks[column], row: row, offset: offset)
            return true
        }
        let codes = block.codes(column)
        guard let new = block.newValues[column] else {
            self.codes.append(codes, greatest: max(0, dictionary.count - 1))
            return true
        }
        // What is new in this block may have become known by an earlier block of the batch.
        var numbers: [Int32] = []
        numbers.reserveCapacity(new.places.count)
        for (number, place) in new.places.enumerated() {
            let value = new.dictionary.value(number)
            guard let key = value.baseAddress else { continue }
            var code = dictionary.view.find(key, value.count)
            if code < 0 {
                if dictionary.count == limit { return false }
                code = dictionary.insert(key, value.count)
                firstRows.append(Int32(truncatingIfNeeded: place.row + row))
                firstOffsets.append((place.offset + offset) * 2 + (place.hasDoubledQuotes ? 1 : 0))
            }
            numbers.append(code)
        }
        block.renumber(column, above: new.known, by: numbers)
        self.codes.append(codes, greatest: dictionary.count - 1)
        return true
    }

    /// Whether every value is text in an encoding that any bytes may be in.
    func fits(_ encoding: TextEncoding) -> Bool {
        guard let dictionary else { return check[encoding].undecodable == nil }
        return encoding == .cp932 || (0..<dictionary.count).allSatisfy { isUTF8(dictionary.value($0)) }
    }

    /// The column, its values decoded once each, and what cannot be decoded; the builder is empty then.
    mutating func finish(
        name: String, number: Int, as encoding: TextEncoding
    ) -> (column: DelimitedTable.Column, undecodable: [DelimitedTable.Undecodable]) {
        var column = DelimitedTable.Column(name: name)
        guard let dictionary else {
            let verdict = check[encoding]
            column.isKept = false
            column.individualNumbers = verdict.individualNumbers
            let undecodable = verdict.undecodable.map { found in
                DelimitedTable.Undecodable(
                    position: CellPosition(row: found.row, column: number, name: name), byteOffset: found.offset,
                    rows: found.rows)
            }
            return (column, undecodable.map { [$0] } ?? [])
        }
        column.codes = codes.finish()
        column.firstRows = firstRows
        column.values.reserveCapacity(dictionary.count)
        var faulty: [(code: Int, byteOffset: Int)] = []
        for code in 0..<dictionary.count {
            let bytes = dictionary.value(code)
            do throws(UndecodableBytes) {
                column.values.append(try Self.decode(bytes, as: encoding))
            } catch {
                // A doubled quote before the byte takes two bytes in the file.
                let start = firstOffsets[code]
                let doubled = start % 2 == 0 ? 0 : bytes[..<error.offset].count { $0 == UInt8(ascii: "\"") }
                faulty.append((code, start / 2 + error.offset + doubled))
                column.values.append("")
            }
        }
        let counts = faulty.isEmpty ? [] : column.counts()
        let undecodable = faulty.map { found in
            DelimitedTable.Undecodable(
                position: CellPosition(row: Int(firstRows[found.code]), column: number, name: name),
                byteOffset: found.byteOffset, rows: counts[found.code])
        }
        return (column, undecodable)
    }

    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, as encoding: TextEncoding
    ) throws(UndecodableBytes) -> String {
        if encoding != .cp932, let text = String(validating: bytes, as: UTF8.self) { return text }
        return try encoding.decode(Array(bytes))
    }
}
