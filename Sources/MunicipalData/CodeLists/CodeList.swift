import Primitives

/// A municipality's codes of one kind and the standard codes and labels that they stand for: sex, 続柄, 異動事由.
///
/// Read from a table with the columns `code`, `standard`, `label` and `confirmed` (true or false: whether somebody who knows
/// the municipality's system has confirmed the line). Every code of the data must be in it; one that is not is an error that
/// names it.
public struct CodeList: Sendable, Equatable {
    /// One code.
    public struct Entry: Hashable, Sendable {
        /// The municipality's code.
        public let code: String
        /// The standard code.
        public let standard: String
        /// The standard label.
        public let label: String
        /// Whether the line has been confirmed.
        public let isConfirmed: Bool
    }

    /// The columns of the table.
    public static let columns = ["code", "standard", "label", "confirmed"]
    /// The most codes that are chained in one value (続柄1 to 続柄4).
    public static let longestChain = 4

    /// The list's name, for errors.
    public let name: String
    /// The entries in the order of the table.
    public let entries: [Entry]
    private let positions: [String: Int]
    /// The number of characters of every code, where all have the same.
    private let width: Int?

    /// Reads a list.
    /// - Throws: ``CodeListError`` for the first fault.
    public init(_ table: DelimitedTable, name: String) throws(CodeListError) {
        for column in Self.columns where table.column(named: column) == nil {
            throw CodeListError(list: name, .columnMissing(column))
        }
        if table.rowCount == 0 { throw CodeListError(list: name, .empty) }
        let cells = Self.columns.map { column -> [String] in
            guard let column = table.column(named: column) else { return [] }
            return (0..<table.rowCount).map { column.values[column.codes[$0]].trimmed }
        }
        var entries: [Entry] = []
        var positions: [String: Int] = [:]
        for row in 0..<table.rowCount {
            for (column, values) in zip(Self.columns, cells) where values[row].isEmpty {
                // A blank cell has its meaning too: the code may be blank.
                if column != "code" { throw CodeListError(list: name, .blank(row: row + 1, column: column)) }
            }
            guard let isConfirmed = ["true": true, "false": false][cells[3][row]] else {
                throw CodeListError(list: name, .notTrueOrFalse(row: row + 1))
            }
            let code = Self.key(cells[0][row])
            if let earlier = positions.updateValue(row, forKey: code) {
                throw CodeListError(list: name, .codeTwice(row: row + 1, firstRow: earlier + 1))
            }
            entries.append(
                Entry(code: code, standard: cells[1][row], label: cells[2][row], isConfirmed: isConfirmed))
        }
        self.name = name
        self.entries = entries
        self.positions = positions
        let widths = Set(entries.map(\.code.count).filter { $0 > 0 })
        width = widths.count == 1 ? widths.first : nil
    }

    /// The entry of a code, in either width.
    public func entry(for code: String) -> Entry? { positions[Self.key(code)].map { entries[$0] } }

    /// The codes with their labels, as a layout's item takes them (`codes`).
    public var labels: [String: String] {
        Dictionary(entries.map { ($0.code, $0.label) }, uniquingKeysWith: { first, _ in first })
    }

    /// The lines that nobody has confirmed yet.
    public var unconfirmed: [Entry] { entries.filter { !$0.isConfirmed } }

    /// The entries of a value: of one code, or of up to four chained ones (子の妻), which stand one behind the other where all
    /// codes have one width, or between hyphens, slashes, の and spaces. `nil` where one is not in the list.
    public func chain(_ value: String) -> [Entry]? {
        if let entry = entry(for: value) { return [entry] }
        let key = Self.key(value)
        var parts = key.split(whereSeparator: { "-/の・ ".contains($0) }).map(String.init)
        if parts.count == 1, let width, key.count % width == 0 {
            parts = stride(from: 0, to: key.count, by: width).map { String(key.dropFirst($0).prefix(width)) }
            // Zeros fill the places of a chain that are not used.
            while parts.count > 1, let last = parts.last, last.allSatisfy({ $0 == "0" }), positions[last] == nil {
                parts.removeLast()
            }
        }
        guard (1...Self.longestChain).contains(parts.count) else { return nil }
        let entries = parts.compactMap { entry(for: $0) }
        return entries.count == parts.count ? entries : nil
    }

    /// The standard label of a value; of a chain the labels with の between them. `nil` for an unmapped code.
    public func label(of value: String) -> String? { chain(value)?.map(\.label).joined(separator: "の") }

    /// The standard code of a value; of a chain the codes one behind the other. `nil` for an unmapped code.
    public func standard(of value: String) -> String? { chain(value)?.map(\.standard).joined() }

    private static func key(_ code: String) -> String { code.narrowed.trimmed }
}
