import Deidentification
import MunicipalData
import Primitives

/// The hierarchies that the engine cannot build by itself: those from files, and those of addresses.
struct HierarchyFiles {
    let input: ProcessingInput

    /// By column, for quasi-identifiers and sensitive columns.
    func ofColumns(_ prepared: PreparedTable) throws(ProcessingError) -> [String: Hierarchy] {
        var hierarchies: [String: Hierarchy] = [:]
        for rule in prepared.recipe.columns where rule.role == .quasiIdentifier || rule.role == .sensitive {
            hierarchies[rule.name] = try hierarchy(
                rule.hierarchy, name: rule.name, column: prepared.table.column(named: rule.name), step: nil)
        }
        return hierarchies
    }

    /// By number, from 1, for steps that generalize.
    func ofSteps(_ recipe: Recipe, _ table: Table) throws(ProcessingError) -> [Int: Hierarchy] {
        var hierarchies: [Int: Hierarchy] = [:]
        for (index, step) in recipe.steps.enumerated() {
            guard case .generalize(let name, let source, _) = step else { continue }
            hierarchies[index + 1] = try hierarchy(
                source, name: name, column: table.column(named: name), step: index + 1)
        }
        return hierarchies
    }

    private func hierarchy(
        _ source: HierarchySource?, name: String, column: Column?, step: Int?
    ) throws(ProcessingError) -> Hierarchy? {
        switch source {
        case .file(let file, let delimiter)?:
            return try HierarchyFile.read(bytes(file, column: name), name: file, delimiter: delimiter)
        case .address?:
            guard let values = column?.values, !values.isEmpty else { return nil }
            return try hierarchy(values.map { JapaneseAddress(reading: $0).labels }, name)
        case .areas(let file, let floor)?:
            guard let column, !column.values.isEmpty else { return nil }
            let table = try areas(file, column: name)
            let mapped = input.mapping?.mapping.parts.first { $0.column == name && $0.step == step }
            if let mapped {
                return try hierarchy(AddressHierarchy.lines(of: column.values, by: table, as: mapped.rows), name)
            }
            var persons = [Int](repeating: 0, count: column.values.count)
            column.codes.forEach { persons[$0] += 1 }
            return try hierarchy(
                AddressHierarchy(column.values, persons: persons, table: table, floor: floor).rows, name)
        default: return nil
        }
    }

    private func hierarchy(_ rows: [[String]], _ column: String) throws(ProcessingError) -> Hierarchy {
        do {
            return try Hierarchy(rows: rows)
        } catch {
            throw .engine(.hierarchy(column: column, error))
        }
    }

    /// The table of areas of a column of addresses.
    func areas(_ name: String, column: String) throws(ProcessingError) -> AreaTable {
        let table = try headed(name, column: column)
        do {
            return try AreaTable(table)
        } catch {
            throw .areas(name: HierarchySource.shown(name), error)
        }
    }

    /// The list of a column's codes.
    func codes(_ name: String, column: String) throws(ProcessingError) -> CodeList {
        let table = try headed(name, column: column)
        do {
            return try CodeList(table, name: HierarchySource.shown(name))
        } catch {
            throw .codes(error)
        }
    }

    /// A file with a header and commas.
    private func headed(_ name: String, column: String) throws(ProcessingError) -> DelimitedTable {
        do {
            return try DelimitedTable(reading: bytes(name, column: column), as: DelimitedFormat(encoding: .detect))
        } catch let error as DelimitedFileError {
            throw .hierarchyFile(name: name, error)
        } catch let error as ProcessingError {
            throw error
        } catch {
            throw .hierarchyFileMissing(name: name, column: column)
        }
    }

    private func bytes(_ name: String, column: String) throws(ProcessingError) -> [UInt8] {
        do {
            return try input.hierarchyFile(name)
        } catch {
            throw .hierarchyFileMissing(name: name, column: column)
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
