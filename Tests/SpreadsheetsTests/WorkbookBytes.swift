/// A workbook written by hand: its parts as texts, any of which can be replaced.
struct WorkbookBytes {
    static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    var parts: [(name: String, text: String)]
    var more: [ZipBytes.File] = []

    /// One sheet of the given rows (`<row>…</row>`), shared strings (`<si>…</si>`) and number formats.
    init(rows: String, strings: String = "", formats: [String] = [], afterRows: String = "", properties: String = "") {
        let codes = formats.enumerated().map { #"<numFmt numFmtId="\#(164 + $0)" formatCode="\#($1)"/>"# }.joined()
        let styles = formats.indices.map { #"<xf numFmtId="\#(164 + $0)"/>"# }.joined()
        let spreadsheet = #"xmlns="\#(Self.namespace)""#
        parts = [
            (
                "[Content_Types].xml",
                #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#
                    + #"<Default Extension="xml" ContentType="application/xml"/>"#
                    + #"<Override PartName="/xl/workbook.xml" ContentType="\#(Self.types).sheet.main+xml"/></Types>"#
            ),
            (
                "xl/workbook.xml",
                #"<workbook \#(spreadsheet) xmlns:r="\#(Self.relationships)">\#(properties)"#
                    + #"<sheets><sheet name="一覧" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            ),
            (
                "xl/_rels/workbook.xml.rels",
                #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
                    + #"<Relationship Id="rId1" Type="\#(Self.relationships)/worksheet" Target="worksheets/sheet1.xml"/>"#
                    + #"<Relationship Id="rId2" Type="\#(Self.relationships)/sharedStrings" Target="sharedStrings.xml"/>"#
                    + #"<Relationship Id="rId3" Type="\#(Self.relationships)/styles" Target="/xl/styles.xml"/>"#
                    + "</Relationships>"
            ),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet \(spreadsheet)><sheetData>\(rows)</sheetData>\(afterRows)</worksheet>"
            ),
            ("xl/sharedStrings.xml", "<sst \(spreadsheet)>\(strings)</sst>"),
            (
                "xl/styles.xml",
                "<styleSheet \(spreadsheet)><numFmts>\(codes)</numFmts><cellXfs><xf/>\(styles)</cellXfs></styleSheet>"
            ),
        ]
    }

    /// With one part's text changed.
    func replacing(_ text: String, in part: String, with other: String) -> WorkbookBytes {
        var copy = self
        copy.parts = parts.map { $0.name == part ? ($0.name, $0.text.replacing(text, with: other)) : $0 }
        return copy
    }

    /// With more files in the archive.
    func adding(_ files: ZipBytes.File...) -> WorkbookBytes {
        var copy = self
        copy.more += files
        return copy
    }

    var bytes: [UInt8] { ZipBytes.archive(parts.map { ZipBytes.File($0.name, $0.text) } + more) }
}
