import Deidentification

extension ReferenceProblem {
    /// A small random table with random hierarchies, models, metric and limit.
    static func random(using generator: inout SeededGenerator) -> ReferenceProblem {
        let mode: Suppression.Mode = Int.random(in: 0..<4, using: &generator) == 0 ? .mask : .remove
        let base = ReferenceSearch.random(using: &generator, mode: mode)
        let kinds = Int.random(in: 2...5, using: &generator)
        let sensitive = base.rows.map { _ in
            "s\(Int(Double.random(in: 0..<1, using: &generator).squareRoot() * Double(kinds)))"
        }
        var problem = ReferenceProblem(
            rows: base.rows, sensitive: sensitive, subset: nil, hierarchies: base.hierarchies, ranges: base.ranges,
            weights: base.weights, models: [], limit: base.limit,
            utility: UtilityRule(
                metric: Metric.allCases.randomElement(using: &generator) ?? .loss,
                aggregate: Aggregate.allCases.randomElement(using: &generator) ?? .geometricMean,
                gsFactor: [0, 0.2, 0.5, 0.5, 0.8, 1].randomElement(using: &generator) ?? 0.5),
            mode: mode)
        if Bool.random(using: &generator) { problem.utility.metric = .loss }
        // With these factors the kept classes or the suppressed rows weigh nothing, and the figure is 0 where only they are.
        let isExtreme = [0, 1].contains(problem.utility.gsFactor)
        if problem.utility.metric == .averageClassSize && isExtreme { problem.utility.gsFactor = 0.5 }
        let isMonotonic = Bool.random(using: &generator)
        if problem.utility.metric.hasMonotonicVariant { problem.utility.monotonic = isMonotonic }
        if Int.random(in: 0..<3, using: &generator) > 0 { problem.models.append(.kAnonymity(k: base.k)) }
        for _ in 0..<Int.random(in: problem.models.isEmpty ? 1...2 : 0...2, using: &generator) {
            problem.models.append(randomModel(using: &generator))
        }
        if problem.models.contains(where: { $0.subset != nil }) {
            var subset = problem.rows.map { _ in Int.random(in: 0..<3, using: &generator) > 0 }
            subset[0] = true
            problem.subset = subset
        }
        return problem
    }

    private static func randomModel(using generator: inout SeededGenerator) -> PrivacyModel {
        let file = SubsetFile(file: "subset.csv")
        // Odd figures: what lies on a threshold exactly is decided by rounding.
        let share = Double(Int.random(in: 1...9, using: &generator)) / 10 + 0.0137
        let k = Int.random(in: 2...5, using: &generator)
        switch Int.random(in: 0..<15, using: &generator) {
        case 0, 1: return .lDiversity(column: "s", .distinct(l: Int.random(in: 2...3, using: &generator)))
        case 2: return .lDiversity(column: "s", .entropy(l: 1 + share))
        case 3: return .lDiversity(column: "s", .recursive(l: 2, c: 0.5 + 3 * share))
        case 4: return .tCloseness(column: "s", distance: .equal, t: share)
        case 5: return .tCloseness(column: "s", distance: .ordered, t: share / 2)
        case 6: return .betaLikeness(column: "s", variant: .basic, beta: 3 * share)
        case 7: return .betaLikeness(column: "s", variant: .enhanced, beta: 3 * share)
        case 8: return .deltaDisclosure(column: "s", delta: 2 * share)
        case 9: return .alphaKAnonymity(column: "s", alpha: 0.4 + share / 2, k: k)
        case 10: return .deltaPresence(minimum: share / 3, maximum: 0.6 + share / 3, subset: file)
        case 11: return .kMap(k: k, .subset(file))
        case 12: return .averageRisk(threshold: share / 2)
        case 13: return .sampleUniqueness(threshold: share / 4)
        default: return .inclusion(subset: file)
        }
    }
}
