public import Messages
public import Primitives
public import ServiceRuntime

/// The recipient of one contract.
struct RecipientRecord: Sendable {
    var stage = RecipientStage.awaited
    let contract: EffectiveContract
    var certificate: String?
    var fingerprint: String?
    var subject: String?
    var end: ContractEnd?
}

/// One delivery: an approved output on its way to the recipient.
struct DeliveryRecord: Sendable {
    var stage = DeliveryStage.planned
    let approved: ApprovedOutput
    /// How often sealing was started; earlier attempts do not count.
    var attempt = 0
    var releasedBy: String?
    /// The certificate it is being or was sealed to (PEM).
    var certificate: String?
    var package: SealedPackage?
    var expires: Deadline?
    var limit = 0
    var downloads = 0
    var acknowledgedOn: CivilDate?
    var findings: [Reason] = []
    var endReason: String?

    var contract: String { approved.source.contract.contract }
    var business: CorporateNumber { approved.source.contract.business }
    var tenant: String { approved.source.municipality.description }
}

/// The fold of the delivery service.
public struct DeliveryState: ServiceState {
    /// The commands it decides.
    public typealias Command = DeliveryCommand
    /// The events it folds.
    public typealias Event = DeliveryEvent

    /// By contract.
    var recipients: [String: RecipientRecord] = [:]
    var deliveries: [String: DeliveryRecord] = [:]
    /// Requests that their municipality withdrew before a delivery was planned.
    var withdrawn: Set<String> = []
    var gate = StandingGate()

    /// Before the first event.
    public init() {}

    /// The stream of a contract's recipient.
    static func recipientID(_ contract: String) -> String { "RCPT-\(contract)" }

    /// The number in an id.
    static func number(_ id: String) -> Int { Int(id.drop { !$0.isNumber }) ?? 0 }

    /// Folds an event in.
    public mutating func apply(_ event: DeliveryEvent, _ header: EventHeader) {
        switch event {
        case .recipientContractNoted(let contract):
            recipients[contract.contract] = RecipientRecord(contract: contract)
        case .recipientContractEndNoted(let contract, let end):
            recipients[contract]?.stage = .ended
            recipients[contract]?.end = end
        case .recipientEnrolled(let contract, let certificate, let fingerprint, let subject):
            recipients[contract]?.stage = .enrolled
            recipients[contract]?.certificate = certificate
            recipients[contract]?.fingerprint = fingerprint
            recipients[contract]?.subject = subject
        case .deliveryPlanned(let id, let approved): deliveries[id] = DeliveryRecord(approved: approved)
        case .deliveryWithdrawalNoted(let request, _): withdrawn.insert(request)
        case .standingNoted(let standing): gate.note(standing)
        default:
            guard var delivery = deliveries[header.subject] else { return }
            Self.apply(event, to: &delivery)
            deliveries[header.subject] = delivery
        }
    }

    private static func apply(_ event: DeliveryEvent, to delivery: inout DeliveryRecord) {
        switch event {
        case .deliverySealingStarted(_, let attempt, let releasedBy, let certificate):
            delivery.stage = .sealing
            delivery.attempt = attempt
            delivery.releasedBy = releasedBy
            delivery.certificate = certificate
            delivery.findings = []
        case .deliverySealed(_, let package, let expires, let limit):
            delivery.stage = .sealed
            delivery.package = package
            delivery.expires = expires
            delivery.limit = limit
        case .deliverySealingFailed(let attempt, let reasons):
            // A late word about an attempt that no longer counts changes nothing.
            guard delivery.stage == .sealing, delivery.attempt == attempt else { return }
            delivery.stage = .failed
            delivery.findings = reasons
        case .deliveryDownloaded(let count, _):
            delivery.stage = .downloaded
            delivery.downloads = count
        case .deliveryAcknowledged(_, _, _, let day):
            delivery.stage = .acknowledged
            delivery.acknowledgedOn = day
        case .deliveryExpired: delivery.stage = .expired
        case .deliveryRecalled(let reason):
            delivery.stage = .recalled
            delivery.endReason = reason
        default: break
        }
    }

    /// Whether every view changes with the event.
    public static func affectsAllViews(_ event: DeliveryEvent) -> Bool {
        switch event {
        case .standingNoted, .recipientContractEndNoted, .recipientEnrolled: true
        default: false
        }
    }

    /// Deliveries whose time is over, or whose ground is gone.
    public func due(at now: Instant) -> [DeliveryCommand] {
        deliveries.sorted { Self.number($0.key) < Self.number($1.key) }.compactMap { id, delivery in
            guard DeliveryStage.open.contains(delivery.stage) else { return nil }
            if let reason = recallReason(of: delivery) { return .deliveryRecall(id: id, reason: reason.japanese) }
            let isOut = delivery.stage == .sealed || delivery.stage == .downloaded
            return isOut && delivery.expires?.hasPassed(at: now) == true ? .deliveryExpire(id: id) : nil
        }
    }

    /// Why a delivery must be given up, or nil.
    func recallReason(of delivery: DeliveryRecord) -> Reason? {
        if let end = recipients[delivery.contract]?.end {
            return Reason(
                "E-CONTRACT-ENDED", "contract \(delivery.contract) is \(end.rawValue)",
                "契約 \(delivery.contract) が終了しています。", clause: "利用契約")
        }
        return gate.isOver ? gate.reason : nil
    }
}
