public import Deidentification

/// What a run did: the content of `report.json`, format version 1.
///
/// It goes into the package, so it holds no value of the input that the output lacks. Numbers are written with as many digits
/// as they need to be read back unchanged; what does not apply is absent.
public struct Report: Codable, Equatable, Sendable {
    /// The version of this format: 1.
    public var formatVersion = 1
    /// See ``Input``.
    public var input: Input
    /// See ``RecipeReference``.
    public var recipe: RecipeReference
    /// What each step before the search did.
    public var steps: [Step]
    /// Whether a transformation satisfies the recipe and the output was made.
    public var solution: Bool
    /// Why there is none, in English.
    public var reason: String?
    /// See ``Transformation``; without a solution the coarsest or the given one.
    public var transformation: Transformation?
    /// See ``Suppressed``.
    public var suppressed: Suppressed
    /// See ``Output``; `nil` without a solution.
    public var output: Output?
    /// See ``Classes``.
    public var classes: Classes
    /// Class sizes with the number of classes, ascending.
    public var histogram: [ClassSizes.Bin]
    /// The same of the table before, after the recipe's steps.
    public var histogramBefore: [ClassSizes.Bin]?
    /// See ``Search``.
    public var search: Search
    /// Every model of the recipe.
    public var privacy: [Privacy]
    /// See ``Risk``.
    public var risk: Risk
    /// What the output is still worth.
    public var utility: Utility
    /// The five items of 規則62条.
    public var rule62: [RuleItem]
    /// Every column of the file.
    public var columns: [Column]
    /// See ``Timings``.
    public var timings: Timings
    /// Peak resident memory of the process, 0 where unknown.
    public var peakMemoryBytes: Int

    /// A report; see the properties.
    public init(
        input: Input, recipe: RecipeReference, steps: [Step] = [], solution: Bool, reason: String? = nil,
        transformation: Transformation?, suppressed: Suppressed, output: Output? = nil, classes: Classes,
        histogram: [ClassSizes.Bin], histogramBefore: [ClassSizes.Bin]? = nil, search: Search, privacy: [Privacy],
        risk: Risk, utility: Utility, rule62: [RuleItem], columns: [Column],
        timings: Timings = Timings(read: 0, search: 0, write: 0, total: 0), peakMemoryBytes: Int = 0
    ) {
        self.input = input
        self.recipe = recipe
        self.steps = steps
        self.solution = solution
        self.reason = reason
        self.transformation = transformation
        self.suppressed = suppressed
        self.output = output
        self.classes = classes
        self.histogram = histogram
        self.histogramBefore = histogramBefore
        self.search = search
        self.privacy = privacy
        self.risk = risk
        self.utility = utility
        self.rule62 = rule62
        self.columns = columns
        self.timings = timings
        self.peakMemoryBytes = peakMemoryBytes
    }
}

/// A text in both languages of the pages.
public struct Words: Codable, Hashable, Sendable {
    /// In Japanese.
    public var ja: String
    /// In English.
    public var en: String

    /// A text; see the properties.
    public init(_ ja: String, _ en: String) {
        self.ja = ja
        self.en = en
    }
}
