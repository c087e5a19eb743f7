import Messages
import Primitives

extension ProposalCheck {
    /// The kind of document that shows who the proposer is.
    private static let identityKind = "identity"
    /// Such a document is at most this old (法112条3項, 規則54条).
    private var identityMonths: Int { rules.number(.identityDocumentMonths, on: today) }

    /// What is wrong with the documents of 112条3項.
    var documentReasons: [Reason] {
        let documents = content.documents ?? []
        let clause = Self.law + "3項"
        var reasons: [Reason] = []
        for (kind, name) in rules.proposalDocuments.sorted(by: { $0.key < $1.key })
        where !documents.contains(where: { $0.kind == kind }) {
            reasons.append(
                Reason(
                    "E-DOCUMENT", "the document \(kind) (\(name)) is missing", "添付書類がありません: \(name)", clause: clause))
        }
        for document in documents where document.kind == Self.identityKind {
            if let problem = ageProblem(document) { reasons.append(problem) }
        }
        return reasons
    }

    private func ageProblem(_ document: SubmittedDocument) -> Reason? {
        let clause = Self.law + "3項"
        guard let issued = document.issuedOn else {
            return Reason(
                "E-DOCUMENT-DATE", "say when \(document.name) was issued (issuedOn)", "\(document.name)の発行日の記載がありません。",
                clause: clause)
        }
        if issued > today {
            return Reason(
                "E-DOCUMENT-DATE", "\(document.name) is dated \(issued), in the future",
                "\(document.name)の発行日（\(issued.japanese)）に誤りがあります。", clause: clause)
        }
        if issued.plus(months: identityMonths) < today {
            return Reason(
                "E-DOCUMENT-OLD",
                "\(document.name) was issued on \(issued), more than \(identityMonths) months ago: get a new one",
                "\(document.name)は提案の日前\(identityMonths)月以内に発行されたものが必要です（発行日: \(issued.japanese)）。",
                clause: clause)
        }
        return nil
    }
}
