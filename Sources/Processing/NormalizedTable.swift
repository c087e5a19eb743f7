import Deidentification
import MunicipalData
import Primitives

/// The file's columns as the engine takes them: codes as standard labels, derived columns added, dates in ISO form,
/// addresses in one way of writing, each value once.
struct NormalizedTable {
    let table: Table
    let dateProblems: [String: [DateCellProblem]]

    /// - Parameter isOutputPossible: whether the file may be an output of the recipe, whose codes are labels already and whose
    ///   derived columns are there.
    init(
        _ file: DelimitedTable, recipe: Recipe, files: HierarchyFiles, isOutputPossible: Bool = false
    ) throws(ProcessingError) {
        let read = try ReadingSteps(
            recipe: recipe, files: files, isOutputPossible: isOutputPossible
        ).columns(of: file)
        var columns: [Column] = []
        var problems: [String: [DateCellProblem]] = [:]
        // A column whose values are not kept has one blank value: the engine needs its name, and removes it.
        let blank = CodeVector(.bytes([UInt8](repeating: 0, count: file.rowCount)))
        for (index, column) in read.file.enumerated() {
            let texts: DelimitedTable.Column
            switch recipe.hierarchy(ofColumn: column.name) {
            case _ where !column.isKept:
                columns.append(try Self.column(column.name, file.rowCount == 0 ? [] : [""], blank))
                continue
            case let source? where source.readsDates:
                let dates = file.dates(inColumn: index)
                texts = dates.column
                problems[column.name] = dates.problems
            case .address:
                texts = column.replacingValues(by: column.values.map { JapaneseAddress(reading: $0).labels[0] })
            case .areas(let name, _):
                let areas = try files.areas(name, column: column.name)
                texts = column.replacingValues(by: column.values.map(areas.normalized))
            default:
                // Values that differ in bytes but not in meaning (Unicode canonical equivalence) become one.
                texts = column.replacingValues(by: column.values)
            }
            columns.append(try Self.column(texts.name, texts.values, texts.codes))
        }
        do {
            table = try Table(columns: columns + read.derived, rowCount: file.rowCount)
        } catch {
            throw .integrity(error.description)
        }
        dateProblems = problems
    }

    private static func column(
        _ name: String, _ values: [String], _ codes: CodeVector
    ) throws(ProcessingError) -> Column {
        do {
            return try Column(name: name, values: values, codes: codes)
        } catch {
            throw .integrity(error.description)
        }
    }

    /// The engine's error, or what is more precise about it.
    func explaining(_ error: DeidentificationError) -> ProcessingError {
        if case .unreadableValues(let column, _, _, _) = error, let problems = dateProblems[column], !problems.isEmpty {
            return .dates(problems)
        }
        return .engine(error)
    }
}

extension Recipe {
    /// By which hierarchy the values of a column are read: its own, or that of a step that generalizes it.
    fileprivate func hierarchy(ofColumn name: String) -> HierarchySource? {
        if let own = columns.first(where: { $0.name == name })?.hierarchy { return own }
        for case .generalize(name, let hierarchy, _) in steps { return hierarchy }
        return nil
    }
}
