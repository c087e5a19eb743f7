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
        let columns = names.compactMap { table.column(named: $0) }
        // One label may have several codes, so labels are numbered anew.
        let numbers = columns.map { column in
            var known: [String: Int] = [:]
            for value in column.values where known[value] == nil { known[value] = known.count }
            return column.values.map { known[$0] ?? 0 }
        }
        var classes: [[Int]: Int] = [:]
        for row in 0..<table.rowCount {
            let key = columns.indices.map { numbers[$0][Int(columns[$0].codes[row])] }
            classes[key, default: 0] += 1
        }
        return classes.values.min()
    }
}
