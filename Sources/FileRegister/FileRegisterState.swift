public import Messages
public import ServiceRuntime

/// One file of one implementing body (実施機関) as its register has it.
struct RegisterRecord: Sendable {
    var stage = RegisterStage.draft
    var entry: RegisterEntry
    var assessment: EligibilityAssessment?
    var assessor = ""
    /// 法117条: what was made from the file, by contract.
    var created: [String: CreatedInformation] = [:]
    var strikeReason = ""
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
        case .registerCorrected(_, let entry, _): records[subject]?.entry = entry
        case .registerStruck(_, let reason):
            records[subject]?.stage = .struck
            records[subject]?.strikeReason = reason
        case .registerCreationRecorded(let created): records[subject]?.created[created.contract] = created
        }
    }
}
