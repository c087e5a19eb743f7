public import Messages
import Primitives
public import ServiceRuntime

extension CertificationState {
    /// Decides by the transition table, then by what the application or certification itself allows.
    public func decide(
        _ command: CertificationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<CertificationEvent> {
        switch command {
        case .certificationDraft(let application): return try draft(application, command, in: context)
        case .certificationSave(let id, let application):
            return try decide(id, command, in: context) { _ in [.certificationSaved(application: application)] }
        case .certificationSubmit(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try requireNotBarred(in: context)
                return [
                    .certificationSubmitted(findings: Self.formalFindings(record.application, rules: context.rules))
                ]
            }
        case .certificationReturn(let id, let findings):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try Self.requireReasons(findings)
                return [.certificationReturned(findings: findings, due: context.deadline(.correctionDays, .days))]
            }
        case .certificationCorrect(let id, let application):
            return try decide(id, command, in: context) { _ in
                let findings = Self.formalFindings(application, rules: context.rules)
                return [.certificationCorrected(application: application, findings: findings)]
            }
        case .certificationAccept(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try Self.requireComplete(record)
                return [.certificationAccepted]
            }
        case .certificationCertify(let id, let conditions, let scope, let validUntil):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try requireNoOther(than: id)
                try Self.requireFuture(validUntil, today: context.today)
                return [.certificationCertified(conditions: conditions, scope: scope, validUntil: validUntil)]
            }
        case .certificationRefuse(let id, let reasons):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try Self.requireReasons(reasons)
                try Self.requireCorrectionOverdue(record, at: context.now)
                return [.certificationRefused(reasons: reasons)]
            }
        default: return try decideInForce(command, in: context)
        }
    }

    private func draft(
        _ application: CertificationApplication, _ command: CertificationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<CertificationEvent> {
        try CertificationStage.transitions.check("certification.draft", in: nil, by: context.actor)
        try Self.requireOwnBody(context.actor)
        try requireNotBarred(in: context)
        let id = "CERT-\(records.count + 1)"
        return Decision(id, [.certificationDrafted(id: id, application: application)])
    }

    /// Checks role and state by the table, then asks for the events.
    func decide(
        _ id: String, _ command: CertificationCommand, in context: DecisionContext,
        _ events: (CertificationRecord) throws(Refusal) -> [CertificationEvent]
    ) throws(Refusal) -> Decision<CertificationEvent> {
        guard let record = records[id] else { throw .notFound("certification", id) }
        try CertificationStage.transitions.check(
            MessageCoding.name(of: command), in: record.stage, by: context.actor)
        try Self.requireOwnBody(context.actor)
        return Decision(id, try events(record))
    }

    /// The organization applies and the regulator decides; neither acts for the other.
    private static func requireOwnBody(_ actor: Actor) throws(Refusal) {
        let kind: OrganizationKind =
            actor.roles.contains(.system) ? .system : actor.roles.contains(.regulator) ? .regulator : .organization
        if actor.organization.kind == kind { return }
        throw Refusal(
            .forbidden, "E-ORGANIZATION",
            "\(actor.id) acts for a \(actor.organization.kind.rawValue), not for a \(kind.rawValue)",
            "\(actor.name)さんの所属ではこの操作はできません。")
    }

    private func requireNotBarred(in context: DecisionContext) throws(Refusal) {
        guard let barred = records.values.compactMap(\.barredUntil).max(), context.today <= barred else { return }
        throw Refusal(
            .state, "E-CERT-BARRED", "after the revocation no application is possible until \(barred)",
            "認定の取消しのため、\(barred.japanese)まで申請できません。",
            clause: context.rules.rule(.revocationBarYears, on: context.today).basis)
    }

    /// While a correction is awaited, the applicant has its time.
    private static func requireCorrectionOverdue(
        _ record: CertificationRecord, at now: Instant
    ) throws(Refusal) {
        guard record.stage == .returned, let due = record.correctionDue, !due.hasPassed(at: now) else { return }
        throw Refusal(
            .state, "E-CORRECTION-RUNNING", "the application may be corrected until the end of \(due.lastDay)",
            "補正の期限（\(due.lastDay.japanese)）が過ぎていません。")
    }

    /// What is missing, in the words of the formal check (形式審査).
    static func formalFindings(_ application: CertificationApplication, rules: RuleBook) -> [String] {
        var findings: [String] = []
        if (try? CorporateNumber(application.corporateNumber)) == nil { findings.append("法人番号に誤りがあります。") }
        let submitted = Set(application.documents.map(\.kind))
        for (kind, name) in rules.certificationDocuments.sorted(by: { $0.key < $1.key })
        where !submitted.contains(kind) {
            findings.append("添付書類がありません: \(name)")
        }
        if application.managementMethods.isEmpty { findings.append("情報の管理の方法の記載がありません。") }
        for category in ["organizational", "human", "physical", "technical"]
        where application.safetyMeasures[category, default: ""].isEmpty {
            findings.append("安全管理措置の記載がありません: \(category)")
        }
        for officer in application.officers where !officer.declared {
            findings.append("欠格事由に該当しない旨の申告がない者がいます（\(officer.position)）。")
        }
        if application.officers.isEmpty { findings.append("役員及び使用人の記載がありません。") }
        return findings
    }

    static func requireReasons(_ reasons: [String]) throws(Refusal) {
        if reasons.allSatisfy(\.isEmpty) {
            throw Refusal(
                .invalid, "E-REASONS", "give at least one reason (--reason)", "理由を記載してください。")
        }
    }

    static func requireFuture(_ day: CivilDate, today: CivilDate) throws(Refusal) {
        if day <= today {
            throw Refusal(
                .invalid, "E-DATE-PAST", "the date \(day) is not in the future", "日付（\(day.japanese)）は将来の日にしてください。")
        }
    }

    private static func requireComplete(_ record: CertificationRecord) throws(Refusal) {
        if record.findings.isEmpty { return }
        let reasons = record.findings.map {
            Reason("E-CERT-INCOMPLETE", "formal check: \($0) Return it for correction", $0)
        }
        throw Refusal(.invalid, reasons)
    }

    private func requireNoOther(than id: String) throws(Refusal) {
        let active = CertificationStage.inForce.union([.suspended])
        if let other = records.first(where: { $0.key != id && active.contains($0.value.stage) }) {
            throw Refusal(
                .state, "E-CERT-OTHER", "\(other.key) is still in force", "既に有効な認定（\(other.key)）があります。")
        }
    }
}
