import Messages
import Primitives

/// What contract and municipality let through of a file, item by item.
struct PartyLimits {
    /// Who withheld an item, and where that is written.
    struct Withholding {
        let party: String
        let clause: String
        let english: String
        let japanese: String
    }

    /// The classes of the file's items, as in the catalogue of the call.
    let classes: [String: ItemClass]
    let contractClause: String
    let municipalClause: String
    private let contracted: Set<String>
    private let granted: Set<String>

    init(_ source: ProvidedSource) {
        let entry = source.contract.files.first { $0.file == source.file }
        classes = Dictionary(
            (entry?.items ?? []).map { ($0.name, $0.itemClass) }, uniquingKeysWith: { first, _ in first })
        let terms = source.contract.terms.files.filter { $0.file == source.file }
        contracted = Set(terms.flatMap(\.items))
        // An item without an answer was not granted: silence is never consent.
        granted = Set(source.decision.grantedItems).subtracting(
            source.decision.items.filter { $0.answer == .refuse }.map(\.item))
        contractClause = "利用契約 \(source.contract.contract)（個人情報の保護に関する法律115条）"
        municipalClause = "\(source.decision.documentNumber)（個人情報の保護に関する法律70条）"
    }

    /// Who withheld an item; nil when it may be in the file.
    func refusal(of name: String) -> Withholding? {
        if !contracted.contains(name) {
            return Withholding(
                party: "contract", clause: contractClause, english: "the contract does not have it",
                japanese: "契約の対象ではありません")
        }
        if !granted.contains(name) {
            return Withholding(
                party: "municipality", clause: municipalClause, english: "the municipality refused it",
                japanese: "市区町村が提供しないこととしています")
        }
        return nil
    }
}
