import Deidentification
import MunicipalData

/// The file's columns as the engine takes them: dates in ISO form, addresses in one way of writing, each value once.
struct NormalizedTable {
    let table: Table
    let dateProblems: [String: [DateCellProblem]]

    init(_ file: DelimitedTable, recipe: Recipe) throws(ProcessingError) {
        var columns: [Column] = []
        var problems: [String: [DateCellProblem]] = [:]
        for (index, column) in file.columns.enumerated() {
            let rule = recipe.columns.first { $0.name == column.name }
            let texts: DelimitedTable.Column
            switch rule?.hierarchy {
            case .date:
                let dates = file.dates(inColumn: index)
                texts = dates.column
                problems[column.name] = dates.problems
            case .address:
                texts = column.replacingValues(by: column.values.map { JapaneseAddress(reading: $0).labels[0] })
            default:
                // Values that differ in bytes but not in meaning (Unicode canonical equivalence) become one.
                texts = column.replacingValues(by: column.values)
            }
            do {
                columns.append(try Column(name: texts.name, values: texts.values, codes: texts.codes))
            } catch {
                throw .integrity(error.description)
            }
        }
        do {
            table = try Table(columns: columns, rowCount: file.rowCount)
        } catch {
            throw .integrity(error.description)
        }
        dateProblems = problems
    }

    /// The engine's error, or what is more precise about it.
    func explaining(_ error: DeidentificationError) -> ProcessingError {
        if case .unreadableValues(let column, _, _, _) = error, let problems = dateProblems[column], !problems.isEmpty {
            return .dates(problems)
        }
        return .engine(error)
    }
}
