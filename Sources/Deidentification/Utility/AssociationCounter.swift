import Primitives

/// Counts pairs of columns before and after.
struct AssociationCounter {
    let limits: UtilityLimits
    private(set) var associations: [AssociationChange] = []
    private(set) var omitted: [String] = []
    private(set) var isSampled = false

    init(limits: UtilityLimits) { self.limits = limits }

    /// One column on the units of one side.
    private struct Side {
        var codes: LabelCodes
        var spread: LabelSpread
        var numbers: [Double?]?
    }

    /// The pairs of quasi-identifiers, from tuples and groups.
    mutating func count(
        attributes: [Attribute], reported: [ReportedLabels], tuples: TupleTable, recoding: Recoding, sizes: [Int]
    ) {
        let drawn = units(tuples.count)
        let groups = units(sizes.count)
        let weights = drawn.map { tuples.classes.countedRows[Int($0)] }
        let groupWeights = groups.map { Int32(sizes[Int($0)]) }
        let usable = attributes.indices.filter {
            isUsable(attributes[$0].name, reported[$0].labels.count, recoding.columns[$0].labels.count)
        }
        let sides = usable.map { index in
            let labels = reported[index]
            return (
                Side(
                    codes: LabelCodes(
                        codes: drawn.map { labels.ofFinest[Int(tuples.codes[index][Int($0)])] },
                        labels: labels.labels.count), spread: LabelSpread(identity: labels.labels.count)),
                Side(
                    codes: LabelCodes(
                        codes: groups.map { recoding.groupLabels[index][Int($0)] },
                        labels: labels.ofOutput.shares.count), spread: labels.ofOutput)
            )
        }
        for (place, index) in usable.enumerated() {
            for (other, second) in usable.enumerated() where other > place {
                append(
                    attributes[index].name, attributes[second].name, (sides[place].0, sides[other].0, weights),
                    (sides[place].1, sides[other].1, groupWeights))
            }
        }
    }

    /// The pairs of a column that keeps its values with a quasi-identifier or another such column, from rows.
    mutating func count(
        attributes: [Attribute], reported: [ReportedLabels], recoding: Recoding, kept: [KeptColumn],
        rows: ComparedRows
    ) {
        let count = rows.groupOfRow.count
        let before = units(rows.before?.count ?? count).map { row in rows.before.map { $0[Int(row)] } ?? row }
        let after = units(rows.after?.count ?? count).map { row in rows.after.map { $0[Int(row)] } ?? row }
        let names = attributes.map(\.name) + kept.map(\.column.name)
        var sides: [(before: Side, after: Side)?] = attributes.enumerated().map { index, attribute in
            let labels = reported[index]
            let shares = labels.ofOutput.shares.count
            guard isUsable(attribute.name, labels.labels.count, shares - 1) else { return nil }
            let codes = attribute.column.codes.selecting(before).unpacked
            let ofColumn = attribute.levels[labels.level].labelCodes
            let groups = after.map { rows.groupOfRow[Int($0)] }
            return (
                Side(
                    codes: LabelCodes(codes: codes.map { ofColumn[Int($0)] }, labels: labels.labels.count),
                    spread: LabelSpread(identity: labels.labels.count)),
                Side(
                    codes: LabelCodes(
                        codes: groups.map { $0 < 0 ? Int32(shares - 1) : recoding.groupLabels[index][Int($0)] },
                        labels: shares), spread: labels.ofOutput)
            )
        }
        for column in kept {
            let labels = column.column.values.count
            guard column.numbers != nil || isUsable(column.column.name, labels, labels) else {
                sides.append(nil)
                continue
            }
            func side(_ codes: [Int32]) -> Side {
                let fits = labels <= limits.pairLabels
                return Side(
                    codes: LabelCodes(codes: codes, labels: labels), spread: LabelSpread(identity: fits ? labels : 0),
                    numbers: column.numbers.map { numbers in codes.map { numbers[Int($0)] } })
            }
            sides.append((side(column.codes(before)), side(column.codes(after))))
        }
        for first in names.indices {
            for second in names.indices where second > first && second >= attributes.count {
                guard let one = sides[first], let other = sides[second] else { continue }
                append(
                    names[first], names[second], (one.before, other.before, nil), (one.after, other.after, nil))
            }
        }
    }

    private mutating func append(
        _ first: String, _ second: String, _ before: (Side, Side, [Int32]?), _ after: (Side, Side, [Int32]?)
    ) {
        if let x = before.0.numbers, let y = before.1.numbers, let u = after.0.numbers, let v = after.1.numbers {
            associations.append(
                AssociationChange(
                    first: first, second: second, measure: .pearson, before: pearsonCorrelation(x, y),
                    after: pearsonCorrelation(u, v)))
            return
        }
        for (name, side) in [(first, before.0), (second, before.1)] where side.codes.labels > limits.pairLabels {
            if side.numbers != nil {
                if !omitted.contains(name) { omitted.append(name) }
                return
            }
        }
        func strength(_ units: (Side, Side, [Int32]?)) -> Double? {
            ContingencyTable(units.0.codes, units.1.codes, weights: units.2)
                .spread(rows: units.0.spread, columns: units.1.spread).cramersV
        }
        associations.append(
            AssociationChange(
                first: first, second: second, measure: .cramersV, before: strength(before), after: strength(after)))
    }

    private mutating func isUsable(_ name: String, _ before: Int, _ after: Int) -> Bool {
        if max(before, after) <= limits.pairLabels { return true }
        if !omitted.contains(name) { omitted.append(name) }
        return false
    }

    private mutating func units(_ count: Int) -> [Int32] {
        if count > limits.units { isSampled = true }
        return drawnUnits(count, atMost: limits.units)
    }
}
