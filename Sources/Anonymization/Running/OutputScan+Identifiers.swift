package import Deidentification
import Messages
package import MunicipalData
import Primitives

extension OutputScan {
    /// What identifies a person in a source.
    /// - Parameter names: the columns that the register calls identifiers; those of the recipe are added.
    /// - Throws: for a source that cannot be read: what was not looked for was not found absent.
    package static func identifiers(
        in bytes: [UInt8], recipe: Recipe, names: Set<String>
    ) throws(DelimitedFileError) -> SourceIdentifiers {
        let table = try DelimitedTable(
            reading: bytes,
            as: DelimitedFormat(
                encoding: EncodingDeclaration(name: recipe.input.encoding.rawValue) ?? .detect,
                delimiter: recipe.input.delimiter.utf8.first ?? UInt8(ascii: ","), hasHeader: recipe.input.header))
        let roles: Set<Deidentification.Role> = [.directIdentifier, .identificationCode, .linkingCode]
        let own = recipe.columns.filter { roles.contains($0.role) }.map(\.name)
        return SourceIdentifiers(table, columns: names.union(own), k: recipe.minimumClassSize)
    }

    /// The rows of a column that hold an identifier of the source.
    static func identifiedRows(
        _ column: DelimitedTable.Column, isLabel: Bool, identifiers: SourceIdentifiers
    ) -> Int {
        let counts = column.counts()
        if isLabel {
            return zip(column.values, counts).reduce(0) { $0 + (identifiers.isIdentifier(label: $1.0) ? $1.1 : 0) }
        }
        let filled = column.filledCounts
        let rows = filled.reduce(0, +)
        // Texts are seldom the same twice, categories are; columns that are mostly blank are judged by what is filled.
        let isFreeText = filled.count * 10 >= rows
        var found = 0
        var byChance = (values: 0, rows: 0)
        for (value, count) in zip(column.values, counts) {
            switch identifiers.finding(in: value, isFreeText: isFreeText) {
            case .identifier: found += count
            case .equalByChance: byChance = (byChance.values + 1, byChance.rows + count)
            case .none: break
            }
        }
        // Amounts and ages equal some codes; that so many different ones do is a copy of the codes.
        if byChance.values * 4 >= rows { found += byChance.rows }
        return found
    }

    /// A remark on a column most of whose rows hold a value that fewer than k rows share.
    static func nearlyUnique(_ column: DelimitedTable.Column, k: Int) -> Reason? {
        let counts = column.counts()
        let rows = column.codes.count
        let rare = counts.reduce(0) { $0 + ($1 < k ? $1 : 0) }
        guard rare * 2 > rows else { return nil }
        let percent = rare * 100 / rows
        return Reason(
            "I-CHECK-NEARLY-UNIQUE",
            "column '\(column.name)': \(percent)% of the rows hold a value that fewer than k = \(k) rows share; "
                + "look whether it must leave as it is, or give it a hierarchy",
            "項目「\(column.name)」は、\(percent)%の行の値が k=\(k) 人未満にしか共有されていません。そのまま提供してよいか確認してください。",
            clause: CreationStandard.item(4))
    }
}

extension DelimitedTable.Column {
    /// The rows of each value that is not blank.
    fileprivate var filledCounts: [Int] {
        zip(values, counts()).filter { !$0.0.allSatisfy(\.isWhitespace) && $0.1 > 0 }.map(\.1)
    }
}
