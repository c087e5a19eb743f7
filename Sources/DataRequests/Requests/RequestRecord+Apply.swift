import Messages
import Primitives

extension RequestRecord {
    /// Folds one event of the request's own stream in.
    mutating func apply(_ event: DataRequestEvent, at instant: Instant) {
        switch event {
        case .requestSent(_, let due):
            stage = .sent
            answerDue = due
        case .requestAcknowledged: stage = .acknowledged
        case .requestConsulted(let name, let day): council = (name, day)
        case .requestAnswerDrafted(let decision, let author):
            stage = .answerDrafted
            draft = decision
            self.author = author
            returnReason = nil
        case .requestDraftReturned(let reason):
            stage = .acknowledged
            returnReason = reason
        case .requestDecided(let decision, let outcome, let due):
            self.decision = decision
            decidedOn = instant.japaneseDate
            transferDue = due
            stage = outcome == .refused ? .refused : decision.hasConditions ? .conditionsOpen : .awaitingData
        case .requestExpired: stage = .unanswered
        case .requestLapsed(_, let reason):
            stage = .lapsed
            endReason = reason
        case .requestConditionsAccepted(let conditions):
            stage = .awaitingData
            acceptedConditions = conditions
        case .requestSpecified(let specification): self.specification = specification
        default: applyData(event, at: instant)
        }
    }

    private mutating func applyData(_ event: DataRequestEvent, at instant: Instant) {
        switch event {
        case .requestReceived(let manifest, let source, let receipt):
            stage = .held
            self.manifest = manifest
            self.source = source
            self.receipt = receipt
            take(source.facts, isSource: true)
            quarantine = nil
        case .requestQuarantined(let manifest, let facts):
            stage = .quarantined
            self.manifest = manifest
            take(facts, isSource: false)
            quarantine = facts
            // They may be many, and stand in the event for whoever asks.
            quarantine?.places = nil
        case .requestWithdrawn(_, let reason):
            stage = .withdrawn
            endReason = reason
        case .requestDelivered(let due):
            stage = .delivered
            erasureDue = due
        case .requestErasureBegun(_, _, let reason):
            stage = .erasing
            erasureReason = reason
            erasureBegunAt = instant
        case .requestSourceErased(let destroyed): destroyedSources = destroyed
        case .requestMethodErasureNoted(let destroyed): destroyedMethods = destroyed
        case .requestErasureCertified(_, let certificate):
            stage = .erased
            self.certificate = certificate
        default: break
        }
    }

    /// A new file replaces those that lay in quarantine.
    private mutating func take(_ facts: IntakeFacts, isSource: Bool) {
        for index in items.indices { items[index].isReplaced = true }
        items.append(
            CustodyEntry(item: facts.item, sha256: facts.sha256, bytes: facts.bytes, isSource: isSource))
    }
}
