/// What the rules need to know of a recipe; the recipe itself lies in the vault.
public struct RecipeSummary: Sendable, Codable, Hashable {
    /// One column's decision.
    public struct Column: Sendable, Codable, Hashable {
        /// The column's name as in the file's header.
        public let name: String
        /// A role of the recipe format.
        public let role: String
        /// A linking code that is replaced by a keyed pseudonym of the contract.
        public let pseudonymized: Bool
        /// The lowest and highest level the search may choose; nil where the column has no hierarchy.
        public let minimumLevel: Int?
        /// The highest one; nil where `minimumLevel` is.
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

    /// The title in the recipe, for people.
    public let title: String
    /// Of the canonical text of the recipe with its hierarchies: what the approver approves.
    public let sha256: ContentHash
    /// The vault's id of the recipe with its hierarchies.
    public let item: String
    /// One decision per column, in the recipe's order.
    public let columns: [Column]
    /// The smallest equivalence class the recipe asks for, in rows.
    public let k: Int
    /// The largest share of rows the recipe lets suppress, from 0 to 100.
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
        /// The rule in short, such as `k >= 10`.
        public let rule: String
        /// The article, term of contract or document number that says so.
        public let clause: String

        /// A rule's origin.
        public init(party: String, rule: String, clause: String) {
            self.party = party
            self.rule = rule
            self.clause = clause
        }
    }

    /// The largest k that any party asks for: no equivalence class may have fewer rows.
    public let k: Int
    /// The lowest limit that any party sets, from 0 to 100 percent of the rows.
    public let suppressionLimitPercent: Double
    /// Columns of the recipe that are not in the file because somebody did not provide them.
    public let absent: [String]
    /// The lowest level allowed by column.
    public let minimumLevels: [String: Int]
    /// Every rule that was taken into account, also those that a stricter one outweighs.
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
    /// The file's name in the package.
    public let name: String
    /// The vault's id of the file.
    public let item: String
    /// Of the clear content.
    public let sha256: ContentHash
    /// The size of the clear content.
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
    /// Rows read from the source, without the header.
    public let rowsIn: Int
    /// Rows after the recipe's own steps, before suppression: what the suppression limit is a share of.
    public let rowsConsidered: Int
    /// Rows of the output, without the header.
    public let rowsOut: Int
    /// Rows in classes smaller than k, removed or blanked as the recipe says.
    public let suppressed: Int
    /// The smallest equivalence class of the output.
    public let reachedK: Int
    /// The figure of the recipe's metric for the chosen levels; less is better, 0 for data as they were.
    public let loss: Double
    /// The generalization level chosen by the search, by column.
    public let levels: [String: Int]
    /// Columns of the output.
    public let columns: [String]
    /// What was stored of the output, in the vault.
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
    /// The job's id.
    public let job: String
    /// What the output was made from.
    public let source: ProvidedSource
    /// The rules the job kept.
    public let rules: EffectiveRules
    /// The numbers and files that were approved.
    public let result: JobResult
    /// The recipe the job ran by.
    public let recipe: RecipeSummary
    /// The recipe's author, by actor id.
    public let author: String
    /// Who started the job, by actor id.
    public let `operator`: String
    /// Who approved the output (検査者), by actor id; neither author nor operator.
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
    /// The service that decides these commands.
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
    /// The category of the streams these events stand in.
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
