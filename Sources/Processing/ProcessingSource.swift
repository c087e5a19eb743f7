import Deidentification
import MunicipalData

/// A file and its recipe, read, checked against each other and handed to the engine.
struct ProcessingSource {
    /// What the file is read for.
    enum Purpose {
        /// To be de-identified: the recipe holds as it is.
        case anonymization
        /// To be measured as it is: see ``Recipe/measuring(_:)``.
        case measurement
    }

    let document: RecipeDocument
    let inputRows: Int
    /// The SHA-256 of the file, hexadecimal.
    let inputSHA256: String
    let encoding: MunicipalData.TextEncoding
    /// The columns whose values were checked and forgotten, since the recipe removes them.
    let forgottenColumns: Set<String>
    let anonymizer: Anonymizer
    /// The hierarchies that the engine did not build by itself.
    let hierarchies: [String: Hierarchy]
    /// Those of steps, by the number of the step.
    let stepHierarchies: [Int: Hierarchy]
    /// The levels to apply instead of searching.
    let givenLevels: [Int]?

    init(_ input: ProcessingInput, for purpose: Purpose = .anonymization) throws(ProcessingError) {
        do {
            document = try RecipeDocument(reading: input.recipe, file: input.recipeName)
        } catch {
            throw .recipe(error)
        }
        let file = try Self.file(input, document: document, purpose: purpose)
        if file.table.rowCount == 0 { throw .noRows }
        inputRows = file.table.rowCount
        inputSHA256 = file.sha256
        encoding = file.table.encoding
        forgottenColumns = Set(file.table.columns.filter { !$0.isKept }.map(\.name))
        var recipe = document.recipe
        var subset: [Bool]?
        switch purpose {
        case .anonymization: subset = try ResearchSubset.rows(of: recipe, in: file.table, input: input)
        case .measurement:
            let names = file.table.columns.map(\.name)
            recipe = recipe.measuring(names + recipe.columnsDerived(fromColumns: names))
            do {
                subset = try ResearchSubset.rows(of: recipe, in: file.table, input: input)
            } catch .subsetHeader, .subsetRow {
                // An output no longer shows which rows those were: its models of the subset cannot be measured.
                recipe.privacy.removeAll { $0.subset != nil }
                if recipe.privacy.isEmpty { recipe.privacy = [.kAnonymity(k: 1)] }
            }
        }
        let files = HierarchyFiles(input: input)
        let normalized = try NormalizedTable(
            file.table, recipe: document.recipe, files: files, isOutputPossible: purpose == .measurement)
        let mapped = try MappedHierarchies(input.mapping, recipe: recipe)
        stepHierarchies = try files.ofSteps(recipe, normalized.table).merging(mapped.ofSteps) { $1 }
        let prepared: PreparedTable
        do {
            prepared = try PreparedTable(
                normalized.table, recipe: recipe, subset: subset, stepHierarchies: stepHierarchies,
                randomness: input.randomness)
        } catch {
            throw normalized.explaining(error)
        }
        hierarchies = try files.ofColumns(prepared).merging(mapped.ofColumns) { $1 }
        givenLevels = mapped.levels ?? input.levels
        do {
            anonymizer = try Anonymizer(prepared, hierarchies: hierarchies)
        } catch {
            throw normalized.explaining(error)
        }
    }

    /// Reads the file. One that is to be measured may be an output of the same recipe, and is then written as such.
    private static func file(
        _ input: ProcessingInput, document: RecipeDocument, purpose: Purpose
    ) throws(ProcessingError) -> (table: DelimitedTable, sha256: String) {
        let recipe = document.recipe
        let given = DelimitedFormat(
            encoding: recipe.input.encoding.declaration, delimiter: recipe.input.delimiter.utf8.first ?? 0x2C,
            hasHeader: recipe.input.header)
        do {
            return try file(input, given, document: document, purpose: purpose)
        } catch {
            guard case .measurement = purpose, !error.demandsQuarantine else { throw error }
            let own = DelimitedFormat(
                encoding: recipe.output.encoding.declaration, delimiter: recipe.output.delimiter.utf8.first ?? 0x2C)
            do {
                return try file(input, own, document: document, purpose: purpose)
            } catch let second {
                throw second.demandsQuarantine ? second : error
            }
        }
    }

    /// Reads the file and compares its columns with the recipe before anything of it could be named in an error.
    private static func file(
        _ input: ProcessingInput, _ format: DelimitedFormat, document: RecipeDocument, purpose: Purpose
    ) throws(ProcessingError) -> (table: DelimitedTable, sha256: String) {
        let recipe = document.recipe
        let needed = recipe.columnsNeeded
        let table: DelimitedTable
        let hash: HashingByteStream
        do {
            hash = HashingByteStream(try input.source.open())
            table = try DelimitedTable.surveying(
                hash, as: format, options: ReadingOptions(threads: input.threads), kept: { needed.contains($0) })
        } catch DelimitedReadError.file(let error) {
            throw .data(error)
        } catch DelimitedReadError.stream(let error) {
            throw .unreadable("\(error)")
        } catch {
            throw .unreadable("\(error)")
        }
        let names = table.columns.map(\.name)
        guard recipe.columns.contains(where: { names.contains($0.name) }) else { throw .headerMissing }
        let absent = recipe.columns.filter { $0.isRemovable && !names.contains($0.name) }.map(\.name)
        let faults =
            switch purpose {
            case .anonymization: document.faults(againstColumns: names)
            case .measurement: document.faults(againstMeasuredColumns: names + absent)
            }
        guard faults.isEmpty else { throw .recipe(DocumentFaults(faults: faults)) }
        if let first = table.undecodable.first {
            throw .data(.undecodable(first.position, byteOffset: first.byteOffset, encoding: table.encoding))
        }
        let numbers = IndividualNumberScan.findings(in: table)
        guard numbers.isEmpty else { throw .individualNumbers(numbers) }
        return (table, hash.sha256)
    }
}

extension ProcessingError {
    /// Whether the file was understood and must be locked away.
    fileprivate var demandsQuarantine: Bool { if case .individualNumbers = self { true } else { false } }
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
