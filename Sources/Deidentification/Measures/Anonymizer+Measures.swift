extension Anonymizer {
    /// The measures of the table as it is: its own values, nothing suppressed, at risk below the recipe's k.
    public func measuresBefore() -> Measures {
        let sizes = classSizesBefore()
        let rows = Double(sizes.rows)
        let utility = UtilityMeasures(
            loss: 0, normalizedCertaintyPenalty: 0, discernibility: Self.discernibility(sizes),
            averageClassSize: sizes.count == 0 ? 0 : rows / Double(sizes.count), nonUniformEntropy: 0, precision: 0)
        let risk = RiskMeasures(classes: sizes, k: prepared.recipe.minimumClassSize)
        return Measures(classes: sizes, risk: risk, utility: utility)
    }

    /// Whether the privacy models hold for the table as it is.
    public func privacyBefore() -> [PrivacyCheck] {
        PrivacyCheck.all(prepared.recipe.privacy, classes: classSizesBefore(), maskedGroup: 0, excess: nil)
    }

    /// The measures of the table under a transformation, classes that are too small suppressed.
    /// - Throws: ``DeidentificationError`` for levels that do not fit.
    public func measures(_ levels: [Int]) throws(DeidentificationError) -> Measures {
        try check(levels)
        var evaluator = NodeEvaluator(self)
        let transformation = evaluator.evaluate(levels).transformation
        return measures(transformation, evaluator: evaluator)
    }

    /// The measures of the transformation that the evaluator grouped last.
    func measures(_ transformation: Transformation, evaluator: NodeEvaluator) -> Measures {
        let sizes = ClassSizes(sizes: evaluator.classRows.filter { $0 >= evaluator.minimumClassSize })
        let rows = Double(tuples.rowCount)
        let suppressed = transformation.suppressedRows
        let groups = sizes.count + (suppressed > 0 ? 1 : 0)
        let utility = UtilityMeasures(
            loss: transformation.loss,
            normalizedCertaintyPenalty: evaluator.certaintyPenalty(transformation),
            discernibility: Self.discernibility(sizes) + rows * Double(suppressed),
            averageClassSize: groups == 0 ? 0 : rows / Double(groups),
            nonUniformEntropy: evaluator.nonUniformEntropy(transformation),
            precision: evaluator.precision(transformation))
        let risk = RiskMeasures(classes: sizes, k: prepared.recipe.minimumClassSize)
        return Measures(classes: sizes, risk: risk, utility: utility)
    }

    private func classSizesBefore() -> ClassSizes {
        let keys = attributes.map { attribute in
            let values = attribute.column.values.count
            return Grouper.Key(codes: attribute.column.codes, map: Array(0..<Int32(values)), size: values)
        }
        var grouper = Grouper()
        grouper.group(count: tuples.rowCount, by: keys)
        var sizes = [Int](repeating: 0, count: grouper.groupCount)
        for group in grouper.groups { sizes[Int(group)] += 1 }
        return ClassSizes(sizes: sizes)
    }

    private static func discernibility(_ sizes: ClassSizes) -> Double {
        sizes.histogram.reduce(0) { $0 + Double($1.classes) * Double($1.size) * Double($1.size) }
    }
}
