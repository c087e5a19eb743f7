public import Messages
import Primitives
import ServiceRuntime

extension FileRegisterState {
    /// One entry as it is shown, with the whole entry as a fact; while a draft, with everything that stands against its
    /// publication; when the yearly review is awaited, with its last day.
    public func view(of subject: String) -> View? {
        guard let record = records[subject] else { return nil }
        let entry = record.entry
        return View(
            kind: "register", id: subject, title: entry.name, state: record.stage.rawValue,
            turn: record.awaitsReview ? .municipality : record.stage.turn,
            municipality: entry.municipality.description,
            dueAt: record.reviewDueOn.map { Instant(endOf: $0) },
            next: record.steps,
            blockers: record.stage == .draft ? entry.completenessReasons + record.eligibilityBlocker : [],
            related: (Set(record.created.keys).union(record.endedCreations)).sorted(), facts: record.facts)
    }
}

extension RegisterRecord {
    /// While the review is awaited, the review alone, which may carry a correction: the other steps of a published entry stay
    /// possible, but are no answer to it.
    fileprivate var steps: [NextStep] {
        let steps = RegisterStage.transitions.steps(in: stage)
        return awaitsReview ? steps.filter { $0.command == "register.review" } : steps
    }

    fileprivate var facts: [String: JSONValue] {
        var facts: [String: JSONValue] = [
            "body": .string(entry.body), "department": .string(entry.department),
            "personCount": .integer(entry.personCount), "solicitable": .bool(entry.solicitable),
            "items": .array(entry.items.map { .string($0.name) }), "entry": MessageCoding.value(entry),
        ]
        if let assessment {
            facts["eligible"] = .bool(assessment.eligible)
            facts["assessment"] = .string(assessment.reason)
            facts["assessor"] = .string(assessor)
        }
        if !strikeReason.isEmpty { facts["struckBecause"] = .string(strikeReason) }
        let shown = created.values.sorted { $0.contract < $1.contract }
        if !shown.isEmpty { facts["created"] = .array(shown.map(MessageCoding.value)) }
        if let publishedOn { facts["publishedOn"] = .string(publishedOn.description) }
        if let changedOn { facts["changedOn"] = .string(changedOn.description) }
        if let review {
            facts["reviewedFiscalYear"] = .integer(review.fiscalYear)
            facts["reviewedOn"] = .string(review.on.description)
            facts["reviewedBy"] = .string(review.by)
            facts["reviewedUnchanged"] = .bool(review.unchanged)
        }
        return facts
    }

    fileprivate var eligibilityBlocker: [Reason] {
        guard entry.solicitable, assessment?.eligible != true else { return [] }
        return [
            Reason(
                "E-REGISTER-NOT-ELIGIBLE", "proposals are to be solicited, but the file was not assessed eligible",
                "提案の募集をするファイルですが、60条3項の判定がありません。", clause: "個人情報の保護に関する法律60条3項")
        ]
    }
}

extension CivilDate {
    /// 31 March, the last day of a fiscal year (年度): the last day of the review that belongs to it.
    static func end(ofFiscalYear year: Int) -> CivilDate {
        let last = try? CivilDate(min(max(year, 0), 9998) + 1, 3, 31)
        return last ?? CivilDate(clampingDayNumber: 0)
    }
}
