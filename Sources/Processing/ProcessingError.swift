public import Deidentification
public import MunicipalData

/// Why a file is not processed. Names files, rows, columns and counts, never a value.
public enum ProcessingError: Error, Equatable, Sendable {
    /// The recipe is faulty by itself or does not fit the file.
    case recipe(DocumentFaults)
    /// The file cannot be read.
    case data(DelimitedFileError)
    /// The stream of the file broke off; with the system's or the vault's words.
    case unreadable(String)
    /// The models of the recipe name several research subsets; there can be one.
    case severalSubsets(String, String)
    /// The file of the research subset cannot be opened.
    case subsetFileMissing(name: String)
    /// The file of the research subset cannot be read; its rows are those of a file with a header.
    case subsetFile(name: String, DelimitedFileError)
    /// The file of the research subset has another header than the data.
    case subsetHeader(name: String)
    /// A row of the research subset is not in the data, or more often than there.
    case subsetRow(name: String, row: Int)
    /// None of the recipe's columns is in the file: most likely it has no header.
    case headerMissing
    /// The file has a header and no row.
    case noRows
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
    /// A table of areas cannot be used.
    case areas(name: String, AreaTableError)
    /// A list of codes cannot be used, or lacks a code of the file.
    case codes(CodeListError)
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
    /// The output cannot be written; the reason is the system's.
    case unwritable(String)
    /// The order of rows is to be kept, and the recipe wants it changed.
    case orderMustChange
    /// A value mapping does not fit the recipe.
    case mapping(name: String, String)
}

extension ProcessingError: CustomStringConvertible {
    /// What happened, where, and what to do, in English.
    public var description: String {
        switch self {
        case .recipe(let faults): faults.description
        case .data(let error): "data: \(error)"
        case .unreadable(let what): "data: cannot be read to its end: \(what)"
        case .severalSubsets(let first, let second):
            "the privacy models name the subset files \(first) and \(second); name the same file in all of them"
        case .subsetFileMissing(let name):
            "subset file \(name) cannot be opened; it is looked for beside the recipe"
        case .subsetFile(let name, let error): "subset file \(name): \(error)"
        case .subsetHeader(let name):
            "subset file \(name): the header is not that of the data; it needs the same columns in the same order"
        case .subsetRow(let name, let row):
            "subset file \(name), row \(row): the data has no such row, or fewer of them than the subset"
        case .noRows: "data: the file has a header and no row; export it again"
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
        case .areas(let name, let error): "table of areas \(name): \(error)"
        case .codes(let error): error.description
        case .engine(let error): error.description
        case .privateUse(let column, let rows):
            "column '\(column)': \(rows) rows of the output hold private-use characters (外字), which must not leave; "
                + "replace them in the source or remove the column"
        case .unencodable(let column):
            "column '\(column)': a character does not exist in the output's encoding; use utf-8"
        case .integrity(let what): "integrity check failed: \(what); nothing was written, report this"
        case .interrupted: "interrupted; nothing was written"
        case .unwritable(let reason): "the output cannot be written: \(reason)"
        case .orderMustChange:
            "the recipe has the step shuffle: rows cannot keep their order; leave --keep-order out"
        case .mapping(let name, let reason): "value mapping \(name): \(reason)"
        }
    }
}
