import Deidentification

/// `marking.txt`: the statutory marking that the recipient must be able to see: that this is anonymized information, which items
/// it has, and what its recipient must not do.
struct Marking {
    let bytes: [UInt8]

    init(_ release: Release, title: String, legalBasis: LegalBasis) {
        var lines = [
            "【\(legalBasis.generalTerm)】", "",
            "名称　　\(title)", "種別　　\(legalBasis.term)", "根拠　　\(legalBasis.statute)",
            "基準　　\(legalBasis.creationRule)", "本人の数　\(release.table.rowCount)", "",
            "含まれる情報の項目",
        ]
        lines += release.table.columns.enumerated().map { "　\($0 + 1)　\($1.name)" }
        lines += ["", "受領者が守る事項"]
        lines += legalBasis.recipientDuties.map { "　・\($0)" }
        bytes = Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }
}
