/// What numbers stand for, by the style of their cells.
struct CellStyles {
    private var formats: [NumberFormat] = []

    /// Without a part of styles every number is a number.
    init() {}

    /// Reads `xl/styles.xml`.
    init(_ bytes: [UInt8], name: String) throws(WorkbookError) {
        var declared: [Int: NumberFormat] = [:]
        try XMLPart(bytes, name: name, repeating: ["numFmts", "numFmt"]).forEachBatch(NumberFormatBatch.self) {
            (batch) throws(WorkbookError) in
            for element in batch.numFmt { declared[element.numFmtId] = NumberFormat(code: element.formatCode) }
        }
        var formats: [NumberFormat] = []
        try XMLPart(bytes, name: name, repeating: ["cellXfs", "xf"]).forEachBatch(CellFormatBatch.self) {
            (batch) throws(WorkbookError) in
            for element in batch.xf {
                let id = element.numFmtId ?? 0
                formats.append(declared[id] ?? NumberFormat(builtIn: id))
            }
        }
        self.formats = formats
    }

    /// What a number in a cell of the given style stands for.
    func format(_ style: Int?) -> NumberFormat {
        guard let style, formats.indices.contains(style) else { return .number }
        return formats[style]
    }
}
