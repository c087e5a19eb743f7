public import Deidentification
public import MunicipalData

/// Why a file is not processed. Names files, rows, columns and counts, never a value.
public enum ProcessingError: Error, Equatable, Sendable {
    /// The recipe is faulty by itself or does not fit the file.
    case recipe(RecipeFaults)
    /// The file cannot be read.
    case data(DelimitedFileError)
    /// None of the recipe's columns is in the file: most likely it has no header.
    case headerMissing
    /// Numbers that look like an individual number (個人番号): such a file is quarantined, never processed.
    case individualNumbers([IndividualNumberFinding])
    /// Cells of date columns that are no date.
    case dates([DateCellProblem])
    /// A hierarchy file is missing or cannot be opened.
    case hierarchyFileMissing(name: String, column: String)
    /// A hierarchy file cannot be read; its rows are lines.
    case hierarchyFile(name: String, DelimitedFileError)
    /// A hierarchy file's labels are no hierarchy.
    case hierarchyLabels(name: String, HierarchyError)
    /// The engine refuses.
    case engine(DeidentificationError)
    /// Private-use characters (外字) would leave in the output.
    case privateUse(column: String, rows: Int)
    /// The output's encoding lacks a character of a column.
    case unencodable(column: String)
    /// The finished output does not hold what it must: a fault of the program, nothing was written.
    case integrity(String)
    /// Interrupted by the caller.
    case interrupted
}

extension ProcessingError: CustomStringConvertible {
    /// What happened, where, and what to do, in English.
    public var description: String {
        switch self {
        case .recipe(let faults): faults.description
        case .data(let error): "data: \(error)"
        case .headerMissing: "data: the first row names no column of the recipe; export the file with its header"
        case .individualNumbers(let findings):
            findings.map {
                "data: \($0.first): numbers that look like an individual number (個人番号), in \($0.rows) rows; "
                    + "the file must be quarantined and exported again without them"
            }.joined(separator: "\n")
        case .dates(let problems):
            problems.prefix(20).map { "data: \($0.position): \($0.problem) (\($0.rows) rows)" }
                .joined(separator: "\n")
                + (problems.count > 20 ? "\n… and \(problems.count - 20) more values" : "")
        case .hierarchyFileMissing(let name, let column):
            "hierarchy file \(name) of column '\(column)' cannot be opened; it is looked for beside the recipe"
        case .hierarchyFile(let name, let error): "hierarchy file \(name) (a row is a line): \(error)"
        case .hierarchyLabels(let name, let error): "hierarchy file \(name): \(error)"
        case .engine(let error): error.description
        case .privateUse(let column, let rows):
            "column '\(column)': \(rows) rows of the output hold private-use characters (外字), which must not leave; "
                + "replace them in the source or remove the column"
        case .unencodable(let column):
            "column '\(column)': a character does not exist in the output's encoding; use utf-8"
        case .integrity(let what): "integrity check failed: \(what); nothing was written, report this"
        case .interrupted: "interrupted; nothing was written"
        }
    }
}
