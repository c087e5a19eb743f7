/// What the rules need to know of a recipe; the recipe itself lies in the vault.
public struct RecipeSummary: Sendable, Codable, Hashable {
    /// One column's decision.
    public struct Column: Sendable, Codable, Hashable {
        public let name: String
        /// A role of the recipe format.
        public let role: String
        /// A linking code that is replaced by a keyed pseudonym of the contract.
        public let pseudonymized: Bool
        /// The lowest and highest level the search may choose; nil where the column has no hierarchy.
        public let minimumLevel: Int?
        public let maximumLevel: Int?

        /// A column's decision in a recipe.
        public init(name: String, role: String, pseudonymized: Bool, minimumLevel: Int?, maximumLevel: Int?) {
            self.name = name
            self.role = role
            self.pseudonymized = pseudonymized
            self.minimumLevel = minimumLevel
            self.maximumLevel = maximumLevel
        }
    }

    public let title: String
    public let sha256: ContentHash
    /// The vault's id of the recipe with its hierarchies.
    public let item: String
    public let columns: [Column]
    public let k: Int
    public let suppressionLimitPercent: Double
    /// Columns by whose values rows are dropped before the search; without them the recipe cannot be followed.
    public let filters: [String]

    /// A recipe's summary.
    public init(
        title: String, sha256: ContentHash, item: String, columns: [Column], k: Int, suppressionLimitPercent: Double,
        filters: [String] = []
    ) {
        self.title = title
        self.sha256 = sha256
        self.item = item
        self.columns = columns
        self.k = k
        self.suppressionLimitPercent = suppressionLimitPercent
        self.filters = filters
    }
}

/// The intersection of the legal baseline, the proposal, the contract and one municipality's conditions.
public struct EffectiveRules: Sendable, Codable, Hashable {
    /// Where one rule came from.
    public struct Provenance: Sendable, Codable, Hashable {
        /// baseline, proposal, contract, municipality, recipe.
        public let party: String
        public let rule: String
        public let clause: String

        /// A rule's origin.
        public init(party: String, rule: String, clause: String) {
            self.party = party
            self.rule = rule
            self.clause = clause
        }
    }

    public let k: Int
    public let suppressionLimitPercent: Double
    /// Columns of the recipe that are not in the file because somebody did not provide them.
    public let absent: [String]
    /// The lowest level allowed by column.
    public let minimumLevels: [String: Int]
    public let provenance: [Provenance]

    /// The rules a job must keep.
    public init(
        k: Int, suppressionLimitPercent: Double, absent: [String], minimumLevels: [String: Int],
        provenance: [Provenance]
    ) {
        self.k = k
        self.suppressionLimitPercent = suppressionLimitPercent
        self.absent = absent
        self.minimumLevels = minimumLevels
        self.provenance = provenance
    }
}

/// One file of an output, in the vault.
public struct OutputFile: Sendable, Codable, Hashable {
    public let name: String
    public let item: String
    public let sha256: ContentHash
    public let bytes: Int

    /// A file made by a job.
    public init(name: String, item: String, sha256: ContentHash, bytes: Int) {
        self.name = name
        self.item = item
        self.sha256 = sha256
        self.bytes = bytes
    }
}

/// What a job made, in numbers.
public struct JobResult: Sendable, Codable, Hashable {
    public let rowsIn: Int
    /// Rows after the recipe's own steps, before suppression: what the suppression limit is a share of.
    public let rowsConsidered: Int
    public let rowsOut: Int
    public let suppressed: Int
    /// The smallest equivalence class of the output.
    public let reachedK: Int
    public let loss: Double
    public let levels: [String: Int]
    /// Columns of the output.
    public let columns: [String]
    public let files: [OutputFile]
    /// Vault items of processing-method information (加工方法等情報): the recipe as run and the pseudonym key.
    public let methodItems: [String]
    /// Findings of the detectors on the output (direct identifiers, 外字, 個人番号).
    public let findings: [Reason]
    /// Working time of the machine and the engineer in minutes, for the fee.
    public let minutes: Int

