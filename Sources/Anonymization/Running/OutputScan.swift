package import Deidentification
package import Messages
package import MunicipalData
import Primitives

/// A look at the finished file by means that do not come from the engine: what stands in it, and what must not.
package struct OutputScan: Sendable {
    /// Columns as the header names them.
    package let columns: [String]
    /// Rows without the header.
    package let rows: Int
    /// The smallest number of rows that share their quasi-identifiers.
    package let smallestClass: Int
    /// Identifiers, 外字, 個人番号 (codes `E-`), columns that look like identifiers or are nearly
    /// unique (remarks, codes `I-`); never a value.
    package let findings: [Reason]

    /// Reads and checks an output.
    /// - Parameters:
    ///   - bytes: the file as it would leave.
    ///   - recipe: the recipe as run.
    ///   - identifiers: values of the source that name a person and must not stand anywhere.
    package init(_ bytes: [UInt8], recipe: Recipe, identifiers: SourceIdentifiers) throws(DelimitedFileError) {
        let table = try DelimitedTable(
            reading: bytes,
            as: DelimitedFormat(
                encoding: EncodingDeclaration(name: recipe.output.encoding.rawValue) ?? .detect,
                delimiter: recipe.output.delimiter.utf8.first ?? UInt8(ascii: ",")))
        columns = table.columns.map(\.name)
        rows = table.rowCount
        let quasiIdentifiers = Set(recipe.quasiIdentifiers.map(\.name))
        smallestClass = Self.smallestClass(table, of: quasiIdentifiers)
        // Pseudonyms are random hexadecimal digits: twelve of them in a row mean nothing.
        let pseudonyms = Set(recipe.columns.filter { $0.pseudonym != nil }.map(\.name))
        var findings: [Reason] = []
        for column in table.columns where !pseudonyms.contains(column.name) {
            func count(_ isHit: (String) -> Bool) -> Int {
                column.rows(marked: column.values.map(isHit))
            }
            let numbers = count(IndividualNumberScan.isFound)
            if numbers > 0 {
                findings.append(
                    Reason(
                        "E-CHECK-INDIVIDUAL-NUMBER",
                        "column '\(column.name)': \(numbers) rows look like an individual number (個人番号)",
                        "項目「\(column.name)」の\(numbers)行に個人番号と見られる数字があります。",
                        clause: "行政手続における特定の個人を識別するための番号の利用等に関する法律19条"))
            }
            for finding in DirectIdentifierScan.findings(in: column, number: 1) where finding.kind != .individualNumber
            {
                findings.append(
                    Reason(
                        "I-CHECK-IDENTIFIER-FORM",
                        "column '\(column.name)': \(finding.rows) rows look like a direct identifier (\(finding.kind.rawValue), by \(finding.reason.rawValue))",
                        "項目「\(column.name)」の\(finding.rows)行が\(finding.kind.japanese)と見られる形をしています。",
                        clause: CreationStandard.item(1)))
            }
            let privateUse = count { $0.containsPrivateUse || $0.containsVariationSelector }
            if privateUse > 0 {
                findings.append(
                    Reason(
                        "E-CHECK-PRIVATE-USE",
                        "column '\(column.name)': \(privateUse) rows hold private-use characters (外字) or variation sequences (IVS)",
                        "項目「\(column.name)」の\(privateUse)行に外字又は異体字（IVS）があります。", clause: CreationStandard.item(4)))
            }
            let isLabel = quasiIdentifiers.contains(column.name)
            let identified = Self.identifiedRows(column, isLabel: isLabel, identifiers: identifiers)
            if identified > 0 {
                findings.append(
                    Reason(
                        "E-CHECK-IDENTIFIER",
                        "column '\(column.name)': \(identified) rows hold an identifier of the source; "
                            + "drop the column or clean it before it is handed over",
                        "項目「\(column.name)」の\(identified)行に直接識別子等の値があります。", clause: CreationStandard.item(1)))
            }
            if !isLabel, let remark = Self.nearlyUnique(column, k: recipe.minimumClassSize) {
                findings.append(remark)
            }
        }
        self.findings = findings
    }

    private static func smallestClass(_ table: DelimitedTable, of names: Set<String>) -> Int {
        let columns = table.columns.filter { names.contains($0.name) }
        var classes: [[Int]: Int] = [:]
        for row in 0..<table.rowCount { classes[columns.map { $0.codes[row] }, default: 0] += 1 }
        return classes.values.min() ?? 0
    }
}
