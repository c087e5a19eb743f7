public import Messages
import Primitives
public import ServiceRuntime

/// The registers of personal information files (個人情報ファイル簿) of all municipalities. No I/O of its own.
public struct FileRegisterService: Service {
    /// The fold this service decides from.
    public typealias State = FileRegisterState

    /// A register service.
    public init() {}

    /// `register` only.
    public var nouns: Set<String> { ["register"] }

    /// Records a creation (法117条) when its recipient has acknowledged the delivery.
    public var reactions: [Reaction<FileRegisterState>] {
        [
            Reaction("creation", to: ["delivery.acknowledged.v1"]) { record, _ in
                let event = try EventCoding.decode(DeliveryEvent.self, record)
                guard case .deliveryAcknowledged(_, let file, let created, _) = event else { return [] }
                return [.registerRecordCreation(id: file, created: created)]
            }
        ]
    }
}

extension FileRegisterState {
    /// One entry as it is shown; while a draft, with everything that stands against its publication.
    public func view(of subject: String) -> View? {
        guard let record = records[subject] else { return nil }
        let entry = record.entry
        var facts: [String: JSONValue] = [
            "body": .string(entry.body), "department": .string(entry.department),
            "personCount": .integer(entry.personCount), "solicitable": .bool(entry.solicitable),
            "items": .array(entry.items.map { .string($0.name) }),
        ]
        if let assessment = record.assessment {
            facts["eligible"] = .bool(assessment.eligible)
            facts["assessment"] = .string(assessment.reason)
            facts["assessor"] = .string(record.assessor)
        }
        if !record.strikeReason.isEmpty { facts["struckBecause"] = .string(record.strikeReason) }
        let created = record.created.values.sorted { $0.contract < $1.contract }
        if !created.isEmpty { facts["created"] = .array(created.map(MessageCoding.value)) }
        return View(
            kind: "register", id: subject, title: entry.name, state: record.stage.rawValue, turn: record.stage.turn,
            municipality: entry.municipality.description, next: RegisterStage.transitions.steps(in: record.stage),
            blockers: record.stage == .draft ? entry.completenessReasons + record.eligibilityBlocker : [],
            related: created.map(\.contract), facts: facts)
    }
}

extension RegisterRecord {
    fileprivate var eligibilityBlocker: [Reason] {
        guard entry.solicitable, assessment?.eligible != true else { return [] }
        return [
            Reason(
                "E-REGISTER-NOT-ELIGIBLE", "proposals are to be solicited, but the file was not assessed eligible",
                "提案の募集をするファイルですが、60条3項の判定がありません。", clause: "個人情報の保護に関する法律60条3項")
        ]
    }
}
