/// Why a list of codes cannot be used, or not for a file.
public struct CodeListError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        /// The header lacks a column.
        case columnMissing(String)
        /// The list has a header and no row.
        case empty
        /// A cell that must be filled is blank.
        case blank(row: Int, column: String)
        /// `confirmed` is neither true nor false.
        case notTrueOrFalse(row: Int)
        /// A code is in the list twice.
        case codeTwice(row: Int, firstRow: Int)
        /// Codes of a column that the list lacks. Values that do not look like codes are not named.
        case unmapped(column: String, codes: [String], rows: Int)
    }

    /// The list's name.
    public let list: String
    /// What is wrong.
    public let reason: Reason

    /// An error of a list.
    public init(list: String, _ reason: Reason) {
        self.list = list
        self.reason = reason
    }

    /// A value as it may stand in an error: a code as it is, anything else only by its length, since a column may hold what
    /// it should not.
    public static func shown(_ value: String) -> String {
        let code = value.narrowed.trimmed
        let isCode = code.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x2D
        }
        if code.isEmpty { return "(blank)" }
        return isCode && code.count <= 8 ? code : "(a text of \(value.count) characters)"
    }

    /// What is wrong, where, and what to do.
    public var description: String {
        switch reason {
        case .columnMissing(let column):
            "code list \(list): the header lacks \(column); it needs \(CodeList.columns.joined(separator: ", "))"
        case .empty: "code list \(list): there is no row; list every code of the municipality"
        case .blank(let row, let column): "code list \(list), row \(row): \(column) is blank; fill it in"
        case .notTrueOrFalse(let row): "code list \(list), row \(row): confirmed must be true or false"
        case .codeTwice(let row, let first):
            "code list \(list), row \(row): the code is already in row \(first); keep one of them"
        case .unmapped(let column, let codes, let rows):
            "column '\(column)': code \(codes.prefix(10).joined(separator: ", "))\(codes.count > 10 ? ", …" : "") is not in "
                + "code list \(list) (\(rows) rows); add it to the list with the municipality's meaning"
        }
    }
}
