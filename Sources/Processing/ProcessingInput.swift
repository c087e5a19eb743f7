public import Deidentification
public import MunicipalData

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

    /// Where the rows come from.
    public enum Source: Sendable {
        /// The whole file in memory.
        case memory([UInt8])
        /// A stream of the file, opened anew for each reading; a file larger than memory needs one.
        case stream(@Sendable () throws -> any ByteStream)

        /// The bytes of the file.
        func open() throws -> any ByteStream {
            switch self {
            case .memory(let bytes): MemoryByteStream(bytes)
            case .stream(let opening): try opening()
            }
        }
    }

    /// The file with residents' rows.
    public var source: Source
    /// The recipe file.
    public var recipe: [UInt8]
    /// The recipe file's name, for errors.
    public var recipeName: String
    /// Gives the bytes of a hierarchy or subset file that the recipe names.
    public var hierarchyFile: @Sendable (String) throws -> [UInt8]
    /// One level per quasi-identifier to apply instead of searching.
    public var levels: [Int]?
    /// The value mapping of an earlier run to apply instead of searching: its levels, and its labels for known values.
    public var mapping: (name: String, mapping: ValueMapping)?
    /// Earlier deliveries of the same file, by their value mappings: what the output tells together with each is reported.
    public var earlier: [(name: String, mapping: ValueMapping)] = []
    /// Whether the value mapping (加工方法等情報) is wanted as well.
    public var wantsMapping = false
    /// Whether the search's answer is proven once more by brute force.
    public var verifies = false
    /// Whether randomness is named, so that a run can be repeated.
    var isSeeded: Bool { if case .shuffled(_, _?) = arrangement { true } else { false } }
    /// What steps with chance draw from: a cryptographic generator, unless a seed is named.
    var randomness: any RandomNumberGenerator & Sendable {
        if case .shuffled(let generator, _?) = arrangement { generator } else { KeystreamGenerator() }
    }
    /// How closely the run looks at what it made.
    public var analysis = AnalysisDepth.automatic
    /// In which order rows leave.
    public var arrangement: RowArrangement
    /// The key of this run's pseudonyms.
    public var pseudonymKey: PseudonymKey
    /// The terms of law for marking and report.
    public var legalBasis: LegalBasis
    /// Threads that read and compute, at least 1; the result is the same for any number.
    public var threads: Int
    /// Seconds of a monotonic clock; only differences are used.
    public var clock: @Sendable () -> Double
    /// Peak memory of the process in bytes, 0 where unknown.
    public var peakMemory: @Sendable () -> Int

    /// Makes an input; by default rows are shuffled by a cryptographic generator and pseudonyms get a new random
    /// key, and nothing is timed.
    public init(
        source: Source, recipe: [UInt8], recipeName: String,
        hierarchyFile: @escaping @Sendable (String) throws -> [UInt8], levels: [Int]? = nil,
        arrangement: RowArrangement = .shuffled(KeystreamGenerator(), seed: nil),
        pseudonymKey: PseudonymKey = .random(), legalBasis: LegalBasis = .present, threads: Int = 1,
        clock: @escaping @Sendable () -> Double = { 0 }, peakMemory: @escaping @Sendable () -> Int = { 0 }
    ) {
        self.source = source
        self.recipe = recipe
        self.recipeName = recipeName
        self.hierarchyFile = hierarchyFile
        self.levels = levels
        self.arrangement = arrangement
        self.pseudonymKey = pseudonymKey
        self.legalBasis = legalBasis
        self.threads = max(1, threads)
        self.clock = clock
        self.peakMemory = peakMemory
    }

    /// Makes an input from a file in memory; see ``init(source:recipe:recipeName:hierarchyFile:levels:arrangement:pseudonymKey:legalBasis:threads:clock:peakMemory:)``.
    public init(
        data: [UInt8], recipe: [UInt8], recipeName: String,
        hierarchyFile: @escaping @Sendable (String) throws -> [UInt8], levels: [Int]? = nil,
        arrangement: RowArrangement = .shuffled(KeystreamGenerator(), seed: nil),
        pseudonymKey: PseudonymKey = .random(), legalBasis: LegalBasis = .present, threads: Int = 1,
        clock: @escaping @Sendable () -> Double = { 0 }, peakMemory: @escaping @Sendable () -> Int = { 0 }
    ) {
        self.init(
            source: .memory(data), recipe: recipe, recipeName: recipeName, hierarchyFile: hierarchyFile,
            levels: levels, arrangement: arrangement, pseudonymKey: pseudonymKey, legalBasis: legalBasis,
            threads: threads, clock: clock, peakMemory: peakMemory)
    }

    /// The bytes of a file that is in memory; empty for a stream.
    public var data: [UInt8] {
        get { if case .memory(let bytes) = source { bytes } else { [] } }
        set { source = .memory(newValue) }
    }
}

/// How far a run is.
public enum ProcessingProgress: Equatable, Sendable {
    /// Reading file and hierarchies.
    case reading
    /// Searching: transformations decided out of all.
    case searching(decided: Int, of: Int)
    /// Local coding: the least loss so far, and the passes of improvement done.
    case improving(loss: Double, passes: Int)
    /// Cell suppression: tuples settled out of all.
    case coding(done: Int, of: Int)
    /// Making the output.
    case writing
    /// Looking at what was made.
    case reporting
}
