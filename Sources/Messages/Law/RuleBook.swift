public import Primitives

/// The numbers and terms that law and tariff set, each with the days from which it is in force.
///
/// No rule has its number in code: it asks the rule book for the day of the decision, and records the answer.
/// Loaded from `Config/law.yaml`, which must have an entry for every key.
public struct RuleBook: Sendable {
    /// Everything the rules ask for; raw values are the keys of the configuration file.
    public enum Key: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
        case minimumPersonCount = "minimum-person-count"
        case callOpenDays = "call-open-days"
        case contractApplicationDays = "contract-application-days"
        case cancellationBarYears = "cancellation-bar-years"
        case revocationBarYears = "revocation-bar-years"
        case correctionDays = "correction-days"
        case examinationDays = "examination-days"
        case paymentDays = "payment-days"
        case answerBusinessDays = "answer-business-days"
        case transferBusinessDays = "transfer-business-days"
        case erasureDays = "erasure-days"
        case erasureReportDays = "erasure-report-days"
        case deliveryDays = "delivery-days"
        case downloadLimit = "download-limit"
        case improvementDays = "improvement-days"
        case feeBaseYen = "fee-base-yen"
        case feeHourlyYen = "fee-hourly-yen"
        case baselineK = "baseline-k"
        case suppressionLimitPercent = "suppression-limit-percent"
        case maximumUseYears = "maximum-use-years"
        case identityDocumentMonths = "identity-document-months"
    }

    /// A rule's number on a day, with where it comes from.
    public struct Rule: Sendable, Codable, Hashable {
        /// The first day on which the number is in force.
        public let from: CivilDate
        /// The number, in the unit that its key names (days, years, yen, percent, persons).
        public let value: Int
        /// The article or decision it rests on.
        public let basis: String
        /// False where the source could not be confirmed; shown to operators.
        public let confirmed: Bool

        /// A rule in force from a day.
        public init(from: CivilDate, value: Int, basis: String, confirmed: Bool) {
            self.from = from
            self.value = value
            self.basis = basis
            self.confirmed = confirmed
        }
    }

    /// A dated official term, such as the name of the de-identified information.
    public struct Term: Sendable, Codable, Hashable {
        /// The first day on which the term is in force.
        public let from: CivilDate
        /// The official Japanese term.
        public let text: String
        /// A term in force from a day.
        public init(from: CivilDate, text: String) {
            self.from = from
            self.text = text
        }
    }

    private let rules: [Key: [Rule]]
    private let terms: [String: [Term]]
    /// Document kinds an application for certification needs (様式番号 or kind → official name).
    public let certificationDocuments: [String: String]
    /// Document kinds a proposal needs, beside its eight items.
    public let proposalDocuments: [String: String]
    /// The business days of the organization.
    public let calendar: BusinessCalendar

    /// A rule book.
    /// - Throws: ``MissingRules`` naming the keys without any entry.
    public init(
        rules: [Key: [Rule]], terms: [String: [Term]], certificationDocuments: [String: String],
        proposalDocuments: [String: String], calendar: BusinessCalendar
    ) throws(MissingRules) {
        let missing = Key.allCases.filter { rules[$0, default: []].isEmpty }
        if !missing.isEmpty { throw MissingRules(keys: missing.map(\.rawValue)) }
        self.rules = rules.mapValues { $0.sorted { $0.from < $1.from } }
        self.terms = terms.mapValues { $0.sorted { $0.from < $1.from } }
        self.certificationDocuments = certificationDocuments
        self.proposalDocuments = proposalDocuments
        self.calendar = calendar
    }

    /// The rule in force on a day; before the first entry, the first one.
    public func rule(_ key: Key, on day: CivilDate) -> Rule {
        let dated = rules[key, default: []]
        let first = dated.first ?? Rule(from: day, value: 0, basis: "", confirmed: false)
        return dated.last { $0.from <= day } ?? first
    }

    /// The number in force on a day.
    public func number(_ key: Key, on day: CivilDate) -> Int { rule(key, on: day).value }

    /// The official term in force on a day, or the key itself where the configuration has none.
    public func term(_ key: String, on day: CivilDate) -> String {
        let dated = terms[key, default: []]
        return (dated.last { $0.from <= day } ?? dated.first)?.text ?? key
    }

    /// The configuration lacks rules.
    public struct MissingRules: Error, Sendable, CustomStringConvertible {
        /// The keys without any entry.
        public let keys: [String]
        /// The keys without an entry, in one English sentence.
        public var description: String { "the law configuration has no entry for: \(keys.joined(separator: ", "))" }
    }
}
