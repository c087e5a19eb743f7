public import Messages
import Primitives
public import ServiceRuntime

extension FileRegisterState {
    /// Decides by the transition table; a municipality may touch its own entries only.
    public func decide(
        _ command: FileRegisterCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<FileRegisterEvent> {
        switch command {
        case .registerDraft(let entry):
            try RegisterStage.transitions.check("register.draft", in: nil, by: context.actor)
            try Self.requireOwn(entry.municipality, context.actor)
            let id = "FILE-\(records.count + 1)"
            return Decision(id, tenant: entry.municipality.description, [.registerDrafted(id: id, entry: entry)])
        case .registerSave(let id, let entry):
            return try decide(id, command, in: context) { (_) throws(Refusal) in
                try Self.requireOwn(entry.municipality, context.actor)
                return [.registerSaved(entry: entry)]
            }
        case .registerAssess(let id, let assessment):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try Self.assess(record, id, assessment, by: context.actor)
            }
        case .registerPublish(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try requirePublishable(record.entry, id, record, in: context)
                return [.registerPublished(id: id, entry: record.entry)]
            }
        case .registerCorrect(let id, let entry, let reason):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try Self.requireOwn(entry.municipality, context.actor)
                try Self.requireReason(reason)
                try requirePublishable(entry, id, record, in: context)
                return [.registerCorrected(id: id, entry: entry, reason: reason)]
            }
        case .registerStrike(let id, let reason):
            return try decide(id, command, in: context) { (_) throws(Refusal) in
                try Self.requireReason(reason)
                return [.registerStruck(id: id, reason: reason)]
            }
        case .registerRecordCreation(let id, let created):
            return try decide(id, command, in: context) { record in
                let isKnown =
                    record.created[created.contract] == created || record.endedCreations.contains(created.contract)
                return isKnown ? [] : [.registerCreationRecorded(created: created)]
            }
        case .registerEndCreation(let id, let contract):
            return try decide(id, command, in: context) { record in
                guard let created = record.created[contract], created.until < context.today else { return [] }
                return [.registerCreationEnded(contract: contract)]
            }
        case .registerReview(let id, let entry):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try review(record, id, entry, in: context)
            }
        case .registerAskReview(let id, let year):
            return try decide(id, command, in: context) { record in
                guard record.needsAsking(in: year) else { return [] }
                return [.registerReviewAsked(fiscalYear: year, until: .end(ofFiscalYear: year))]
            }
        }
    }

    /// The yearly review, held to the rules of publication also where nothing changed: what stands in the register must be
    /// right on the day of the review. The second one of a fiscal year is nothing new unless it corrects something.
    private func review(
        _ record: RegisterRecord, _ id: String, _ corrected: RegisterEntry?, in context: DecisionContext
    ) throws(Refusal) -> [FileRegisterEvent] {
        let entry = corrected ?? record.entry
        try Self.requireOwn(entry.municipality, context.actor)
        try requirePublishable(entry, id, record, in: context)
        let year = context.today.fiscalYear
        let unchanged = entry == record.entry
        if unchanged, record.review?.fiscalYear == year { return [] }
        let reviewed = FileRegisterEvent.registerReviewed(fiscalYear: year, unchanged: unchanged, by: context.actor.id)
        if unchanged { return [reviewed] }
        return [.registerCorrected(id: id, entry: entry, reason: "\(year)年度の点検による修正"), reviewed]
    }

    /// Checks existence, role and state by the table, and the municipality; then asks for the events.
    private func decide(
        _ id: String, _ command: FileRegisterCommand, in context: DecisionContext,
        _ events: (RegisterRecord) throws(Refusal) -> [FileRegisterEvent]
    ) throws(Refusal) -> Decision<FileRegisterEvent> {
        guard let record = records[id] else { throw .notFound("register", id) }
        try RegisterStage.transitions.check(MessageCoding.name(of: command), in: record.stage, by: context.actor)
        if !context.actor.roles.contains(.system) { try Self.requireOwn(record.entry.municipality, context.actor) }
        return Decision(id, tenant: record.entry.municipality.description, try events(record))
    }

    /// An assessment that ends a published file's eligibility takes it out of the solicitation at once (直ちに修正).
    private static func assess(
        _ record: RegisterRecord, _ id: String, _ assessment: EligibilityAssessment, by actor: Actor
    ) throws(Refusal) -> [FileRegisterEvent] {
        try requireReason(assessment.reason)
        var events: [FileRegisterEvent] = [.registerAssessed(assessment: assessment, assessor: actor.id)]
        if record.stage == .published, record.entry.solicitable, !assessment.eligible {
            var entry = record.entry
            entry.solicitable = false
            events.append(.registerCorrected(id: id, entry: entry, reason: assessment.reason))
        }
        return events
    }

    private func requirePublishable(
        _ entry: RegisterEntry, _ id: String, _ record: RegisterRecord, in context: DecisionContext
    ) throws(Refusal) {
        var reasons = entry.completenessReasons
        let minimum = context.rules.rule(.minimumPersonCount, on: context.today)
        if entry.personCount < minimum.value {
            reasons.append(
                Reason(
                    "E-REGISTER-PERSON-COUNT",
                    "a register lists files of at least \(minimum.value) persons, this one has \(entry.personCount): "
                        + "correct the number, or strike the entry out",
                    "本人の数（\(entry.personCount)人）が\(minimum.value)人に満たないため、掲載できません。",
                    clause: "個人情報の保護に関する法律74条2項9号"))
        }
        if entry.solicitable, record.assessment?.eligible != true {
            reasons.append(
                Reason(
                    "E-REGISTER-NOT-ELIGIBLE",
                    "proposals can be solicited only for a file that was assessed eligible: oboro register assess \(id), "
                        + "or set solicitable to false",
                    "提案の募集をするには、60条3項各号のいずれにも該当する旨の判定が必要です。",
                    clause: "個人情報の保護に関する法律60条3項・110条1号"))
        }
        if let other = samePublished(as: entry, except: id) {
            reasons.append(
                Reason(
                    "E-REGISTER-DUPLICATE", "\(entry.body) has published a file of this name already: \(other)",
                    "同じ実施機関の同名の個人情報ファイル（\(other)）が既に公表されています。",
                    clause: "個人情報の保護に関する法律75条1項"))
        }
        if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
    }

    private func samePublished(as entry: RegisterEntry, except id: String) -> String? {
        records.filter { key, record in
            key != id && record.stage == .published && record.entry.municipality == entry.municipality
                && record.entry.body == entry.body && record.entry.name == entry.name
        }.keys.min()
    }

    private static func requireOwn(_ municipality: MunicipalityCode, _ actor: Actor) throws(Refusal) {
        if actor.isOf(municipality: municipality) { return }
        throw Refusal(
            .forbidden, "E-OTHER-MUNICIPALITY",
            "the file belongs to the municipality \(municipality); \(actor.id) acts for \(actor.organization.code)",
            "団体コード\(municipality)の個人情報ファイルです。\(actor.organization.name)の利用者は操作できません。")
    }

    private static func requireReason(_ reason: String) throws(Refusal) {
        if !reason.isEmpty { return }
        throw Refusal(.invalid, "E-REASONS", "give a reason (--reason)", "理由を記載してください。")
    }
}
