public import Messages
public import ServiceRuntime

/// Where a request to one implementing body for one file (情報提供要請) stands.
public enum RequestStage: String, AggregateState {
    case planned
    case sent
    /// 受領.
    case acknowledged
    /// The clerk's draft waits for the approver.
    case answerDrafted = "answer-drafted"
    /// Granted; the 措置要求 and the conditions on items wait for the organization's acceptance.
    case conditionsOpen = "conditions-open"
    case awaitingData = "awaiting-data"
    /// A file came that is not what was granted.
    case quarantined
    case held
    case delivered
    case refused
    /// Silence is never consent.
    case unanswered
    case withdrawn
    /// The contract or the certification ended before any data came.
    case lapsed
    case erasing
    /// The certificate of erasure (消去証明書) is issued.
    case erased

    /// Whose move it is.
    public var turn: Turn {
        switch self {
        case .planned, .conditionsOpen, .held: .organization
        case .sent, .acknowledged, .answerDrafted, .awaitingData, .quarantined: .municipality
        case .delivered, .erasing: .system
        case .refused, .unanswered, .withdrawn, .lapsed, .erased: .none
        }
    }

    /// The municipality's answer is awaited.
    static let awaitingAnswer: Set<RequestStage> = [.sent, .acknowledged, .answerDrafted]
    /// No data has come yet, and may still come.
    static let withoutData: Set<RequestStage> = awaitingAnswer.union([.planned, .conditionsOpen, .awaitingData])
    /// Granted, and what was granted has not come yet.
    static let specifiable: Set<RequestStage> = [.conditionsOpen, .awaitingData, .quarantined]
    /// Granted and not delivered: the municipality may withdraw.
    static let withdrawable: Set<RequestStage> = [.conditionsOpen, .awaitingData, .quarantined, .held]
    /// Something may lie in the vault that must be destroyed one day.
    static let erasable: Set<RequestStage> = [.quarantined, .held, .delivered, .withdrawn]
}

extension RequestStage {
    /// Who may do what with a request, when.
    public static let transitions = TransitionTable<RequestStage>(
        "request", beforeTheAnswer + untilTheDelivery + untilTheErasure)

    private static let beforeTheAnswer: [Transition<RequestStage>] = [
        Transition("request.send", from: [.planned], to: [.sent], by: [.system]),
        Transition("request.acknowledge", from: [.sent], to: [.acknowledged], by: [.municipalClerk]),
        Transition(
            "request.consult", from: [.acknowledged, .answerDrafted], to: [.acknowledged, .answerDrafted],
            by: [.municipalClerk]),
        Transition(
            "request.draft-answer", from: [.acknowledged, .answerDrafted], to: [.answerDrafted],
            by: [.municipalClerk]),
        Transition("request.return-draft", from: [.answerDrafted], to: [.acknowledged], by: [.municipalApprover]),
        Transition(
            "request.decide", from: [.answerDrafted], to: [.conditionsOpen, .awaitingData, .refused],
            by: [.municipalApprover]),
        Transition("request.expire", from: awaitingAnswer, to: [.unanswered], by: [.system]),
        Transition("request.lapse", from: withoutData, to: [.lapsed], by: [.system]),
    ]

    private static let untilTheDelivery: [Transition<RequestStage>] = [
        Transition(
            "request.accept-conditions", from: [.conditionsOpen], to: [.awaitingData], by: [.requestBroker]),
        Transition("request.specify", from: specifiable, to: specifiable, by: [.requestBroker]),
        Transition("request.record-specification", from: specifiable, to: specifiable, by: [.requestBroker]),
        receiving("request.receive"), receiving("request.receive-package"), receiving("request.receive-upload"),
        receiving("request.record-intake"),
        Transition("request.withdraw", from: withdrawable, to: [.withdrawn], by: [.municipalApprover]),
        Transition("request.note-delivered", from: [.held], to: [.delivered], by: [.system]),
    ]

    /// With conditions open it is refused with that reason; of a file held already a repetition is no event.
    private static func receiving(_ command: String) -> Transition<RequestStage> {
        Transition(
            command, from: [.conditionsOpen, .awaitingData, .quarantined, .held], to: [.held, .quarantined],
            by: [.dataReceiver])
    }

    private static let untilTheErasure: [Transition<RequestStage>] = [
        Transition("request.erase", from: erasable, to: [.erasing], by: [.custodyOfficer, .system]),
        Transition("request.record-erasure", from: [.erasing], to: [.erasing], by: [.system]),
        Transition("request.note-method-erasure", from: [.erasing], to: [.erasing], by: [.system]),
        Transition("request.certify", from: [.erasing], to: [.erasing], by: [.system]),
        Transition("request.record-certificate", from: [.erasing], to: [.erased], by: [.system]),
    ]
}
