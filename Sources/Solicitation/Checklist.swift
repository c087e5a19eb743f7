import Messages
import Primitives
import ServiceRuntime

/// The seven criteria of 法114条1項 for one proposal: what the examiner found, and what follows from facts.
struct Checklist {
    /// One row for each criterion that has been looked at, in the order of the law.
    let findings: [CriterionFinding]

    /// The criteria that follow from facts; nobody can find otherwise.
    static let computed: Set<Criterion> = [.notDisqualified, .personCount, .usePeriod]

    /// The rows given so far, with the computed ones as they stand now.
    init(
        _ proposal: ProposalRecord, call: CallRecord, bars: [String: [String: CivilDate]], in context: DecisionContext
    ) {
        let facts = CriterionFacts(proposal, call: call, bars: bars, rules: context.rules, today: context.today)
        findings = Criterion.allCases.compactMap { criterion in
            facts.finding(criterion) ?? proposal.findings.first { $0.criterion == criterion }
        }
    }

    /// All rows with those that an examiner gives now.
    func adding(_ given: [CriterionFinding]) throws(Refusal) -> [CriterionFinding] {
        var reasons: [Reason] = []
        var rows = Dictionary(findings.map { ($0.criterion, $0) }, uniquingKeysWith: { $1 })
        for row in given {
            if Self.computed.contains(row.criterion) {
                if row.result != rows[row.criterion]?.result { reasons.append(Self.override(row.criterion)) }
                continue
            }
            if row.evidence.isEmpty {
                reasons.append(
                    Reason(
                        "E-CRITERION-EVIDENCE", "\(row.criterion.rawValue): say on what the finding rests",
                        "\(row.criterion.number)号: 判断の根拠を記載してください。", clause: row.criterion.clause))
            }
            rows[row.criterion] = CriterionFinding(
                criterion: row.criterion, result: row.result, evidence: row.evidence, computed: false)
        }
        if given.isEmpty {
            reasons.append(Reason("E-CRITERION-NONE", "give at least one row of the checklist", "審査項目を1つ以上記載してください。"))
        }
        if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
        return Criterion.allCases.compactMap { rows[$0] }
    }

    private static func override(_ criterion: Criterion) -> Reason {
        Reason(
            "E-CRITERION-COMPUTED", "\(criterion.rawValue) is computed from facts and cannot be found otherwise",
            "\(criterion.number)号は事実から自動で判定されるため、異なる判断はできません。", clause: criterion.clause)
    }

    /// Why the proposal cannot be found conforming; empty when all seven criteria are met.
    var obstacles: [Reason] {
        Criterion.allCases.compactMap { criterion in
            guard let row = findings.first(where: { $0.criterion == criterion }) else {
                return Reason(
                    "E-CRITERION-OPEN", "\(criterion.rawValue) was not examined yet: oboro proposal examine",
                    "\(criterion.number)号の審査が済んでいません。", clause: criterion.clause)
            }
            if row.result == .conforms { return nil }
            return Reason(
                "E-CRITERION-FAILS", "\(criterion.rawValue) is not met: \(row.evidence)",
                "\(criterion.number)号に適合しません: \(row.evidence)", clause: criterion.clause)
        }
    }

    /// Refuses unless all seven criteria are met.
    func requireConforming() throws(Refusal) {
        let reasons = obstacles
        if !reasons.isEmpty { throw Refusal(.state, reasons) }
    }
}

extension Criterion {
    /// The clause the criterion stands in.
    var clause: String { "個人情報の保護に関する法律114条1項\(number)号" }
}

/// The facts from which three of the criteria follow.
private struct CriterionFacts {
    let proposal: ProposalRecord
    let call: CallRecord
    let bars: [String: [String: CivilDate]]
    let rules: RuleBook
    let today: CivilDate

    init(
        _ proposal: ProposalRecord, call: CallRecord, bars: [String: [String: CivilDate]], rules: RuleBook,
        today: CivilDate
    ) {
        self.proposal = proposal
        self.call = call
        self.bars = bars
        self.rules = rules
        self.today = today
    }

    /// The row of a criterion that is computed; nil for one that an examiner finds.
    func finding(_ criterion: Criterion) -> CriterionFinding? {
        switch criterion {
        case .notDisqualified: row(criterion, disqualification)
        case .personCount: row(criterion, personCount)
        case .usePeriod: row(criterion, usePeriod)
        case .processingStandard, .contribution, .protection, .noHindrance: nil
        }
    }

    private func row(_ criterion: Criterion, _ fact: (conforms: Bool, evidence: String)) -> CriterionFinding {
        CriterionFinding(
            criterion: criterion, result: fact.conforms ? .conforms : .fails, evidence: fact.evidence, computed: true)
    }

    /// By the declarations, and by what the organization itself knows of cancelled contracts.
    private var disqualification: (conforms: Bool, evidence: String) {
        if let until = bars[proposal.owner.code]?.values.max(), today <= until {
            return (false, "利用契約を解除されており、\(until.japanese)まで提案をすることができない。")
        }
        let declarations = proposal.content.disqualifications ?? []
        if declarations.isEmpty { return (false, "欠格事由に関する申告がない。") }
        let declared = declarations.filter { !$0.grounds.isEmpty }.map { declaration in
            declaration.position + "（" + declaration.grounds.map { "113条\($0.number)号" }.joined(separator: "、") + "）"
        }
        if !declared.isEmpty { return (false, "欠格事由の申告がある: " + declared.joined(separator: "、")) }
        return (true, "欠格事由の申告及び契約解除の記録がない。")
    }

    private var personCount: (conforms: Bool, evidence: String) {
        let minimum = rules.number(.minimumPersonCount, on: today)
        let total = proposal.content.availablePersons(in: call.catalogue)
        let count = proposal.content.personCount ?? 0
        return (
            count >= minimum && count <= total, "本人の数\(count)人（\(minimum)人以上、ファイルの本人の数\(total)人以下であること。）"
        )
    }

    /// A period of so many years from its first day ends the day before that day returns (民法143条2項).
    private var usePeriod: (conforms: Bool, evidence: String) {
        guard let from = proposal.content.useFrom, let until = proposal.content.useUntil else {
            return (false, "利用期間の記載がない。")
        }
        let years = rules.number(.maximumUseYears, on: today)
        return (
            from <= until && until < from.plus(years: years),
            "利用期間\(from.japanese)から\(until.japanese)まで（\(years)年以内であること。）"
        )
    }
}

extension DisqualificationGround {
    /// The number (号) in 法113条.
    fileprivate var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}
