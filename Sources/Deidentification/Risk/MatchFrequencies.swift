import Primitives

/// How many rows each row's values match, a missing value matching anything, with sampling weights.
package struct MatchFrequencies: Sendable, Equatable {
    /// For each row the rows that match it, itself included.
    package let frequencies: [Double]
    /// For each row the sum of their weights.
    package let populationFrequencies: [Double]

    /// Counts matches as sdcMicro does.
    ///
    /// A row's own missing value matches every value in full; another row's missing value, where the row itself has one,
    /// matches with the weight `alpha` only, however many values it misses.
    /// - Parameters:
    ///   - weights: the sampling weight of each row, 1 without.
    ///   - missing: per column and code whether it stands for a missing value; empty where none does.
    ///   - alpha: 0 to 1.
    package init(_ tuples: DistinctTuples, weights: [Double]? = nil, missing: [[Bool]] = [], alpha: Double = 1) {
        var weightOfTuple = tuples.rows.map { Double($0) }
        if let weights {
            weightOfTuple = [Double](repeating: 0, count: tuples.count)
            for (row, tuple) in tuples.tupleOfRow.enumerated() { weightOfTuple[Int(tuple)] += weights[row] }
        }
        var frequencies = [Double](repeating: 0, count: tuples.count)
        var population = frequencies
        let groups = Self.groupedByMissing(tuples, missing: missing)
        for own in groups {
            for other in groups {
                let columns = tuples.names.indices.filter { (own.mask | other.mask) & (1 << UInt64($0)) == 0 }
                let share = other.mask & ~own.mask == 0 ? 1 : alpha
                let members = own.tuples + other.tuples
                var counter = KeyCounter(itemCount: members.count)
                counter.count(
                    columns.map { column in
                        (members.map { tuples.codes[column][Int($0)] }, tuples.sizes[column])
                    }, weights: nil)
                var rows = [Double](repeating: 0, count: counter.cellCount)
                var sums = rows
                for (index, tuple) in other.tuples.enumerated() {
                    let cell = Int(counter.cells[own.tuples.count + index])
                    rows[cell] += Double(tuples.rows[Int(tuple)])
                    sums[cell] += weightOfTuple[Int(tuple)]
                }
                for (index, tuple) in own.tuples.enumerated() {
                    let cell = Int(counter.cells[index])
                    frequencies[Int(tuple)] += share * rows[cell]
                    population[Int(tuple)] += share * sums[cell]
                }
            }
        }
        self.frequencies = tuples.tupleOfRow.map { frequencies[Int($0)] }
        populationFrequencies = tuples.tupleOfRow.map { population[Int($0)] }
    }

    /// The tuples by the columns in which they miss a value, in the order of first appearance.
    private static func groupedByMissing(
        _ tuples: DistinctTuples, missing: [[Bool]]
    ) -> [(mask: UInt64, tuples: [Int32])] {
        var groups: [(mask: UInt64, tuples: [Int32])] = []
        var numbers: [UInt64: Int] = [:]
        for tuple in 0..<tuples.count {
            var mask: UInt64 = 0
            for (column, isMissing) in missing.enumerated() where isMissing[Int(tuples.codes[column][tuple])] {
                mask |= 1 << UInt64(column)
            }
            if let number = numbers[mask] {
                groups[number].tuples.append(Int32(tuple))
            } else {
                numbers[mask] = groups.count
                groups.append((mask, [Int32(tuple)]))
            }
        }
        return groups
    }
}

extension DistinctTuples {
    /// Per column and code whether its value stands for a missing one.
    package static func missingCodes(_ columns: [Column], isMissing: (String) -> Bool) -> [[Bool]] {
        columns.map { $0.values.map(isMissing) }
    }
}
