/// Reads the sheets of one workbook.
struct SheetReader {
    /// How many formulas are named.
    private static let listedFormulas = 20

    let limits: WorkbookLimits
    let numbers: NumberText
    var styles = CellStyles()
    var strings: [String] = []
    private var cells = 0
    private var formulas: [CellPlace] = []
    private var formulaCount = 0

    init(limits: WorkbookLimits, numbers: NumberText) {
        self.limits = limits
        self.numbers = numbers
    }

    /// Where formulas stand, as the error that it is.
    var formulaError: WorkbookError? { formulaCount == 0 ? nil : .formulas(formulas, count: formulaCount) }

    /// The rows of a sheet.
    mutating func rows(_ bytes: [UInt8], part name: String, sheet: String) throws(WorkbookError) -> [[String]] {
        let part = try XMLPart(bytes, name: name, repeating: ["sheetData", "row"])
        guard part.repeatedCount <= limits.rows else { throw .tooLarge(.rows, limit: limits.rows, sheet: sheet) }
        var rows: [[String]] = []
        var last = 0
        try part.forEachBatch(RowBatch.self) { (batch) throws(WorkbookError) in
            for element in batch.row {
                let number = element.r ?? last + 1
                guard number > last, number <= CellReference.lastRow else {
                    throw .cellOrder(sheet: sheet, row: number)
                }
                last = number
                let row = try texts(of: element, row: number, part: name, sheet: sheet)
                if row.isEmpty { continue }
                guard number <= limits.rows else { throw .tooLarge(.rows, limit: limits.rows, sheet: sheet) }
                while rows.count < number - 1 { rows.append([]) }
                rows.append(row)
            }
        }
        try resolveMerged(&rows, bytes, part: name)
        return rows
    }

    private mutating func texts(
        of element: RowBatch.Row, row: Int, part: String, sheet: String
    ) throws(WorkbookError) -> [String] {
        var texts: [String] = []
        var last = 0
        for cell in element.c {
            var column = last + 1
            if let written = cell.r {
                guard let reference = CellReference(written), reference.row == row else {
                    throw .cellOrder(sheet: sheet, row: row)
                }
                column = reference.column
            }
            guard column > last, column <= CellReference.lastColumn else { throw .cellOrder(sheet: sheet, row: row) }
            last = column
            if cell.isFormula {
                formulaCount += 1
                if formulas.count < Self.listedFormulas {
                    formulas.append(CellPlace(sheet: sheet, row: row, column: column))
                }
                continue
            }
            let text = try text(of: cell, row: row, part: part)
            if text.isEmpty { continue }
            guard column <= limits.columns else { throw .tooLarge(.columns, limit: limits.columns, sheet: sheet) }
            cells += column - texts.count
            guard cells <= limits.cells else { throw .tooLarge(.cells, limit: limits.cells, sheet: sheet) }
            while texts.count < column - 1 { texts.append("") }
            texts.append(text)
        }
        return texts
    }

    private func text(of cell: RowBatch.Cell, row: Int, part: String) throws(WorkbookError) -> String {
        let value = cell.v ?? ""
        switch cell.t ?? "n" {
        case "n": return numbers.text(of: value, as: value.isEmpty ? .number : styles.format(cell.s))
        case "s":
            if value.isEmpty { return "" }
            guard let index = Int(value), strings.indices.contains(index) else {
                throw .malformed(part: part, row: row)
            }
            return strings[index]
        case "inlineStr": return cell.inline?.text ?? ""
        case "str": return EscapedText.resolve(value)
        case "b": return value.isEmpty ? "" : value == "1" || value == "true" ? "TRUE" : "FALSE"
        case "e", "d": return value
        default: throw .malformed(part: part, row: row)
        }
    }

    /// A value that spans rows of one column counts for each of them, as a person reads it; other cells that a merged range
    /// covers show nothing, whatever they hold.
    private func resolveMerged(_ rows: inout [[String]], _ bytes: [UInt8], part name: String) throws(WorkbookError) {
        let part = try XMLPart(bytes, name: name, repeating: ["mergeCells", "mergeCell"])
        guard part.repeatedCount <= limits.rows else { throw .malformed(part: name, row: nil) }
        var covered: [CellRange] = []
        try part.forEachBatch(MergeBatch.self) { (batch) throws(WorkbookError) in
            for element in batch.mergeCell {
                guard let range = CellRange(element.ref) else { throw .malformed(part: name, row: nil) }
                covered.append(range)
            }
        }
        // Ranges do not overlap in a workbook that a program wrote; in one that does, this bounds the work.
        var work = 0
        for range in covered where range.first.row <= rows.count {
            let column = range.first.column
            let cells = rows[range.first.row - 1]
            let spanning = column == range.last.column && column <= cells.count ? cells[column - 1] : ""
            for row in range.first.row...min(range.last.row, rows.count) {
                let first = row == range.first.row ? range.first.column + 1 : range.first.column
                let last = min(range.last.column, rows[row - 1].count)
                work += max(1, last - first + 1)
                if !spanning.isEmpty { work += max(0, column - rows[row - 1].count) }
                guard work <= 4 * limits.cells else { throw .malformed(part: name, row: row) }
                if !spanning.isEmpty {
                    while rows[row - 1].count < column { rows[row - 1].append("") }
                    rows[row - 1][column - 1] = spanning
                    continue
                }
                if first > last { continue }
                for column in first...last { rows[row - 1][column - 1] = "" }
            }
        }
        if covered.isEmpty { return }
        for index in rows.indices { while rows[index].last == "" { rows[index].removeLast() } }
        while rows.last?.isEmpty ?? false { rows.removeLast() }
    }
}
