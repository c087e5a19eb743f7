import Deidentification
import MunicipalData

/// A file and its recipe, read, checked against each other and handed to the engine.
struct ProcessingSource {
    let document: RecipeDocument
    let inputRows: Int
    let encoding: MunicipalData.TextEncoding
    let anonymizer: Anonymizer

    init(_ input: ProcessingInput) throws(ProcessingError) {
        do {
            document = try RecipeDocument(reading: input.recipe, file: input.recipeName)
        } catch {
            throw .recipe(error)
        }
        let file = try Self.table(input.data, document: document)
        inputRows = file.rowCount
        encoding = file.encoding
        let normalized = try NormalizedTable(file, recipe: document.recipe)
        let prepared: PreparedTable
        do {
            prepared = try PreparedTable(normalized.table, recipe: document.recipe)
        } catch {
            throw normalized.explaining(error)
        }
        let hierarchies = try Self.hierarchies(prepared, input: input)
        do {
            anonymizer = try Anonymizer(prepared, hierarchies: hierarchies)
        } catch {
            throw normalized.explaining(error)
        }
    }

    /// Reads the file and compares its columns with the recipe before anything of it could be named in an error.
    private static func table(
        _ data: [UInt8], document: RecipeDocument
    ) throws(ProcessingError) -> DelimitedTable {
        let recipe = document.recipe
        let format = DelimitedFormat(
            encoding: recipe.input.encoding.declaration, delimiter: recipe.input.delimiter.utf8.first ?? 0x2C,
            hasHeader: recipe.input.header)
        let table: DelimitedTable
        do {
            table = try DelimitedTable.surveying(data, as: format)
        } catch {
            throw .data(error)
        }
        let names = table.columns.map(\.name)
        guard recipe.columns.contains(where: { names.contains($0.name) }) else { throw .headerMissing }
        let faults = document.faults(againstColumns: names)
        guard faults.isEmpty else { throw .recipe(RecipeFaults(faults: faults)) }
        if let first = table.undecodable.first {
            throw .data(.undecodable(first.position, byteOffset: first.byteOffset, encoding: table.encoding))
        }
        let numbers = IndividualNumberScan.findings(in: table)
        guard numbers.isEmpty else { throw .individualNumbers(numbers) }
        return table
    }

    /// The hierarchies that need a file or the parts of addresses.
    private static func hierarchies(
        _ prepared: PreparedTable, input: ProcessingInput
    ) throws(ProcessingError) -> [String: Hierarchy] {
        var hierarchies: [String: Hierarchy] = [:]
        for rule in prepared.recipe.quasiIdentifiers {
            switch rule.hierarchy {
            case .file(let name, let delimiter):
                let bytes: [UInt8]
                do {
                    bytes = try input.hierarchyFile(name)
                } catch {
                    throw .hierarchyFileMissing(name: name, column: rule.name)
                }
                hierarchies[rule.name] = try HierarchyFile.read(bytes, name: name, delimiter: delimiter)
            case .address:
                let values = prepared.table.column(named: rule.name)?.values ?? []
                do {
                    hierarchies[rule.name] = try Hierarchy(rows: values.map { JapaneseAddress(reading: $0).labels })
                } catch {
                    throw .engine(.hierarchy(column: rule.name, error))
                }
            default: break
            }
        }
        return hierarchies
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
        let rows = (0..<table.rowCount).map { row in table.columns.map { $0.values[Int($0.codes[row])] } }
        do {
            return try Hierarchy(rows: rows)
        } catch {
            throw .hierarchyLabels(name: name, error)
        }
    }
}

extension Deidentification.TextEncoding {
    var declaration: EncodingDeclaration {
        switch self {
        case .utf8: .exactly(.utf8)
        case .cp932: .exactly(.cp932)
        case .utf16LittleEndian: .exactly(.utf16LittleEndian)
        case .auto: .detect
        }
    }
}
