extension ColumnDistribution {
    /// The distribution as it may be delivered.
    ///
    /// What the input had is withheld
    /// - for a label of fewer than `threshold` rows;
    /// - for a label that lost fewer than `threshold` rows where any row was lost: the output says what is left, so the
    ///   difference would describe the few rows that were suppressed;
    /// - for as many further labels, least losses first, as keep the withheld ones from being told by the total
    ///   (complementary suppression).
    /// - Parameters:
    ///   - threshold: the recipe's k.
    ///   - limit: the most labels that are named; the rest is joined.
    package init(column: String, level: Int?, counts: LabelCounts, threshold: Int, limit: Int) {
        let named = counts.labels.indices.filter { counts.isInOutput[$0] }
            .sorted { (-counts.after[$0], counts.labels[$0]) < (-counts.after[$1], counts.labels[$1]) }
            .prefix(limit)
        var isNamed = [Bool](repeating: false, count: counts.labels.count)
        for index in named { isNamed[index] = true }
        let rest = counts.labels.indices.filter { !isNamed[$0] && (counts.before[$0] > 0 || counts.after[$0] > 0) }

        var before = named.map { counts.before[$0] }
        var after = named.map { counts.after[$0] }
        if !rest.isEmpty {
            before.append(rest.reduce(0) { $0 + counts.before[$1] })
            after.append(rest.reduce(0) { $0 + counts.after[$1] })
        }
        let rowsBefore = before.reduce(0, +)
        let rowsAfter = Int(after.reduce(0, +).rounded()) + counts.unknown
        let lost = rowsBefore - rowsAfter + counts.unknown
        let withheld = Self.withheld(before: before, after: after, lost: lost, threshold: threshold)
        let bins = named.enumerated().map { place, index in
            Bin(
                label: counts.labels[index], before: withheld[place] ? nil : before[place],
                after: counts.after[index])
        }
        self.init(
            column: column, level: level, labels: Self.ordered(bins), others: nil, rowsBefore: rowsBefore,
            rowsAfter: rowsAfter, unknown: counts.unknown, estimated: counts.estimated,
            distance: lost > 0 && lost < threshold ? nil : counts.distance)
        if !rest.isEmpty, let last = withheld.last {
            others = Others(labels: rest.count, before: last ? nil : before.last, after: after.last ?? 0)
        }
    }

    /// Which counts of the input are withheld.
    package static func withheld(before: [Int], after: [Double], lost: Int, threshold: Int) -> [Bool] {
        let losses = zip(before, after).map { abs(Double($0) - $1) }
        var withheld = zip(before, losses).map { rows, loss in
            rows < threshold || (lost != 0 && loss < Double(threshold))
        }
        guard withheld.contains(true) else { return withheld }
        func isSafe() -> Bool {
            let hidden = withheld.indices.filter { withheld[$0] }
            let rows = hidden.reduce(0) { $0 + before[$1] }
            let loss = hidden.reduce(0.0) { $0 + losses[$1] }
            return hidden.count >= 2 && rows >= threshold && (lost == 0 || loss >= Double(threshold))
        }
        let further = withheld.indices.filter { !withheld[$0] }
            .sorted { (losses[$0], before[$0], $0) < (losses[$1], before[$1], $1) }
        for index in further {
            if isSafe() { break }
            withheld[index] = true
        }
        return withheld
    }

    /// By the number at their beginning where all have one; as they are otherwise.
    private static func ordered(_ bins: [Bin]) -> [Bin] {
        let numbers = bins.compactMap { leadingNumber($0.label) }
        guard numbers.count == bins.count else { return bins }
        return zip(bins, numbers).sorted { ($0.1, $0.0.label) < ($1.1, $1.0.label) }.map(\.0)
    }

    private static func leadingNumber(_ label: String) -> Double? {
        let digits = label.utf8.prefix { (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E }
        if let number = Double(String(decoding: digits, as: UTF8.self)) { return number }
        return Double(String(decoding: label.utf8.prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
    }
}
