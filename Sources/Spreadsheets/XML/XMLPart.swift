import Foundation
import XMLCoder

/// One part (XML file) of a workbook, decoded by XMLCoder.
///
/// XMLCoder builds a tree several hundred times the size of the text, so the elements that repeat without end (rows, shared
/// strings) are decoded in batches: each is the root's start tag, some of the elements and the root's end tag.
struct XMLPart {
    /// The name in the archive.
    let name: String
    private let bytes: [UInt8]
    private let outline: XMLOutline

    /// Looks through a part; see ``XMLOutline``.
    init(_ bytes: [UInt8], name: String, repeating path: [String] = []) throws(WorkbookError) {
        self.name = name
        self.bytes = bytes
        outline = try XMLOutline(bytes, part: name, repeating: path)
    }

    /// The number of repeating elements.
    var repeatedCount: Int { outline.repeated.count }

    /// The whole part, which is small.
    func whole<Element: Decodable>(_ type: Element.Type) throws(WorkbookError) -> Element { try decode(type, bytes) }

    /// The repeating elements, batch by batch in their order. `Batch` is a root that has them as its children.
    func forEachBatch<Batch: Decodable>(
        _ type: Batch.Type, _ body: (Batch) throws(WorkbookError) -> Void
    ) throws(WorkbookError) {
        let end = Array("</".utf8) + outline.rootName + Array(">".utf8)
        var next = 0
        while next < outline.repeated.count {
            var batch = Array(bytes[outline.rootStart])
            while next < outline.repeated.count, batch.count < 1 << 15 {
                batch += bytes[outline.repeated[next]]
                next += 1
            }
            try body(decode(type, batch + end))
        }
    }

    private func decode<Element: Decodable>(_ type: Element.Type, _ text: [UInt8]) throws(WorkbookError) -> Element {
        let decoder = XMLDecoder(trimValueWhitespaces: false, removeWhitespaceElements: true)
        decoder.shouldProcessNamespaces = true
        do {
            return try decoder.decode(type, from: Data(text))
        } catch {
            // The parser's error may quote the text, which may be personal data: only the place is told.
            throw WorkbookError.malformed(part: name, row: nil)
        }
    }
}
