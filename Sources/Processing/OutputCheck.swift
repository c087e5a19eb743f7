import Deidentification
import MunicipalData
import Primitives

/// A second look at the finished table by means of its own, before it may leave: counts classes from the labels that will be
/// written, and compares the columns with the recipe.
enum OutputCheck {
    /// - Parameter minimumClassSize: the least rows that the models let a class have.
    /// - Throws: ``ProcessingError/integrity(_:)`` and ``ProcessingError/privateUse(column:rows:)``.
    static func check(_ release: Release, recipe: Recipe, minimumClassSize: Int) throws(ProcessingError) {
        let table = release.table
        for column in table.columns {
            if recipe.columns.contains(where: { $0.name == column.name && $0.isRemoved }) {
                throw .integrity("column '\(column.name)' is in the output but the recipe removes it")
            }
            let rows = rowsWithPrivateUse(column)
            if rows > 0 { throw .privateUse(column: column.name, rows: rows) }
        }
        let smallest = smallestClass(table, names: recipe.quasiIdentifiers.map(\.name))
        if let smallest, smallest < minimumClassSize {
            throw .integrity("a class of the output has \(smallest) rows instead of \(minimumClassSize)")
        }
    }

    private static func rowsWithPrivateUse(_ column: Column) -> Int {
        let hits = column.values.map { $0.containsPrivateUse || $0.containsVariationSelector }
        guard hits.contains(true) else { return 0 }
        var rows = 0
        column.codes.forEach { rows += hits[$0] ? 1 : 0 }
        return rows
    }

    /// The most numbers that rows are counted under at once: 16 MB of counts.
    private static let most = 1 << 22

    /// The least number of rows with equal labels; `nil` for a table without rows.
    static func smallestClass(_ table: Table, names: [String]) -> Int? {
        // A row's class is a number with one digit per column. Where there would be too many, classes are numbered anew.
        var classes = [Int32](repeating: 0, count: table.rowCount)
        var count = 1
        for column in names.compactMap({ table.column(named: $0) }) {
            // One label may have several codes, so labels are numbered anew.
            var labels: [String: Int32] = [:]
            for value in column.values where labels[value] == nil { labels[value] = Int32(labels.count) }
            let numbers = column.values.map { labels[$0] ?? 0 }
            if count > most / max(1, labels.count) { count = renumber(&classes) }
            if count > most / max(1, labels.count) {
                count = refine(&classes, column.codes.unpacked.map { numbers[Int($0)] })
            } else {
                append(column.codes, numbers, base: Int32(labels.count), to: &classes)
                count *= labels.count
            }
        }
        var sizes = [Int32](repeating: 0, count: max(count, 1))
        for number in classes { sizes[Int(number)] &+= 1 }
        return sizes.reduce(nil as Int?) { least, size in size == 0 ? least : min(least ?? .max, Int(size)) }
    }

    /// Appends a digit to each row's number.
    private static func append(_ codes: CodeVector, _ numbers: [Int32], base: Int32, to classes: inout [Int32]) {
        var block = [Int32](repeating: 0, count: 4096)
        var first = 0
        while first < classes.count {
            let rows = first..<min(classes.count, first + block.count)
            codes.copy(rows, into: &block)
            // Pointers, since this runs once for each cell of the output.
            classes.withUnsafeMutableBufferPointer { classes in
                block.withUnsafeBufferPointer { block in
                    numbers.withUnsafeBufferPointer { numbers in
                        for row in rows {
                            classes[row] = classes[row] &* base &+ numbers[Int(block[row &- rows.lowerBound])]
                        }
                    }
                }
            }
            first = rows.upperBound
        }
    }

    /// Numbers classes without gaps and gives their count.
    private static func renumber(_ classes: inout [Int32]) -> Int {
        refine(&classes, [])
    }

    /// Numbers the pairs of class and digit without gaps and gives their count.
    private static func refine(_ classes: inout [Int32], _ digits: [Int32]) -> Int {
        var numbers: [UInt64: Int32] = [:]
        for row in classes.indices {
            let digit = digits.isEmpty ? 0 : UInt64(digits[row])
            let key = UInt64(classes[row]) << 32 | digit
            let next = Int32(numbers.count)
            let number = numbers[key] ?? next
            if number == next { numbers[key] = next }
            classes[row] = number
        }
        return numbers.count
    }
}
