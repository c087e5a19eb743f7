extension Anonymizer {
    /// The result of global coding at these levels: one group per kept class, tuples of the other classes suppressed.
    ///
    /// Whether it may leave is said by ``evaluate(_:)``: given levels may suppress more than the limit allows.
    /// - Parameter levels: one per quasi-identifier in the order of the recipe.
    /// - Throws: ``DeidentificationError`` for a wrong number of levels or one that is not allowed.
    package func recoding(levels: [Int]) throws(DeidentificationError) -> Recoding {
        try check(levels)
        var evaluator = NodeEvaluator(self)
        var grouper = Grouper()
        grouper.group(
            tuples, by: evaluator.scatter, levels: levels, floor: attributes.map(\.allowed.lowerBound),
            maps: evaluator.maps)
        let classOfTuple = grouper.groups
        // Both number the classes in the order of their first tuples.
        let evaluation = evaluator.evaluate(levels)
        var groupOfClass = [Int32](repeating: -1, count: evaluation.judgement.suppressed.count)
        var kept: [Int] = []
        for (index, isSuppressed) in evaluation.judgement.suppressed.enumerated() where !isSuppressed {
            groupOfClass[index] = Int32(kept.count)
            kept.append(index)
        }
        let codes = evaluation.grouping.codes
        let rows = tuples.rows
        return Recoding(
            columns: zip(attributes, levels).map { attribute, level in
                let chosen = attribute.levels[level]
                return Recoding.LabelList(
                    labels: chosen.labels, leaves: chosen.leaves,
                    levels: [Int](repeating: level, count: chosen.labels.count))
            },
            groupLabels: codes.map { codes in kept.map { codes[$0] } },
            parts: classOfTuple.indices.map { tuple in
                Recoding.Part(
                    tuple: Int32(truncatingIfNeeded: tuple), group: groupOfClass[Int(classOfTuple[tuple])],
                    rows: rows[tuple])
            })
    }
}
