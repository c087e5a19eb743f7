/// The privacy models of a recipe, bound to a table: distributions, orders and populations are known.
package struct BoundPrivacy: Sendable {
    /// The models in the order of the recipe.
    package let models: [PrivacyModel]
    /// What each class must be.
    package let requirement: ClassRequirement
    /// The sensitive columns of the models, each once, in the order of ``ClassTable/distributions``.
    package let sensitive: [SensitiveColumn]
    /// The models that judge all kept classes together, in the order of the recipe.
    package let sampleModels: [SampleModel]
    /// For each model of `models` what it asks of a class, for reports.
    let parts: [Part]
    /// Whether a model sets a least size; a class without counted rows is then no matter of delta-presence.
    let hasMinimumSize: Bool

    /// What a model is made of.
    enum Part: Sendable {
        /// At least so many counted rows.
        case size(Int)
        /// At least so many rows in the whole table.
        case population(Int)
        /// A share of rows in the subset within bounds.
        case presence(ClosedRange<Double>)
        /// Sensitive values of a column, and at least so many counted rows.
        case values(sensitive: Int, any SensitiveModel, size: Int)
        /// All kept classes together.
        case sample(SampleModel)
        /// Nothing.
        case nothing
    }

    /// Whether suppression has no limit: differential privacy's k does not depend on how many rows are lost.
    package var suppressesWithoutLimit: Bool {
        models.contains { if case .differentialPrivacy = $0 { true } else { false } }
    }

    /// The part of the requirement for which a bad class has only bad subclasses: the least size, and the least number
    /// of different values of sensitive columns. Of use to searches; the other models have no such part.
    package var minimumSizeAndDistinct: (minimumSize: Int, distinct: [(sensitive: Int, l: Int)])? {
        let distinct = requirement.valueModels.compactMap { sensitive, model in
            (model as? DistinctDiversity).map { (sensitive: sensitive, l: $0.l) }
        }
        return (requirement.minimumSize, distinct)
    }

    /// Whether ``minimumSizeAndDistinct`` is all that the models ask for.
    package var isMonotone: Bool {
        sampleModels.isEmpty && requirement.minimumPopulation <= 1 && requirement.presences.isEmpty
            && requirement.valueModels.allSatisfy { $0.model is DistinctDiversity }
    }
}

/// A sensitive column that models look at.
package struct SensitiveColumn: Sendable, Equatable {
    /// Its name.
    package let name: String
    /// The counted rows of each of its values (codes of the column) in the whole table.
    package let totals: [Int]

    package init(name: String, totals: [Int]) {
        self.name = name
        self.totals = totals
    }
}
