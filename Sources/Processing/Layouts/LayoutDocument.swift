public import MunicipalData
import Yams

/// A layout file (YAML, layout version 1) that was read without fault.
///
/// ```yaml
/// layout: 1
/// name: 住民記録 抽出
/// encoding: cp932
/// delimiter: ","
/// header: true
/// items:
///   - {name: 宛名番号, type: text, class: linking-code, unique: true, length: 10}
/// ```
public struct LayoutDocument: Sendable {
    /// The file's name, for errors.
    public let file: String
    /// The layout.
    public let layout: Layout

    /// Reads a layout file. Every key must be known and every value of its kind; what may be left out has the defaults of
    /// ``MunicipalData/Layout``.
    ///
    /// - Parameters:
    ///   - bytes: the file, UTF-8.
    ///   - file: its name, for errors.
    /// - Throws: ``DocumentFaults`` with all faults at once.
    public init(reading bytes: [UInt8], file: String) throws(DocumentFaults) {
        let root = try Node(document: bytes, file: file)
        var reader = LayoutReader(file: file)
        let layout = reader.layout(root, "")
        guard let layout, reader.faults.isEmpty else { throw DocumentFaults(faults: reader.sortedFaults) }
        self.file = file
        self.layout = layout
    }
}
