import Deidentification
import Messages
import MunicipalData

/// A look at the finished file by means that do not come from the engine: what stands in it, and what must not.
struct OutputScan: Sendable {
    /// Columns as the header names them.
    let columns: [String]
    let rows: Int
    /// The smallest number of rows that share their quasi-identifiers.
    let smallestClass: Int
    /// Direct identifiers, 外字, 個人番号; never a value.
    let findings: [Reason]

    /// - Parameter identifiers: values of the source's direct identifiers, which must not stand anywhere.
    init(_ bytes: [UInt8], recipe: Recipe, identifiers: Set<String>) throws(DelimitedFileError) {
        let table = try DelimitedTable(
            reading: bytes,
            as: DelimitedFormat(
                encoding: EncodingDeclaration(name: recipe.output.encoding.rawValue) ?? .detect,
                delimiter: recipe.output.delimiter.utf8.first ?? UInt8(ascii: ",")))
        columns = table.columns.map(\.name)
        rows = table.rowCount
        smallestClass = Self.smallestClass(table, of: Set(recipe.quasiIdentifiers.map(\.name)))
        // Pseudonyms are random hexadecimal digits: twelve of them in a row mean nothing.
        let pseudonyms = Set(recipe.columns.filter { $0.pseudonym != nil }.map(\.name))
        var findings: [Reason] = []
        for column in table.columns where !pseudonyms.contains(column.name) {
            func count(_ isHit: (String) -> Bool) -> Int {
                let hits = column.values.map(isHit)
                return hits.contains(true) ? column.codes.count { hits[Int($0)] } : 0
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
            let privateUse = count(\.containsPrivateUse)
            if privateUse > 0 {
                findings.append(
                    Reason(
                        "E-CHECK-PRIVATE-USE",
                        "column '\(column.name)': \(privateUse) rows hold private-use characters (外字)",
                        "項目「\(column.name)」の\(privateUse)行に外字があります。", clause: CreationStandard.item(4)))
            }
            let identified = count(identifiers.contains)
            if identified > 0 {
                findings.append(
                    Reason(
                        "E-CHECK-IDENTIFIER",
                        "column '\(column.name)': \(identified) rows hold a value of a direct identifier of the source",
                        "項目「\(column.name)」の\(identified)行に直接識別子の値があります。", clause: CreationStandard.item(1)))
            }
        }
        self.findings = findings
    }

    private static func smallestClass(_ table: DelimitedTable, of names: Set<String>) -> Int {
        let columns = table.columns.filter { names.contains($0.name) }
        var classes: [[Int32]: Int] = [:]
        for row in 0..<table.rowCount { classes[columns.map { $0.codes[row] }, default: 0] += 1 }
        return classes.values.min() ?? 0
    }

    /// The values of a source's direct identifiers and identification codes that are long enough to mean a person.
    static func identifiers(in bytes: [UInt8], recipe: Recipe, names: Set<String>) -> Set<String> {
        let format = DelimitedFormat(
            encoding: EncodingDeclaration(name: recipe.input.encoding.rawValue) ?? .detect,
            delimiter: recipe.input.delimiter.utf8.first ?? UInt8(ascii: ","))
        guard let table = try? DelimitedTable.surveying(bytes, as: format) else { return [] }
        let columns = table.columns.filter { names.contains($0.name) }
        return Set(columns.flatMap(\.values).filter { $0.count >= 4 })
    }
}