    /// The result of a job.
    public init(
        rowsIn: Int, rowsConsidered: Int? = nil, rowsOut: Int, suppressed: Int, reachedK: Int, loss: Double,
        levels: [String: Int], columns: [String], files: [OutputFile], methodItems: [String], findings: [Reason],
        minutes: Int
    ) {
        self.rowsIn = rowsIn
        self.rowsConsidered = rowsConsidered ?? rowsIn
        self.rowsOut = rowsOut
        self.suppressed = suppressed
        self.reachedK = reachedK
        self.loss = loss
        self.levels = levels
        self.columns = columns
        self.files = files
        self.methodItems = methodItems
        self.findings = findings
        self.minutes = minutes
    }
}

/// The machine's verdict on an output.
public enum MachineCheck: String, Sendable, Codable {
    case pass
    /// A person must look with care: rows were suppressed, or the margin is thin.
    case review
    case fail
}

/// An output that a second person has approved.
public struct ApprovedOutput: Sendable, Codable, Hashable {
    public let job: String
    public let source: ProvidedSource
    public let rules: EffectiveRules
    public let result: JobResult
    public let recipe: RecipeSummary
    public let author: String
    public let `operator`: String
    public let checker: String

    /// An output that may be delivered.
    public init(
        job: String, source: ProvidedSource, rules: EffectiveRules, result: JobResult, recipe: RecipeSummary,
        author: String, operator: String, checker: String
    ) {
        self.job = job
        self.source = source
        self.rules = rules
        self.result = result
        self.recipe = recipe
        self.author = author
        self.operator = `operator`
        self.checker = checker
    }
}

/// Commands of the anonymization service.
public enum AnonymizationCommand: CommandMessage {
    public static let service = "anonymization"
    /// The recipe lies at `path` on the organization's host; `hierarchies` names the folder of the hierarchy files that
    /// are not beside it.
    case recipeAuthor(path: String, hierarchies: String?)
    case recipeApprove(id: String)
    case recipeReject(id: String, reasons: [String])
    case jobAssign(id: String, recipe: String)
    case jobStart(id: String)
    case jobAbort(id: String, reason: String)
    case outputApprove(id: String, note: String)
    case outputRequestChanges(id: String, reasons: [String])
    // The system's.
    case recipeRecord(summary: RecipeSummary)
    case jobPlan(source: ProvidedSource)
    case jobRecordResult(id: String, attempt: Int, result: JobResult)
    case jobRecordFailure(id: String, attempt: Int, reasons: [Reason])
    case jobNoteWithdrawal(request: String, reason: String)
    case jobNoteContractEnd(contract: String, end: ContractEnd)
    /// The request's erasure began: destroy the method information and the outputs held for it.
    case jobRecordMethodErasure(request: String, destroyed: [DestructionRecord])
    case standingNote(standing: CertificationStanding)
}

/// Events of the anonymization service.
public enum AnonymizationEvent: EventMessage {
    public static let service = "anonymization"
    case recipeAuthored(id: String, summary: RecipeSummary, author: String)
    case recipeApproved(approver: String)
    case recipeRejected(reasons: [String])
    case jobPlanned(id: String, source: ProvidedSource)
    case jobAssigned(recipe: String, summary: RecipeSummary, author: String, rules: EffectiveRules)
    case jobStarted(id: String, attempt: Int, operator: String)
    case jobProduced(attempt: Int, result: JobResult)
    case outputMachineChecked(check: MachineCheck, findings: [Reason])
    case jobFailed(attempt: Int, reasons: [Reason])
    case jobAborted(id: String, reason: String)
    /// A result came in for an attempt that no longer counted; what it stored is destroyed.
    case jobResultDiscarded(id: String, attempt: Int, reason: String)
    case outputApproved(approved: ApprovedOutput, note: String)
    case outputChangesRequested(reasons: [String], checker: String)
    case jobMethodErased(request: String, destroyed: [DestructionRecord])
    case jobContractEndNoted(contract: String, end: ContractEnd)
    case standingNoted(standing: CertificationStanding)
}
