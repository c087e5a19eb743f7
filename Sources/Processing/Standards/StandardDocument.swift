import Primitives
import Yams

/// A standard's file (YAML, standard version 1) that was read without fault.
///
/// ```yaml
/// standard: 1
/// municipality: "132292"
/// name: 西東京市 行政機関等匿名加工情報 加工基準
/// version: "2026-04"
/// in-force: 2026-04-01
/// council: {name: 西東京市個人情報保護審議会, on: 2026-03-10, opinion: 適当と認める}
/// rule62:
///   1: {rule: 氏名、連絡先その他の直接識別子を全て削除する}
///   2: {rule: …}
///   3: {not-applicable: …}
/// treatments: {direct-identifier: remove, linking-code: pseudonym, quasi-identifier: generalize}
/// items:
///   - {name: 国籍, treatment: remove, reason: 少数で特定されやすい}
/// limits: {k: 10, suppression: 0.05, postal-digits: 3, age-top: 90, address: town, birth: month}
/// ```
public struct StandardDocument: Sendable {
    /// The file's name, for errors.
    public let file: String
    /// The standard.
    public let standard: ProcessingStandard

    /// Reads a standard's file. Every key must be known and every value of its kind; what is left out is open, which
    /// ``ProcessingStandard/findings`` tells.
    ///
    /// - Throws: ``DocumentFaults`` with all faults at once.
    public init(reading bytes: [UInt8], file: String) throws(DocumentFaults) {
        let root = try Node(document: bytes, file: file)
        var reader = StandardReader(file: file)
        let standard = reader.standard(root)
        guard let standard, reader.faults.isEmpty else { throw DocumentFaults(faults: reader.sortedFaults) }
        self.file = file
        self.standard = standard
    }
}
