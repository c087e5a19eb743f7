extension NodeEvaluator {
    /// The rows in classes that fail a part of the models under which parts of a bad class are bad as well, and the
    /// leaves under their labels.
    /// - Parameters:
    ///   - needsLeaves: whether the leaves are asked for.
    func failing(_ part: MonotonePart, in grouping: Grouping, needsLeaves: Bool = true) -> ClassCounter.Count {
        let least = Int32(truncatingIfNeeded: min(part.minimumSize, Int(Int32.max)))
        let rows = grouping.classes.countedRows
        var isBad = rows.map { $0 < least }
        for (sensitive, l) in part.distinct {
            if let masks = grouping.masks?[sensitive] {
                for index in masks.indices where !isBad[index] { isBad[index] = masks[index].nonzeroBitCount < l }
            } else {
                let offsets = grouping.classes.distributions[sensitive].offsets
                for index in isBad.indices where !isBad[index] {
                    isBad[index] = Int(offsets[index + 1] - offsets[index]) < l
                }
            }
        }
        var count = ClassCounter.Count(rows: 0, leaves: nil)
        var failing: [Int] = []
        for index in rows.indices where isBad[index] && rows[index] > 0 {
            count.rows += Int(rows[index])
            failing.append(index)
        }
        if !needsLeaves { return count }
        count.leaves = attributes.indices.map { column in
            let leaves = attributes[column].levels[grouping.levels[column]].leaves
            let codes = grouping.codes[column]
            var sum = 0
            for index in failing { sum += Int(rows[index]) * leaves[Int(codes[index])] }
            return sum
        }
        return count
    }
}
