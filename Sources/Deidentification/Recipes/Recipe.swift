/// A recipe: how one file is de-identified. The value form of the recipe file, version 1.
///
/// Holds rules only, no resident's data, so it is `Codable`.
public struct Recipe: Sendable, Equatable, Codable {
    /// What the product is called.
    public var title: String
    /// How the input file is written.
    public var input: InputFormat
    /// The columns in the order of the recipe; the quasi-identifiers among them give the order of levels.
    public var columns: [ColumnRecipe]
    /// Steps before the search, in order.
    public var steps: [PreparationStep]
    /// The privacy models; all must hold.
    public var privacy: [PrivacyModel]
    /// How many rows may be lost, and how they are written.
    public var suppression: Suppression
    /// How the output file is written.
    public var output: OutputFormat
    /// What the search minimizes.
    public var utility: UtilityRule
    /// How values are generalized.
    public var coding: Coding
    /// How the search proceeds.
    public var search: SearchRule
    /// The seconds that local coding may take after an exact search; nil for its own measure.
    public var localSeconds: Double?

    /// A recipe; everything but columns and privacy models has the documented default.
    public init(
        title: String = "", input: InputFormat = InputFormat(), columns: [ColumnRecipe],
        steps: [PreparationStep] = [], privacy: [PrivacyModel], suppression: Suppression = Suppression(),
        output: OutputFormat = OutputFormat(), utility: UtilityRule = UtilityRule(), coding: Coding = .global,
        search: SearchRule = .optimal, localSeconds: Double? = nil
    ) {
        self.title = title
        self.input = input
        self.columns = columns
        self.steps = steps
        self.privacy = privacy
        self.suppression = suppression
        self.output = output
        self.utility = utility
        self.coding = coding
        self.search = search
        self.localSeconds = localSeconds
    }

    /// The quasi-identifiers in the order of the recipe, which is the order of levels everywhere.
    public var quasiIdentifiers: [ColumnRecipe] { columns.filter { $0.role == .quasiIdentifier } }

    /// The least number of rows of a class that the models ask for by a k of their own: k-anonymity and
    /// (α,k)-anonymity (1 when there is none).
    ///
    /// The k of k-map counts persons of the population, not rows of a class, so it is not among them.
    public var minimumClassSize: Int {
        var size = 1
        for model in privacy {
            switch model {
            case .kAnonymity(let k), .alphaKAnonymity(_, _, let k): size = max(size, k)
            default: break
            }
        }
        return size
    }

    /// The file of the research subset that models name; a recipe without problems names at most one.
    public var subset: SubsetFile? { privacy.lazy.compactMap(\.subset).first }

    /// The files that hierarchies and steps name (hierarchies, areas, code lists), each once, in the order of the recipe.
    public var hierarchyFiles: [String] {
        let sources =
            columns.map(\.hierarchy)
            + steps.map { step in if case .generalize(_, let source, _) = step { source } else { nil } }
        var named: Set<String> = []
        let lists = steps.compactMap { step in if case .recode(_, let codes) = step { codes } else { nil } }
        return (sources.compactMap { $0?.fileName } + lists).filter { named.insert($0).inserted }
    }

    /// The seconds to which the recipe bounds local coding, nil where it sets no bound.
    public var secondsForLocalCoding: Double? {
        if case .bestEffort(let seconds) = search { seconds } else { localSeconds }
    }

    /// The rule for the column of that name.
    public func column(named name: String) -> ColumnRecipe? { columns.first { $0.name == name } }
}
