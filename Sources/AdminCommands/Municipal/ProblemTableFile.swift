import Foundation
package import Processing
package import Spreadsheets

/// Writes a table of problems where the operator asked for it: `.csv` or `.xlsx`, by the end of the name.
package enum ProblemTableFile {
    /// Why no table is written.
    package enum Fault: Error, Equatable, CustomStringConvertible {
        /// The name ends neither in `.csv` nor in `.xlsx`.
        case unknownFormat
        /// The file cannot be written there.
        case unwritable(path: String)
        /// The workbook cannot be made.
        case workbook(WorkbookError)

        /// What happened and what to do.
        package var description: String {
            switch self {
            case .unknownFormat: "a table of problems is written to a file whose name ends in .csv or .xlsx"
            case .unwritable(let path):
                "\(path) cannot be written; does the folder exist, and is there space on the disk?"
            case .workbook(let error): "\(error); write a .csv file instead"
            }
        }
    }

    /// The bytes of the file.
    package static func bytes(of table: ProblemTable, for path: String) throws(Fault) -> [UInt8] {
        switch path.split(separator: ".").last?.lowercased() {
        case "csv": return table.csv
        case "xlsx":
            do throws(WorkbookError) {
                return try Workbook(sheets: [Sheet(name: "確認結果", rows: table.cells)]).xlsx()
            } catch {
                throw .workbook(error)
            }
        default: throw .unknownFormat
        }
    }

    /// Writes the table; a file that is there is replaced as a whole.
    package static func write(_ table: ProblemTable, to path: String) throws(Fault) {
        let bytes = try bytes(of: table, for: path)
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unwritable(path: path)
        }
    }
}
