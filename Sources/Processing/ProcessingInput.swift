/// Everything a run works on. Files, randomness and clock come from the caller, so that a run is a pure function.
///
/// Holds residents' rows and a key; not `Codable`.
public struct ProcessingInput: Sendable {
    /// In which order rows leave.
    public enum RowArrangement: Sendable {
        /// As in the input: for tests and for comparison only, since the order of rows can identify.
        case kept
        /// Shuffled with this generator, a cryptographic one unless a seed is named, which the report then records.
        case shuffled(any RandomNumberGenerator & Sendable, seed: UInt64?)
    }

    /// The file with residents' rows.
    public var data: [UInt8]
    /// The recipe file.
    public var recipe: [UInt8]
    /// The recipe file's name, for errors.
    public var recipeName: String
    /// Gives the bytes of a hierarchy file that the recipe names.
    public var hierarchyFile: @Sendable (String) throws -> [UInt8]
    /// One level per quasi-identifier to apply instead of searching.
    public var levels: [Int]?
    /// In which order rows leave.
    public var arrangement: RowArrangement
    /// The key of this run's pseudonyms.
    public var pseudonymKey: PseudonymKey
    /// The terms of law for marking and report.
    public var legalBasis: LegalBasis
    /// Seconds of a monotonic clock; only differences are used.
    public var clock: @Sendable () -> Double
    /// Peak memory of the process in bytes, 0 where unknown.
    public var peakMemory: @Sendable () -> Int

    /// Makes an input; by default rows are shuffled by the system's cryptographic generator and pseudonyms get a new random
    /// key, and nothing is timed.
    public init(
        data: [UInt8], recipe: [UInt8], recipeName: String,
        hierarchyFile: @escaping @Sendable (String) throws -> [UInt8], levels: [Int]? = nil,
        arrangement: RowArrangement = .shuffled(SystemRandomNumberGenerator(), seed: nil),
        pseudonymKey: PseudonymKey = .random(), legalBasis: LegalBasis = .present,
        clock: @escaping @Sendable () -> Double = { 0 }, peakMemory: @escaping @Sendable () -> Int = { 0 }
    ) {
        self.data = data
        self.recipe = recipe
        self.recipeName = recipeName
        self.hierarchyFile = hierarchyFile
        self.levels = levels
        self.arrangement = arrangement
        self.pseudonymKey = pseudonymKey
        self.legalBasis = legalBasis
        self.clock = clock
        self.peakMemory = peakMemory
    }
}

/// How far a run is.
public enum ProcessingProgress: Equatable, Sendable {
    /// Reading file and hierarchies.
    case reading
    /// Searching: transformations decided out of all.
    case searching(decided: Int, of: Int)
    /// Making the output.
    case writing
}
