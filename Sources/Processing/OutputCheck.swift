import Deidentification
import MunicipalData

/// A second look at the finished table by means of its own, before it may leave: counts classes from the labels that will be
/// written, and compares the columns with the recipe.
enum OutputCheck {
    static func check(_ release: Release, recipe: Recipe) throws(ProcessingError) {
        let removed = recipe.columns.filter { rule in
            switch rule.role {
            case .directIdentifier, .identificationCode, .drop: true
            case .linkingCode: rule.pseudonym == nil
            case .quasiIdentifier, .sensitive, .insensitive: false
            }
        }
        for column in release.table.columns {
            if removed.contains(where: { $0.name == column.name }) {
                throw .integrity("column '\(column.name)' is in the output but the recipe removes it")
            }
            let rows = rowsWithPrivateUse(column)
            if rows > 0 { throw .privateUse(column: column.name, rows: rows) }
        }
        let smallest = smallestClass(release.table, names: recipe.quasiIdentifiers.map(\.name))
        if let smallest, smallest < recipe.minimumClassSize {
            throw .integrity("a class of the output has \(smallest) rows instead of \(recipe.minimumClassSize)")
        }
    }

    private static func rowsWithPrivateUse(_ column: Column) -> Int {
        let hits = column.values.map(\.containsPrivateUse)
        return hits.contains(true) ? column.codes.count { hits[Int($0)] } : 0
    }

    /// The least number of rows with equal labels; `nil` for a table without rows.
    private static func smallestClass(_ table: Table, names: [String]) -> Int? {
        // Classes are refined column by column: a row's class is known by its class so far and its next label.
        var classes = [UInt64](repeating: 0, count: table.rowCount)
        var count = table.rowCount == 0 ? 0 : 1
        for column in names.compactMap({ table.column(named: $0) }) {
            // One label may have several codes, so labels are numbered anew.
            var labels: [String: UInt64] = [:]
            for value in column.values where labels[value] == nil { labels[value] = UInt64(labels.count) }
            let numbers = column.values.map { labels[$0] ?? 0 }
            var refined: [UInt64: UInt64] = [:]
            for row in classes.indices {
                let key = classes[row] << 32 | numbers[Int(column.codes[row])]
                let known = refined[key]
                classes[row] = known ?? UInt64(refined.count)
                if known == nil { refined[key] = classes[row] }
            }
            count = refined.count
        }
        var sizes = [Int](repeating: 0, count: count)
        for number in classes { sizes[Int(number)] += 1 }
        return sizes.min()
    }
}
