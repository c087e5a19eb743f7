import Primitives

/// A table that fits its recipe, after the recipe's steps: what hierarchies are made for and the search works on.
public struct PreparedTable: Sendable {
    /// The recipe, free of problems.
    public let recipe: Recipe
    /// The table after the steps.
    public let table: Table
    /// What each step did, in the order of the recipe.
    public let outcomes: [StepOutcome]
    /// Whether a step (並べ替え) forbids to release rows in the order of the input.
    public let requiresShuffling: Bool
    /// The labels that steps wrote among the values, by column.
    let codedLabels: [String: Set<String>]
    /// The rows of the input (from 0) that are left, nil when all are.
    package let inputRows: [Int32]?
    /// For each row left whether it belongs to the research subset, nil when no model names one.
    ///
    /// With differential privacy it is the sample that the engine drew, unless the caller gave one.
    package let subset: [Bool]?

    /// Checks the recipe against the table and carries out its steps.
    /// - Parameters:
    ///   - subset: for each row of the table whether it belongs to the research subset that models name.
    ///   - stepHierarchies: by the number of the step (from 1) the hierarchies from files of steps that generalize.
    ///   - randomness: what steps with chance draw from: a cryptographic generator, unless a test repeats itself.
    /// - Throws: ``DeidentificationError/recipe(_:)`` with every problem;
    ///   ``DeidentificationError/unreadableValues(column:kind:rows:firstRow:)`` where a step meets what is no number.
    public init(
        _ table: Table, recipe: Recipe, subset: [Bool]? = nil, stepHierarchies: [Int: Hierarchy] = [:],
        randomness: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) throws(DeidentificationError) {
        let problems = recipe.problems(tableColumns: table.columns.map(\.name))
        if !problems.isEmpty { throw .recipe(problems) }
        precondition(subset.map { $0.count == table.rowCount } ?? true, "the subset has one flag per row of the table")
        var preparation = Preparation(table: table, subset: subset, random: randomness)
        for (index, step) in recipe.steps.enumerated() {
            try preparation.carryOut(step, recipe: recipe, hierarchy: stepHierarchies[index + 1])
        }
        if subset == nil { try preparation.drawPrivateSample(recipe.privacy) }
        self.init(preparation, recipe: recipe)
    }

    /// The state of a preparation as a table.
    init(_ preparation: Preparation, recipe: Recipe) {
        self.recipe = recipe
        self.table = preparation.table
        self.outcomes = preparation.outcomes
        self.requiresShuffling = preparation.requiresShuffling
        self.codedLabels = preparation.labels
        self.inputRows = preparation.inputRows
        self.subset = preparation.subset
    }
}
