public import Primitives

/// Commands of the register.
public enum FileRegisterCommand: CommandMessage {
    /// The service that decides these commands.
    public static let service = "file-register"
    case registerDraft(entry: RegisterEntry)
    case registerSave(id: String, entry: RegisterEntry)
    case registerAssess(id: String, assessment: EligibilityAssessment)
    case registerPublish(id: String)
    case registerCorrect(id: String, entry: RegisterEntry, reason: String)
    case registerStrike(id: String, reason: String)
    /// The system's: a creation was delivered (法117条).
    case registerRecordCreation(id: String, created: CreatedInformation)
    /// The yearly review (年次点検): no entry = 変更なし, otherwise the corrected entry.
    case registerReview(id: String, entry: RegisterEntry?)
    /// The system's: a fiscal year began in which the entry was not reviewed yet.
    case registerAskReview(id: String, fiscalYear: Int)
    /// The system's: the period of field 18 is over.
    case registerEndCreation(id: String, contract: String)
}

/// Events of the register.
public enum FileRegisterEvent: EventMessage {
    /// The category of the streams these events stand in.
    public static let service = "file-register"
    case registerDrafted(id: String, entry: RegisterEntry)
    case registerSaved(entry: RegisterEntry)
    case registerAssessed(assessment: EligibilityAssessment, assessor: String)
    case registerPublished(id: String, entry: RegisterEntry)
    case registerCorrected(id: String, entry: RegisterEntry, reason: String)
    case registerStruck(id: String, reason: String)
    case registerCreationRecorded(created: CreatedInformation)
    case registerReviewed(fiscalYear: Int, unchanged: Bool, by: String)
    case registerReviewAsked(fiscalYear: Int, until: CivilDate)
    case registerCreationEnded(contract: String)
}
