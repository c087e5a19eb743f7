import Messages
import Primitives
import Processing

extension LegalBasis {
    /// The terms in force on a day, as the configuration has them.
    init(_ rules: RuleBook, on day: CivilDate) {
        self.init(
            term: rules.term("de-identified-information", on: day), generalTerm: rules.term("marking", on: day),
            statute: rules.term("statute", on: day), creationRule: rules.term("creation-rule", on: day),
            recipientDuties: rules.term("recipient-duties", on: day).split(separator: "\n").map(String.init))
    }
}
