import Deidentification
import MunicipalData

/// The hierarchies that the engine cannot build by itself: those from files, and those of addresses.
struct HierarchyFiles {
    let input: ProcessingInput

    /// By column, for quasi-identifiers and sensitive columns.
    func ofColumns(_ prepared: PreparedTable) throws(ProcessingError) -> [String: Hierarchy] {
        var hierarchies: [String: Hierarchy] = [:]
        for rule in prepared.recipe.columns where rule.role == .quasiIdentifier || rule.role == .sensitive {
            let values = prepared.table.column(named: rule.name)?.values ?? []
            hierarchies[rule.name] = try hierarchy(rule.hierarchy, column: rule.name, values: values)
        }
        return hierarchies
    }

    /// By number, from 1, for steps that generalize.
    func ofSteps(_ recipe: Recipe, _ table: Table) throws(ProcessingError) -> [Int: Hierarchy] {
        var hierarchies: [Int: Hierarchy] = [:]
        for (index, step) in recipe.steps.enumerated() {
            guard case .generalize(let column, let source, _) = step else { continue }
            let values = table.column(named: column)?.values ?? []
            hierarchies[index + 1] = try hierarchy(source, column: column, values: values)
        }
        return hierarchies
    }

    private func hierarchy(
        _ source: HierarchySource?, column: String, values: [String]
    ) throws(ProcessingError) -> Hierarchy? {
        switch source {
        case .file(let name, let delimiter)?:
            let bytes: [UInt8]
            do {
                bytes = try input.hierarchyFile(name)
            } catch {
                throw .hierarchyFileMissing(name: name, column: column)
            }
            return try HierarchyFile.read(bytes, name: name, delimiter: delimiter)
        case .address? where !values.isEmpty:
            do {
                return try Hierarchy(rows: values.map { JapaneseAddress(reading: $0).labels })
            } catch {
                throw .engine(.hierarchy(column: column, error))
            }
        default: return nil
        }
    }
}

/// Reads hierarchy files: one line per value, one column per level, no header.
enum HierarchyFile {
    static func read(_ bytes: [UInt8], name: String, delimiter: String) throws(ProcessingError) -> Hierarchy {
        let format = DelimitedFormat(
            encoding: .detect, delimiter: delimiter.utf8.first ?? 0x2C, hasHeader: false)
        let table: DelimitedTable
        do {
            table = try DelimitedTable(reading: bytes, as: format)
        } catch {
            throw .hierarchyFile(name: name, error)
        }
        do {
            return try Hierarchy(rows: table.rows)
        } catch {
            throw .hierarchyLabels(name: name, error)
        }
    }
}
