public import Messages
public import Primitives
public import ServiceRuntime

/// One file of one implementing body (実施機関) as its register has it.
struct RegisterRecord: Sendable {
    var stage = RegisterStage.draft
    var entry: RegisterEntry
    var assessment: EligibilityAssessment?
    var assessor = ""
    /// 法117条: what was made from the file, by contract.
    var created: [String: CreatedInformation] = [:]
    /// Contracts whose period of field 18 is over: their block is out of the register, the relation stays.
    var endedCreations: Set<String> = []
    var strikeReason = ""
    var publishedOn: CivilDate?
    /// The day of the last change of what the public sees.
    var changedOn: CivilDate?
    var review: RegisterReview?
    /// The fiscal year for which the review was asked for last.
    var askedYear: Int?

    /// The fiscal year in which somebody last looked at the whole entry: publication or review.
    var lookedAtYear: Int? { review?.fiscalYear ?? publishedOn?.fiscalYear }

    /// Whether the review of a fiscal year has neither been made nor asked for.
    func needsAsking(in year: Int) -> Bool {
        guard stage == .published, let lookedAtYear else { return false }
        return max(lookedAtYear, askedYear ?? lookedAtYear) < year
    }

    /// The last day of the oldest review that is awaited: the next request does not make the one before it unmissed.
    var reviewDueOn: CivilDate? {
        awaitsReview ? lookedAtYear.map { .end(ofFiscalYear: $0 + 1) } : nil
    }

    /// Whether the yearly review is awaited.
    var awaitsReview: Bool {
        guard stage == .published, let askedYear, let lookedAtYear else { return false }
        return lookedAtYear < askedYear
    }
}

/// The last yearly review (年次点検).
struct RegisterReview: Sendable {
    let fiscalYear: Int
    let unchanged: Bool
    let by: String
    let on: CivilDate
}

/// The fold of the register service.
public struct FileRegisterState: ServiceState {
    /// The commands it decides.
    public typealias Command = FileRegisterCommand
    /// The events it folds, its own only.
    public typealias Event = FileRegisterEvent

    var records: [String: RegisterRecord] = [:]

    /// An empty register.
    public init() {}

    /// Folds one event in; what is in the log has happened.
    public mutating func apply(_ event: FileRegisterEvent, _ header: EventHeader) {
        let subject = header.subject
        switch event {
        case .registerDrafted(let id, let entry): records[id] = RegisterRecord(entry: entry)
        case .registerSaved(let entry): records[subject]?.entry = entry
        case .registerAssessed(let assessment, let assessor):
            records[subject]?.assessment = assessment
            records[subject]?.assessor = assessor
        case .registerPublished(_, let entry):
            records[subject]?.stage = .published
            records[subject]?.entry = entry
            records[subject]?.publishedOn = header.at.japaneseDate
            records[subject]?.changedOn = header.at.japaneseDate
        case .registerCorrected(_, let entry, _):
            records[subject]?.entry = entry
            records[subject]?.changedOn = header.at.japaneseDate
        case .registerStruck(_, let reason):
            records[subject]?.stage = .struck
            records[subject]?.strikeReason = reason
        case .registerCreationRecorded(let created):
            records[subject]?.created[created.contract] = created
            records[subject]?.changedOn = header.at.japaneseDate
        case .registerCreationEnded(let contract):
            records[subject]?.created[contract] = nil
            records[subject]?.endedCreations.insert(contract)
            records[subject]?.changedOn = header.at.japaneseDate
        case .registerReviewAsked(let year, _): records[subject]?.askedYear = year
        case .registerReviewed(let year, let unchanged, let by):
            records[subject]?.review = RegisterReview(
                fiscalYear: year, unchanged: unchanged, by: by, on: header.at.japaneseDate)
        }
    }

    /// A new fiscal year asks for the review of every published entry; the end of the period of field 18 takes the block of a
    /// creation out.
    public func due(at now: Instant) -> [FileRegisterCommand] {
        let today = now.japaneseDate
        let due = records.flatMap { id, record in
            var commands = record.created.values.filter { $0.until < today }.map {
                FileRegisterCommand.registerEndCreation(id: id, contract: $0.contract)
            }
            if record.needsAsking(in: today.fiscalYear) {
                commands.append(.registerAskReview(id: id, fiscalYear: today.fiscalYear))
            }
            return commands
        }
        // In an order of their own, so that the same log gives the same events.
        return due.map { ($0, MessageCoding.text($0)) }.sorted { $0.1 < $1.1 }.map(\.0)
    }
}
