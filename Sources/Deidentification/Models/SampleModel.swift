/// A model that judges all kept classes together, by their sizes.
///
/// Suppressed rows are no class of the sample. A sample without rows satisfies every model.
package enum SampleModel: Sendable, Equatable {
    /// Classes per row is at most the threshold. Linkage risk is the same where one row has one class only, as in
    /// global coding: an attacker who knows all quasi-identifiers finds one row of each class.
    case averageRisk(threshold: Double)
    /// The share of rows alone in their class is at most the threshold.
    case sampleUniqueness(threshold: Double)
    /// The estimated share of population uniques is at most the threshold.
    case populationUniqueness(threshold: Double, estimator: UniquenessEstimator, population: Double)

    init?(_ model: PrivacyModel) {
        switch model {
        case .averageRisk(let threshold), .linkageRisk(let threshold): self = .averageRisk(threshold: threshold)
        case .sampleUniqueness(let threshold): self = .sampleUniqueness(threshold: threshold)
        case .populationUniqueness(let threshold, let estimator, let population):
            self = .populationUniqueness(threshold: threshold, estimator: estimator, population: population)
        default: return nil
        }
    }

    /// The greatest figure that is accepted.
    package var threshold: Double {
        switch self {
        case .averageRisk(let threshold), .sampleUniqueness(let threshold), .populationUniqueness(let threshold, _, _):
            threshold
        }
    }

    /// The risk of classes of these sizes, all greater than 0; 0 for none.
    package func figure(_ sizes: some Collection<Int>) -> Double {
        if sizes.isEmpty { return 0 }
        let rows = Double(sizes.reduce(0, +))
        switch self {
        case .averageRisk: return Double(sizes.count) / rows
        case .sampleUniqueness: return Double(sizes.count { $0 == 1 }) / rows
        case .populationUniqueness(_, let estimator, let population):
            return PopulationUniques.share(ClassSizes(sizes: sizes), population: population, estimator: estimator)
        }
    }

    /// Whether classes of these sizes are accepted.
    ///
    /// An estimator of population uniques that finds no solution says 0: that is believed only of a sample without
    /// uniques.
    package func isSatisfied(_ sizes: some Collection<Int>) -> Bool {
        let figure = figure(sizes)
        if figure > threshold { return false }
        if case .populationUniqueness = self { return figure > 0 || !sizes.contains(1) }
        return true
    }

    /// How many classes from the start of `sizes` (ascending) must be suppressed so that the rest satisfies the model:
    /// the shortest beginning of at most `allowedRows` rows, found by bisection; nil where the longest is not enough.
    func suppressedClasses(_ sizes: ArraySlice<Int>, allowedRows: Int) -> Int? {
        if isSatisfied(sizes) { return 0 }
        var longest = 0
        var rows = 0
        for size in sizes {
            rows += size
            if rows > allowedRows { break }
            longest += 1
        }
        if longest == 0 || !isSatisfied(sizes.dropFirst(longest)) { return nil }
        var low = 1
        while low < longest {
            let middle = (low + longest) / 2
            if isSatisfied(sizes.dropFirst(middle)) { longest = middle } else { low = middle + 1 }
        }
        return low
    }
}
