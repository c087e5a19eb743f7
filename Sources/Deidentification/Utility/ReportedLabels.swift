/// The labels at which a quasi-identifier is compared before and after: those of the level at which most rows of the output
/// stand, the finer one where two have as many.
///
/// With global coding that is the level of the transformation. With local coding rows with finer labels are joined, and rows
/// with coarser ones are spread evenly over the column's values under them, as a reader of the output has to do. A cell
/// that covers all values says nothing.
package struct ReportedLabels: Sendable {
    /// The level.
    package let level: Int
    /// The labels of that level that the input reaches.
    package let labels: [String]
    /// For each label whether the output has it.
    package let isInOutput: [Bool]
    /// For each label code of the finest allowed level the label.
    package let ofFinest: [Int32]
    /// For each label of the output how its rows fall under ``labels``; one more without shares for masked rows.
    package let ofOutput: LabelSpread

    /// The labels of a column.
    /// - Parameters:
    ///   - list: the labels of the output.
    ///   - rows: the rows of each of them.
    package init(_ attribute: Attribute, output list: Recoding.LabelList, rows: [Int]) {
        // Cells suppressed one by one have a text that their level lacks.
        let places: [Int32?] = zip(list.labels, list.levels).map { label, level in
            attribute.levels[level].labels.firstIndex(of: label).map(Int32.init)
        }
        let coversAll = zip(list.leaves, places).map { leaves, place in
            place == nil || (leaves >= attribute.valueCount && attribute.valueCount > 1)
        }
        func mostFrequentLevel(_ isMeant: (Int) -> Bool) -> Int? {
            var rowsPerLevel = [Int](repeating: 0, count: attribute.levels.count)
            for (index, level) in list.levels.enumerated() where isMeant(index) { rowsPerLevel[level] += rows[index] }
            guard let most = rowsPerLevel.max(), most > 0 else { return nil }
            return rowsPerLevel.firstIndex(of: most)
        }
        let level =
            mostFrequentLevel { !coversAll[$0] } ?? mostFrequentLevel { places[$0] != nil } ?? attribute.height
        let chosen = attribute.levels[level]

        var isInOutput = [Bool](repeating: false, count: chosen.labels.count)
        let occurring = Set(zip(list.labels, rows).filter { $1 > 0 }.map(\.0))
        for (index, label) in chosen.labels.enumerated() { isInOutput[index] = occurring.contains(label) }

        var shares = [[(label: Int, share: Double)]](repeating: [], count: list.labels.count + 1)
        // For each level that the output uses: how many values each of its labels has under each reported label.
        for used in Set(list.levels) {
            var values = [[Int: Int]](repeating: [:], count: attribute.levels[used].labels.count)
            for (label, reported) in zip(attribute.levels[used].labelCodes, chosen.labelCodes) {
                values[Int(label)][Int(reported), default: 0] += 1
            }
            for (index, place) in places.enumerated() where list.levels[index] == used {
                guard let place, !coversAll[index] || used == level else { continue }
                let parts = values[Int(place)].sorted { $0.key < $1.key }
                let sum = Double(parts.reduce(0) { $0 + $1.value })
                shares[index] = parts.map { (label: $0.key, share: Double($0.value) / sum) }
            }
        }
        self.level = level
        labels = chosen.labels
        self.isInOutput = isInOutput
        ofFinest = attribute.map(to: level)
        ofOutput = LabelSpread(labels: chosen.labels.count, shares: shares)
    }

    /// The counts of the column.
    /// - Parameters:
    ///   - before: the rows of each label code of the finest allowed level.
    ///   - after: the rows of each label of the output.
    ///   - masked: the rows of the output that are `*` in every quasi-identifier.
    package func counts(before: [Int], after: [Int], masked: Int) -> LabelCounts {
        var counts = LabelCounts(
            labels: labels, isInOutput: isInOutput, before: [Int](repeating: 0, count: labels.count),
            after: [Double](repeating: 0, count: labels.count), unknown: masked)
        for (code, rows) in before.enumerated() { counts.before[Int(ofFinest[code])] += rows }
        for (label, rows) in after.enumerated() where rows > 0 {
            let shares = ofOutput.shares[label]
            if shares.isEmpty { counts.unknown += rows }
            if shares.count > 1 { counts.estimated = true }
            for part in shares { counts.after[part.label] += Double(rows) * part.share }
        }
        return counts
    }
}
