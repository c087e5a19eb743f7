extension Workbook {
    /// Reads an `.xlsx` file.
    ///
    /// Numbers come as written, dates as `2026-04-01` (also those that show as 令和8年4月1日), times as `09:30:00`, truth values
    /// as `TRUE` and `FALSE`; readings (ふりがな) are left out; a merged range has its value in the
    /// first cell alone, but one that spans rows of one column has it in each of them.
    /// - Throws: what the file is instead, what is too much, or the places of formulas.
    public init(reading bytes: [UInt8], limits: WorkbookLimits = .init()) throws(WorkbookError) {
        let package = try WorkbookPackage(bytes, limits: limits)
        let workbook = try package.whole(WorkbookElement.self, package.workbookName)
        let listed = workbook.sheets.sheets
        guard listed.count <= limits.sheets else { throw .tooLarge(.sheets, limit: limits.sheets, sheet: nil) }
        var reader = SheetReader(
            limits: limits,
            numbers: NumberText(isFrom1904: ["1", "true"].contains(workbook.properties?.date1904 ?? "")))
        if let part = try package.part(where: { $0.kind == "styles" }) {
            reader.styles = try CellStyles(part.bytes, name: part.name)
        }
        if let part = try package.part(where: { $0.kind == "sharedStrings" }) {
            reader.strings = try SharedStrings.read(part.bytes, name: part.name, limits: limits)
        }
        sheets = []
        for element in listed {
            // Charts and dialogs have tabs as well, and no cells.
            guard let part = try package.part(where: { $0.id == element.relationship && $0.kind == "worksheet" }) else {
                continue
            }
            var sheet = Sheet(name: element.name, rows: [])
            sheet.isHidden = element.state.map { $0 != "visible" } ?? false
            sheet.rows = try reader.rows(part.bytes, part: part.name, sheet: element.name)
            sheets.append(sheet)
        }
        if let error = reader.formulaError { throw error }
    }
}

/// The texts that sheets share.
enum SharedStrings {
    static func read(_ bytes: [UInt8], name: String, limits: WorkbookLimits) throws(WorkbookError) -> [String] {
        let part = try XMLPart(bytes, name: name, repeating: ["si"])
        guard part.repeatedCount <= limits.cells else { throw .tooLarge(.cells, limit: limits.cells, sheet: nil) }
        var strings: [String] = []
        strings.reserveCapacity(part.repeatedCount)
        try part.forEachBatch(SharedStringBatch.self) { (batch) throws(WorkbookError) in
            for element in batch.si { strings.append(element.text) }
        }
        guard strings.count == part.repeatedCount else { throw .malformed(part: name, row: nil) }
        return strings
    }
}
