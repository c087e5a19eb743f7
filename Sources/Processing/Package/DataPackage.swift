import Deidentification
import MunicipalData
import Primitives

/// `datapackage.json`: a Frictionless Data Package (version 1) with a Table Schema, the code lists of the output, the
/// statutory marking, and what a reader of the file must know.
struct DataPackage: Encodable {
    struct Resource: Encodable {
        var name = "data"
        var path = ProcessingOutcome.File.data.rawValue
        var profile = "tabular-data-resource"
        var format = "csv"
        var mediatype = "text/csv"
        var encoding: String
        var bytes: Int
        var hash: String
        var dialect: Dialect
        var schema: Schema
    }
    struct Dialect: Encodable {
        var delimiter: String
        var lineTerminator = "\r\n"
        var quoteChar = "\""
        var doubleQuote = true
        var header = true
        var caseSensitiveHeader = true
    }
    struct Schema: Encodable {
        var fields: [Field]
        var missingValues = [""]
    }
    struct Field: Encodable {
        var name: String
        var type: String
        var description: String
        var constraints: Constraints?
    }
    /// The code list: every label that occurs.
    struct Constraints: Encodable {
        var `enum`: [String]
    }
    /// What is particular to this product.
    struct Notes: Encodable {
        var marking: String
        var statute: String
        var recipientDuties: [String]
        var items: [String]
        var rowOrder: String
        var neutralization: Neutralization
    }
    struct Neutralization: Encodable {
        var rule =
            "A text cell that begins with = + - @, a tab or a carriage return and is no plain number has one "
            + "apostrophe put before it; remove that apostrophe to get the value."
        var cells: [String: Int]
    }

    var profile = "tabular-data-package"
    var name = "anonymized-data"
    var title: String
    var description: String
    var resources: [Resource]
    var oboro: Notes

    /// The most labels that a code list names.
    private static let codeListLimit = 1000

    init(_ release: Release, report: Report, output: OutputFile, legalBasis: LegalBasis) {
        title = report.recipe.title
        description = legalBasis.term
        let fields = release.table.columns.map { column in
            Self.field(column, summary: release.columns.first { $0.name == column.name })
        }
        resources = [
            Resource(
                encoding: output.encoding == .utf8WithMark ? "utf-8" : output.encoding.rawValue,
                bytes: output.byteCount, hash: "sha256:" + output.sha256,
                dialect: Dialect(delimiter: output.delimiter), schema: Schema(fields: fields))
        ]
        oboro = Notes(
            marking: legalBasis.generalTerm, statute: legalBasis.statute,
            recipientDuties: legalBasis.recipientDuties, items: release.table.columns.map(\.name),
            rowOrder: report.output?.keptOrder == true ? "as in the input" : "shuffled",
            neutralization: Neutralization(cells: output.neutralized))
    }

    var bytes: [UInt8] { jsonText(self) }

    private static func field(_ column: Column, summary: ColumnSummary?) -> Field {
        let used = column.usedValues
        let numbers = used.filter { !$0.isEmpty }
        let isWhole = !numbers.isEmpty && numbers.allSatisfy(isWholeNumber)
        let isDecimal = !numbers.isEmpty && numbers.allSatisfy { isPlainNumber($0) && !hasLeadingZero($0) }
        let type = isWhole ? "integer" : isDecimal ? "number" : "string"
        let isCoded = summary?.role == .quasiIdentifier || used.count <= 100
        // A code list of a text column names labels as they stand in the file; a pseudonym is no code.
        let hasList = type == "string" && isCoded && used.count <= codeListLimit && summary?.role != .linkingCode
        // In the order of their texts, so that the list does not tell in which order values stood in the input.
        let labels = numbers.map { isFormulaLike($0) ? "'" + $0 : $0 }.sorted()
        return Field(
            name: isFormulaLike(column.name) ? "'" + column.name : column.name, type: type,
            description: summary?.description ?? "", constraints: hasList ? Constraints(enum: labels) : nil)
    }

    private static func isWholeNumber(_ text: String) -> Bool { Int(text) != nil && !hasLeadingZero(text) }

    /// Whether reading the text as a number would lose something: 007, +7.
    private static func hasLeadingZero(_ text: String) -> Bool {
        if text.hasPrefix("+") { return true }
        let digits = Array((text.hasPrefix("-") ? text.dropFirst() : text[...]).utf8)
        return digits.count > 1 && digits[0] == 0x30 && digits[1] != 0x2E
    }
}

extension Column {
    /// The values that occur in the rows, in the order of the dictionary.
    fileprivate var usedValues: [String] {
        var isUsed = [Bool](repeating: false, count: values.count)
        var left = values.count
        var block = [Int32](repeating: 0, count: 4096)
        var first = 0
        // Mostly all values are seen after few rows.
        while left > 0, first < rowCount {
            let rows = first..<min(rowCount, first + block.count)
            codes.copy(rows, into: &block)
            for code in block[..<rows.count] where !isUsed[Int(code)] {
                isUsed[Int(code)] = true
                left -= 1
            }
            first = rows.upperBound
        }
        return zip(values, isUsed).filter(\.1).map(\.0)
    }
}

extension ColumnSummary {
    /// What the column is in the product, in Japanese.
    fileprivate var description: String {
        if let level { return "\(role.japaneseName)・一般化の段階 \(level)" }
        return role == .linkingCode ? "\(role.japaneseName)・仮IDに置換え" : role.japaneseName
    }
}
