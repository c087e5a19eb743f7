extension Recoding {
    /// The groups as classes, with the counts of sensitive values that the tuples carry.
    ///
    /// A tuple whose rows are in several groups counts its subset rows and sensitive values in each by the share of its
    /// rows; codings part tuples only where no model looks at those.
    package func classes(_ tuples: TupleTable) -> ClassTable {
        let count = groupCount
        var rows = [Int32](repeating: 0, count: count)
        var subsetRows = tuples.classes.subsetRows.map { _ in [Int32](repeating: 0, count: count) }
        for part in parts where part.group >= 0 {
            rows[Int(part.group)] += part.rows
            if let known = tuples.classes.subsetRows {
                subsetRows?[Int(part.group)] += known[Int(part.tuple)] * part.rows / tuples.rows[Int(part.tuple)]
            }
        }
        return ClassTable(
            rows: rows, subsetRows: subsetRows,
            distributions: tuples.classes.distributions.map { merged($0, groupCount: count) })
    }

    /// The distributions of the tuples, added up by group.
    private func merged(_ known: ClassDistributions, groupCount: Int) -> ClassDistributions {
        // Tuples in the order of their groups: a counting sort, since both are dense numbers.
        var starts = [Int32](repeating: 0, count: groupCount + 1)
        for part in parts where part.group >= 0 { starts[Int(part.group) + 1] += 1 }
        for group in 0..<groupCount { starts[group + 1] += starts[group] }
        var next = starts
        var ordered = [Int32](repeating: 0, count: Int(starts[groupCount]))
        for part in parts where part.group >= 0 {
            ordered[Int(next[Int(part.group)])] = part.tuple
            next[Int(part.group)] += 1
        }
        let valueCount = Int(known.values.max() ?? -1) + 1
        var sums = [Int32](repeating: 0, count: valueCount)
        var touched: [Int32] = []
        var merged = ClassDistributions(offsets: [0], values: [], counts: [])
        merged.offsets.reserveCapacity(groupCount + 1)
        for group in 0..<groupCount {
            for index in starts[group]..<starts[group + 1] {
                let tuple = Int(ordered[Int(index)])
                for entry in Int(known.offsets[tuple])..<Int(known.offsets[tuple + 1]) {
                    let value = known.values[entry]
                    if sums[Int(value)] == 0 { touched.append(value) }
                    sums[Int(value)] += known.counts[entry]
                }
            }
            touched.sort()
            for value in touched {
                merged.values.append(value)
                merged.counts.append(sums[Int(value)])
                sums[Int(value)] = 0
            }
            touched.removeAll(keepingCapacity: true)
            merged.offsets.append(Int32(merged.values.count))
        }
        return merged
    }

    /// The group of each row, -1 for suppressed rows.
    ///
    /// Of a tuple that is in several groups the rows go to its parts in the order of rows.
    package func groupOfRow(_ tuples: TupleTable) -> [Int32] {
        var groupOfTuple = [Int32](repeating: -1, count: tuples.count)
        // For a tuple in several groups the index of the part that its next row goes to.
        var several: [Int32: [Part]] = [:]
        var index = 0
        while index < parts.count {
            let tuple = parts[index].tuple
            var end = index + 1
            while end < parts.count, parts[end].tuple == tuple { end += 1 }
            if end - index > 1 {
                several[tuple] = Array(parts[index..<end].reversed())
                groupOfTuple[Int(tuple)] = -2
            } else {
                groupOfTuple[Int(tuple)] = parts[index].group
            }
            index = end
        }
        var groups = tuples.tupleOfRow.map { groupOfTuple[Int($0)] }
        if several.isEmpty { return groups }
        for row in groups.indices where groups[row] == -2 {
            let tuple = tuples.tupleOfRow[row]
            guard var rest = several[tuple], var part = rest.popLast() else { continue }
            groups[row] = part.group
            part.rows -= 1
            if part.rows > 0 { rest.append(part) }
            several[tuple] = rest
        }
        return groups
    }

    /// The group that is `*` in every quasi-identifier, nil when there is none.
    package var groupOfAnyValue: Int? {
        let labels = columns.map { $0.labels.firstIndex(of: Hierarchy.anyValueLabel) }
        if columns.isEmpty || labels.contains(nil) { return nil }
        return (0..<groupCount).first { group in
            zip(groupLabels, labels).allSatisfy { codes, label in Int(codes[group]) == label }
        }
    }
}
