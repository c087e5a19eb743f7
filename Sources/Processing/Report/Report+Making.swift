import Deidentification

extension Report.Classes {
    init(_ sizes: ClassSizes) {
        self.init(count: sizes.count, smallest: sizes.smallest, largest: sizes.largest, average: sizes.average)
    }
}

extension Report.Step {
    /// What a step of the recipe did.
    init(_ outcome: StepOutcome, of step: PreparationStep) {
        let measure = step.measure
        let columns = step.columns
        self.init(
            step: outcome.step, kind: step.kind, column: columns.first ?? "",
            columns: columns.count > 1 ? columns : nil,
            changedRows: outcome.changedRows, droppedRows: outcome.droppedRows, reason: outcome.reason,
            done: Words(measure.japanese, measure.english))
    }

    /// What all steps of a recipe did.
    static func all(_ prepared: PreparedTable) -> [Self] {
        prepared.outcomes.compactMap { outcome in
            let steps = prepared.recipe.steps
            return steps.indices.contains(outcome.step - 1) ? Self(outcome, of: steps[outcome.step - 1]) : nil
        }
    }
}

extension PreparationStep {
    /// The kind's name in the recipe.
    fileprivate var kind: String {
        switch self {
        case .recode: "codes"
        case .derive: "derive"
        case .topCode: "top-code"
        case .bottomCode: "bottom-code"
        case .dropRows: "drop-rows"
        case .suppressCells: "suppress-cells"
        case .generalize: "generalize"
        case .round: "round"
        case .microaggregate: "microaggregate"
        case .rankSwap, .recordSwap: "swap"
        case .addNoise: "noise"
        case .sample: "sample"
        case .shuffle: "shuffle"
        }
    }
}

extension Report.Privacy {
    init(_ check: PrivacyCheck) {
        let reason: String? =
            switch check.reason {
            case .satisfied: nil
            case .nothingReleased: "no row is left"
            case .classTooSmall(let size): "a class has \(size) rows"
            case .maskedGroupTooSmall(let size): "the masked rows are \(size) and form a class of their own"
            case .classFails(let size): "a class of \(size) rows fails"
            case .maskedGroupFails(let size): "the masked rows are \(size) and form a class of their own, which fails"
            case .riskTooHigh: "the classes together are riskier than the threshold"
            case .tooManySuppressed(let rows, let allowed): "\(rows) rows are suppressed, \(allowed) are allowed"
            }
        self.init(check.model, reached: check.reached, holds: check.holds, reason: reason)
    }
}

extension Report.Utility {
    init(_ measures: UtilityMeasures) {
        self.init(
            loss: measures.loss, normalizedCertaintyPenalty: measures.normalizedCertaintyPenalty,
            discernibility: measures.discernibility, averageClassSize: measures.averageClassSize,
            nonUniformEntropy: measures.nonUniformEntropy, precision: measures.precision,
            normalizedEntropy: measures.normalizedEntropy, discernibilityStar: measures.discernibilityStar,
            height: measures.height, ambiguity: measures.ambiguity, klDivergence: measures.klDivergence,
            entropyBasedLoss: measures.entropyBasedLoss)
    }
}

extension Report.Column {
    /// Every column of a recipe.
    /// - Parameters:
    ///   - summaries: what became of each.
    ///   - anonymizer: knows the hierarchies.
    ///   - recoding: what became of the rows, for local coding and single cells; `nil` without.
    ///   - cellsPerColumn: cells suppressed one by one, by quasi-identifier.
    static func all(
        _ summaries: [ColumnSummary], anonymizer: Anonymizer, recoding: Recoding?, cellsPerColumn: [Int]? = nil
    ) -> [Self] {
        let recipe = anonymizer.prepared.recipe
        return summaries.compactMap { summary in
            guard let rule = recipe.columns.first(where: { $0.name == summary.name }) else { return nil }
            let index = anonymizer.attributes.firstIndex { $0.name == summary.name }
            let attribute = index.map { anonymizer.attributes[$0] }
            let level = recipe.coding == .local ? nil : summary.level
            var shares: [Double]?
            if let index, let attribute, let recoding, recipe.coding == .local {
                shares = recoding.rowsPerLevel(index, height: attribute.height)
            }
            return Self(
                name: summary.name, role: summary.role.rawValue, level: level, height: attribute?.height,
                allowed: attribute.map { Allowed(min: $0.allowed.lowerBound, max: $0.allowed.upperBound) },
                weight: attribute?.weight, distinctBefore: rule.isRemoved ? nil : summary.distinctBefore,
                distinctAfter: summary.distinctAfter, rowsPerLevel: shares,
                suppressedCells: index.flatMap { cellsPerColumn?[$0] }, removed: rule.isRemoved,
                done: rule.done(at: level, coding: recipe.coding))
        }
    }
}

extension Recoding {
    /// The share of the kept rows at each level of a quasi-identifier.
    fileprivate func rowsPerLevel(_ column: Int, height: Int) -> [Double] {
        var rows = [Int](repeating: 0, count: height + 1)
        for (label, size) in zip(groupLabels[column], groupRows) { rows[columns[column].levels[Int(label)]] += size }
        let all = max(1, rows.reduce(0, +))
        return rows.map { Double($0) / Double(all) }
    }
}
