public import Messages
public import ServiceRuntime

/// Where the recipient of one contract stands.
public enum RecipientStage: String, AggregateState {
    /// The contract is in effect; the business has to name its certificate.
    case awaited
    case enrolled
    /// The contract is over.
    case ended

    /// Whose move it is.
    public var turn: Turn { self == .awaited ? .business : .none }
}

extension RecipientStage {
    /// Who may do what with a recipient, when.
    public static let transitions = TransitionTable<RecipientStage>(
        "recipient",
        [
            Transition("recipient.note-contract", from: [], to: [.awaited], by: [.system]),
            Transition("recipient.enrol", from: [.awaited, .enrolled], to: [.enrolled], by: [.businessRepresentative]),
            // What the service makes of recipient.enrol once the certificate is read; nobody gives it directly.
            Transition(
                "recipient.record", from: [.awaited, .enrolled], to: [.enrolled], by: [.businessRepresentative]),
            Transition(
                "recipient.note-contract-end", from: Set(RecipientStage.allCases), to: [.ended], by: [.system]),
        ])
}

/// Where a delivery (提供) stands.
public enum DeliveryStage: String, AggregateState {
    /// The output is approved; it has to be released.
    case planned
    case sealing
    /// Sealing failed; it may be tried again.
    case failed
    /// The recipient may fetch it.
    case sealed
    case downloaded
    case acknowledged
    case expired
    case recalled

    /// Whose move it is.
    public var turn: Turn {
        switch self {
        case .planned, .failed: .organization
        case .sealing: .system
        case .sealed, .downloaded: .business
        case .acknowledged, .expired, .recalled: .none
        }
    }

    /// Not decided for good yet.
    static let open: Set<DeliveryStage> = [.planned, .sealing, .failed, .sealed, .downloaded]
    /// Nobody outside has it yet.
    static let held: Set<DeliveryStage> = [.planned, .sealing, .failed, .sealed]
    static let all = Set(DeliveryStage.allCases)
}

extension DeliveryStage {
    /// Who may do what with a delivery, when.
    public static let transitions = TransitionTable<DeliveryStage>(
        "delivery",
        [
            Transition("delivery.plan", from: [], to: [.planned], by: [.system]),
            Transition("delivery.seal", from: [.planned, .failed], to: [.sealing], by: [.releaseOfficer]),
            Transition("delivery.record-sealed", from: [.sealing], to: [.sealed, .failed], by: [.system]),
            Transition("delivery.record-failure", from: [.sealing], to: [.failed], by: [.system]),
            Transition(
                "delivery.download", from: [.sealed, .downloaded], to: [.downloaded], by: [.businessRecipient]),
            Transition("delivery.acknowledge", from: [.downloaded], to: [.acknowledged], by: [.businessRecipient]),
            // Before its time a word of the clock changes nothing.
            Transition("delivery.expire", from: [.sealed], to: [.sealed, .expired], by: [.system]),
            Transition("delivery.expire", from: [.downloaded], to: [.downloaded, .expired], by: [.system]),
            Transition(
                "delivery.recall", from: open.union([.acknowledged]), to: [.recalled], by: [.releaseOfficer, .system]),
            Transition("delivery.note-withdrawal", from: held, to: [.recalled], by: [.system]),
        ]
            // What comes in too late changes no state; it is removed.
            + keeping("delivery.record-sealed", in: all.subtracting([.sealing]))
            + keeping("delivery.record-failure", in: all.subtracting([.sealing]))
            + keeping("delivery.note-withdrawal", in: all.subtracting(held)))

    private static func keeping(_ command: String, in stages: Set<DeliveryStage>) -> [Transition<DeliveryStage>] {
        allCases.filter(stages.contains).map { Transition(command, from: [$0], to: [$0], by: [.system]) }
    }
}
