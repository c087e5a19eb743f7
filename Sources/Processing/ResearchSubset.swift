import Deidentification
import MunicipalData
import Primitives

/// Finds the rows of a research subset in the data: by their values in all columns, as a multiset.
enum ResearchSubset {
    /// For each row of the table whether it belongs to the subset that the recipe's models name; nil where none does.
    ///
    /// Of equal rows the first belong to it, as many as the subset has.
    static func rows(
        of recipe: Recipe, in table: DelimitedTable, input: ProcessingInput
    ) throws(ProcessingError) -> [Bool]? {
        let named = recipe.privacy.compactMap(\.subset)
        guard let file = named.first else { return nil }
        if let other = named.first(where: { $0 != file }) { throw .severalSubsets(file.file, other.file) }
        let bytes: [UInt8]
        do {
            bytes = try input.hierarchyFile(file.file)
        } catch {
            throw .subsetFileMissing(name: file.file)
        }
        let delimiter = file.delimiter ?? recipe.input.delimiter
        let format = DelimitedFormat(
            encoding: recipe.input.encoding.declaration, delimiter: delimiter.utf8.first ?? 0x2C,
            hasHeader: recipe.input.header)
        let subset: DelimitedTable
        do {
            subset = try DelimitedTable(reading: bytes, as: format)
        } catch {
            throw .subsetFile(name: file.file, error)
        }
        guard subset.columns.map(\.name) == table.columns.map(\.name) else { throw .subsetHeader(name: file.file) }
        return try mark(subset, in: table, name: file.file)
    }

    private static func mark(
        _ subset: DelimitedTable, in table: DelimitedTable, name: String
    ) throws(ProcessingError) -> [Bool] {
        // The subset's rows in the codes of the table; -1 is a value that the table lacks.
        let codes = zip(subset.columns, table.columns).map { own, column in
            let numbers = Dictionary(
                zip(column.values, 0..<Int32(column.values.count)), uniquingKeysWith: { first, _ in first })
            let translated = own.values.map { numbers[$0] ?? -1 }
            return own.codes.unpacked.map { translated[Int($0)] }
        }
        var wanted: [[Int32]: [Int]] = [:]
        var hashes: Set<UInt64> = []
        for row in (0..<subset.rowCount).reversed() {
            let key = codes.map { $0[row] }
            if key.contains(-1) { throw .subsetRow(name: name, row: firstRow(lackingIn: codes)) }
            wanted[key, default: []].append(row + 1)
            hashes.insert(key.reduce(0, mixed))
        }
        var marked = [Bool](repeating: false, count: table.rowCount)
        for (row, hash) in rowHashes(table).enumerated() where hashes.contains(hash) {
            let key = table.columns.map { Int32($0.codes[row]) }
            if wanted[key]?.popLast() != nil { marked[row] = true }
        }
        if let missing = wanted.values.compactMap(\.last).min() { throw .subsetRow(name: name, row: missing) }
        return marked
    }

    private static func firstRow(lackingIn codes: [[Int32]]) -> Int {
        (codes.compactMap { $0.firstIndex(of: -1) }.min() ?? 0) + 1
    }

    /// A number per row that equal rows share; few rows that differ have the same.
    private static func rowHashes(_ table: DelimitedTable) -> [UInt64] {
        var hashes = [UInt64](repeating: 0, count: table.rowCount)
        for column in table.columns {
            hashes.withUnsafeMutableBufferPointer { hashes in
                var row = 0
                column.codes.forEach { code in
                    hashes[row] = mixed(hashes[row], Int32(truncatingIfNeeded: code))
                    row &+= 1
                }
            }
        }
        return hashes
    }

    private static func mixed(_ hash: UInt64, _ code: Int32) -> UInt64 {
        let next = (hash ^ UInt64(truncatingIfNeeded: code)) &* 0x9E37_79B9_7F4A_7C15
        return next ^ (next >> 32)
    }
}
