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

    /// A recipe; everything but columns and privacy models has the documented default.
    public init(
        title: String = "", input: InputFormat = InputFormat(), columns: [ColumnRecipe],
        steps: [PreparationStep] = [], privacy: [PrivacyModel], suppression: Suppression = Suppression(),
        output: OutputFormat = OutputFormat(), utility: UtilityRule = UtilityRule(), coding: Coding = .global,
        search: SearchRule = .optimal
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
    }

    /// The quasi-identifiers in the order of the recipe, which is the order of levels everywhere.
    public var quasiIdentifiers: [ColumnRecipe] { columns.filter { $0.role == .quasiIdentifier } }

    /// The smallest class that every k-anonymity model accepts (1 when there is none).
    public var minimumClassSize: Int {
        var size = 1
        for case .kAnonymity(let k) in privacy { size = max(size, k) }
        return size
    }
}
