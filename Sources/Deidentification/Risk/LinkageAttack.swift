import Primitives

/// The engine's own linkage attack on what it made: every row of the source is looked up in the output by an attacker who
/// knows all its quasi-identifiers (maximum knowledge). So the promise is tested and not assumed.
///
/// A group matches a row when every label that is written covers the row's value: the label is the value's own at the
/// label's level of the hierarchy, or `*`. Rows of a research subset only are attacked where there is one.
package struct LinkageAttack: Sendable {
    private let anonymizer: Anonymizer

    package init(_ anonymizer: Anonymizer) { self.anonymizer = anonymizer }

    /// Attacks the output of a coding.
    /// - Parameters:
    ///   - sample: a choice of rows for huge tables; all rows without.
    ///   - attackingSuppressed: attack rows that are not in the output, too.
    package func run(
        on recoding: Recoding, sample: AttackSample? = nil, attackingSuppressed: Bool = false
    ) -> AttackResult {
        var recoding = recoding
        var groupOfRow = recoding.groupOfRow(anonymizer.tuples)
        if anonymizer.prepared.recipe.suppression.mode == .mask, groupOfRow.contains(-1) {
            // Masked rows are in the output and match everybody.
            let masked = Int32(recoding.groupOfAnyValue ?? recoding.appendGroupOfAnyValue(anonymizer.attributes))
            for row in groupOfRow.indices where groupOfRow[row] < 0 { groupOfRow[row] = masked }
        }
        var candidates: [Int32] = []
        for row in groupOfRow.indices {
            if anonymizer.prepared.subset?[row] == false {
                groupOfRow[row] = -1
            } else if groupOfRow[row] >= 0 || attackingSuppressed {
                candidates.append(Int32(row))
            }
        }
        let targets = sample?.chosen(of: candidates) ?? candidates
        return run(recoding, groupOfRow: groupOfRow, targets: targets)
    }

    /// Attacks the table as it is, its quasi-identifiers at their finest allowed levels.
    package func runOnSource(sample: AttackSample? = nil) -> AttackResult {
        let tuples = anonymizer.tuples
        let columns = anonymizer.attributes.map { attribute in
            let level = attribute.levels[attribute.allowed.lowerBound]
            return Recoding.LabelList(
                labels: level.labels, leaves: level.leaves,
                levels: level.labels.map { _ in attribute.allowed.lowerBound })
        }
        let parts = tuples.rows.enumerated().map {
            Recoding.Part(tuple: Int32($0), group: Int32($0), rows: $1)
        }
        return run(on: Recoding(columns: columns, groupLabels: tuples.codes, parts: parts), sample: sample)
    }

    private func run(_ recoding: Recoding, groupOfRow: [Int32], targets: [Int32]) -> AttackResult {
        let tuples = anonymizer.tuples
        let table = anonymizer.prepared.table
        let columns = anonymizer.prepared.recipe.columns.filter { $0.role == .sensitive }
            .compactMap { table.column(named: $0.name) }
        var tally = AttackTally(
            groupOfRow: groupOfRow, groupAreas: recoding.groupAreas, sensitive: columns)
        let rowsOfTuple = RowsByNumber(targets, numbers: tuples.tupleOfRow, count: tuples.count)
        MatchSearch(recoding, attributes: anonymizer.attributes, tuples: tuples)
            .forEach(rowsOfTuple.numbersInUse) { tuple, groups in
                tally.attack(rowsOfTuple[tuple], groups: groups)
            }
        return tally.result
    }
}

extension Recoding {
    /// For each group how many combinations of the hierarchies' values its labels cover.
    var groupAreas: [Double] {
        var areas = [Double](repeating: 1, count: groupCount)
        for (list, labels) in zip(columns, groupLabels) {
            for (group, label) in labels.enumerated() { areas[group] *= Double(list.leaves[Int(label)]) }
        }
        return areas
    }

    /// Adds a group that is `*` in every quasi-identifier; returns its number.
    mutating func appendGroupOfAnyValue(_ attributes: [Attribute]) -> Int {
        let number = groupCount
        for column in columns.indices {
            var label = columns[column].labels.firstIndex(of: Hierarchy.anyValueLabel)
            if label == nil {
                label = columns[column].labels.count
                columns[column].labels.append(Hierarchy.anyValueLabel)
                columns[column].leaves.append(attributes[column].valueCount)
                columns[column].levels.append(attributes[column].height)
            }
            groupLabels[column].append(Int32(label ?? 0))
        }
        return number
    }
}

/// Rows sorted by a number that each has, such as its tuple.
struct RowsByNumber {
    private var starts: [Int]
    private var ordered: [Int32]

    /// - Parameter numbers: the number of every row, also of those that are not among `rows`.
    init(_ rows: [Int32], numbers: [Int32], count: Int) {
        starts = [Int](repeating: 0, count: count + 1)
        for row in rows { starts[Int(numbers[Int(row)]) + 1] += 1 }
        for number in 0..<count { starts[number + 1] += starts[number] }
        var next = starts
        ordered = [Int32](repeating: 0, count: rows.count)
        for row in rows {
            let number = Int(numbers[Int(row)])
            ordered[next[number]] = row
            next[number] += 1
        }
    }

    /// The numbers that have a row, ascending.
    var numbersInUse: [Int32] {
        (0..<Int32(starts.count - 1)).filter { starts[Int($0)] < starts[Int($0) + 1] }
    }

    /// The rows with a number.
    subscript(number: Int) -> ArraySlice<Int32> { ordered[starts[number]..<starts[number + 1]] }
}
