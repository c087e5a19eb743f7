public import Primitives

/// One column of a table: a dictionary of distinct values and one code per row.
///
/// Every distinct value is held once, so work on values costs by distinct values, not by rows.
/// Not `Codable` on purpose: residents' values must not be able to enter a message.
public struct Column: Sendable, Equatable {
    /// The column's name, as in the header of the file.
    public let name: String
    /// The distinct values; the position is the code. A value may be unused by the rows.
    public let values: [String]
    /// One code per row, an index into ``values``.
    public let codes: CodeVector

    /// A column from its dictionary and codes.
    /// - Throws: ``TableError`` when a code points outside the dictionary or the dictionary holds a value twice.
    public init(name: String, values: [String], codes: [Int32]) throws(TableError) {
        for (row, code) in codes.enumerated() where code < 0 || Int(code) >= values.count {
            throw .codeOutsideDictionary(column: name, row: row + 1)
        }
        try self.init(name: name, values: values, codes: CodeVector(codes))
    }

    /// A column from its dictionary and packed codes.
    /// - Throws: ``TableError`` when a code points outside the dictionary or the dictionary holds a value twice.
    public init(name: String, values: [String], codes: CodeVector) throws(TableError) {
        if let row = codes.firstRow(above: values.count - 1) {
            throw .codeOutsideDictionary(column: name, row: row + 1)
        }
        if Set(values).count != values.count { throw .duplicateDictionaryValue(column: name) }
        self.init(name: name, uniqueValues: values, validCodes: codes)
    }

    /// A column from one text per row; values are numbered in the order in which they first appear.
    public init(name: String, cells: some Sequence<String>) {
        var values: [String] = []
        var numbers: [String: Int32] = [:]
        var codes: [Int32] = []
        for cell in cells {
            if let code = numbers[cell] {
                codes.append(code)
            } else {
                let code = Int32(values.count)
                numbers[cell] = code
                values.append(cell)
                codes.append(code)
            }
        }
        self.init(name: name, uniqueValues: values, validCodes: CodeVector(codes))
    }

    init(name: String, uniqueValues: [String], validCodes: CodeVector) {
        self.name = name
        self.values = uniqueValues
        self.codes = validCodes
    }

    /// The number of rows.
    public var rowCount: Int { codes.count }

    /// The text of a row, counted from 0.
    public subscript(row: Int) -> String { values[codes[row]] }
}
