import Primitives

/// How far a comparison goes.
package struct UtilityLimits: Sendable, Equatable {
    /// Columns that are looked at: all quasi-identifiers, then sensitive ones, then others.
    package var columns = 40
    /// Labels of a column that are named; the rest is joined.
    package var namedLabels = 12
    /// A column of more labels than this is left out of pairs of labels.
    package var pairLabels = 512
    /// Tuples, groups or rows on which a pair is counted; where there are more, that many are drawn.
    package var units = 1 << 17

    package init(namedLabels: Int = 12, pairLabels: Int = 512, units: Int = 1 << 17) {
        self.namedLabels = namedLabels
        self.pairLabels = pairLabels
        self.units = units
    }
}

extension Anonymizer {
    /// What the output still says: the distribution of each column, and how columns go together, before and after.
    ///
    /// Quasi-identifiers are counted from tuples and groups, so they cost by those and not by rows; columns that keep their
    /// values cost a pass over the rows, and their pairs one over at most ``UtilityLimits/units`` rows.
    /// - Parameters:
    ///   - recoding: what became of the rows.
    ///   - threshold: the fewest rows that a published count of the input may tell of: the recipe's k, 3 at least.
    package func utilityComparison(
        _ recoding: Recoding, threshold: Int, limits: UtilityLimits = UtilityLimits()
    ) -> UtilityComparison {
        let sizes =
            prepared.subset == nil ? recoding.groupRows : recoding.classes(tuples).countedRows.map { Int($0) }
        let suppressed = suppressedRows(recoding)
        let masked = prepared.recipe.suppression.mode == .mask ? suppressed : 0
        let countedRows = tuples.classes.countedRows
        var distributions: [String: ColumnDistribution] = [:]
        var reported: [ReportedLabels] = []
        for (index, attribute) in attributes.enumerated() {
            var after = [Int](repeating: 0, count: recoding.columns[index].labels.count)
            for (label, rows) in zip(recoding.groupLabels[index], sizes) { after[Int(label)] += rows }
            let labels = ReportedLabels(attribute, output: recoding.columns[index], rows: after)
            var before = [Int](repeating: 0, count: labels.ofFinest.count)
            if prepared.subset == nil {
                let codes = attribute.levels[attribute.allowed.lowerBound].labelCodes
                for (code, rows) in zip(codes, attribute.rowsPerCode) { before[Int(code)] += rows }
            } else {
                for (code, rows) in zip(tuples.codes[index], countedRows) { before[Int(code)] += Int(rows) }
            }
            let counts = labels.counts(before: before, after: after, masked: masked)
            distributions[attribute.name] = ColumnDistribution(
                column: attribute.name, level: labels.level, counts: counts, threshold: threshold,
                limit: limits.namedLabels)
            reported.append(labels)
        }

        // Sensitive columns first: where there are more columns than are looked at, they count most.
        let kept = [Role.sensitive, .insensitive].flatMap { role in prepared.recipe.columns.filter { $0.role == role } }
            .prefix(max(0, limits.columns - attributes.count)).compactMap { prepared.table.column(named: $0.name) }
        let rows = kept.isEmpty ? nil : ComparedRows(self, recoding)
        let keptColumns = kept.map { KeptColumn($0, before: rows?.before, after: rows?.after) }
        for column in keptColumns {
            distributions[column.column.name] = ColumnDistribution(
                column: column.column.name, level: nil, counts: column.counts, threshold: threshold,
                limit: limits.namedLabels)
        }
        let order = prepared.recipe.columns.compactMap { distributions[$0.name] }
        if suppressed > 0 && suppressed < threshold {
            return UtilityComparison(distributions: order, associations: [])
        }
        var pairs = AssociationCounter(limits: limits)
        pairs.count(attributes: attributes, reported: reported, tuples: tuples, recoding: recoding, sizes: sizes)
        if let rows {
            pairs.count(attributes: attributes, reported: reported, recoding: recoding, kept: keptColumns, rows: rows)
        }
        return UtilityComparison(
            distributions: order, associations: pairs.associations, omitted: pairs.omitted, isSampled: pairs.isSampled)
    }
}

/// The rows that are compared where columns keep their values.
struct ComparedRows {
    /// The rows that count, nil for all.
    let before: [Int32]?
    /// Those of them that are in the output, nil for all of the table.
    let after: [Int32]?
    /// For each row of the table its group, negative where it is masked.
    let groupOfRow: [Int32]

    init(_ anonymizer: Anonymizer, _ recoding: Recoding) {
        let groups = recoding.groupOfRow(anonymizer.tuples)
        let subset = anonymizer.prepared.subset
        let masks = anonymizer.prepared.recipe.suppression.mode == .mask
        func rows(_ isMeant: (Int) -> Bool) -> [Int32]? {
            let rows = groups.indices.filter { (subset?[$0] ?? true) && isMeant($0) }
            return rows.count == groups.count ? nil : rows.map(Int32.init)
        }
        before = rows { _ in true }
        after = masks ? before : rows { groups[$0] >= 0 }
        groupOfRow = groups
    }
}
