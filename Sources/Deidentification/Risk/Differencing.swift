import Primitives

/// What an attacker gains who holds several deliveries of the same file (差分による特定).
///
/// Rows of two deliveries can be joined wherever they share anything else (a sensitive value, a pseudonym, the order). A
/// row's class is then the rows that have the same labels in every delivery, and rows that are in one delivery and
/// suppressed in another are told apart by that. The risk is worked out as if every row could be joined.
public struct DifferencingRisk: Sendable, Equatable, Codable {
    /// The rows that are in the new delivery or an earlier one.
    public let rows: Int
    /// The sizes of the intersected classes.
    public let classes: ClassSizes
    /// The rows in intersected classes smaller than k.
    public let rowsBelow: Int
    /// Those of them whose class in every delivery by itself has at least k rows: the harm done by delivering again.
    public let newlyBelow: Int
}

/// The comparison of deliveries.
package enum Differencing {
    /// The risk of a delivery after earlier ones of the same source, all of the same tuples.
    package static func risk(
        of recoding: Recoding, after earlier: [Recoding], tuples: TupleTable, subset: [Bool]? = nil, k: Int
    ) -> DifferencingRisk {
        func classes(_ recoding: Recoding) -> [Int32] {
            let groups = recoding.groupOfRow(tuples)
            guard let subset else { return groups }
            return zip(groups, subset).map { $1 ? $0 : -1 }
        }
        return risk(of: classes(recoding), after: earlier.map(classes), k: k)
    }

    /// The risk of a table after earlier ones, row by row of the same source: the same number of rows in the same order.
    /// Rows that are masked in all these columns count as suppressed.
    package static func risk(
        of table: Table, after earlier: [Table], columns names: [String], k: Int
    ) -> DifferencingRisk {
        func classes(_ table: Table) -> [Int32] {
            let columns = names.compactMap { table.column(named: $0) }
            let tuples = DistinctTuples(columns, rowCount: table.rowCount)
            let masks = columns.map { $0.values.firstIndex(of: Hierarchy.anyValueLabel).map { Int32($0) } }
            let isMasked = (0..<tuples.count).map { tuple in
                !columns.isEmpty && columns.indices.allSatisfy { masks[$0] == tuples.codes[$0][tuple] }
            }
            return tuples.tupleOfRow.map { isMasked[Int($0)] ? -1 : $0 }
        }
        return risk(of: classes(table), after: earlier.map(classes), k: k)
    }

    /// The risk from the class of each row in each delivery, negative where the row is not in it.
    package static func risk(of classes: [Int32], after earlier: [[Int32]], k: Int) -> DifferencingRisk {
        let deliveries = [classes] + earlier
        let rows = classes.indices.filter { row in deliveries.contains { $0[row] >= 0 } }
        var leastOwn = [Int32](repeating: .max, count: rows.count)
        var keys: [(codes: [Int32], size: Int)] = []
        for delivery in deliveries {
            // 0 stands for a row that the delivery lacks, which is a class only by comparison with others.
            let numbers = rows.map { max(0, delivery[$0] + 1) }
            let size = Int(numbers.max() ?? 0) + 1
            var sizes = [Int32](repeating: 0, count: size)
            for number in numbers { sizes[Int(number)] += 1 }
            sizes[0] = .max
            for (index, number) in numbers.enumerated() { leastOwn[index] = min(leastOwn[index], sizes[Int(number)]) }
            keys.append((numbers, size))
        }
        var counter = KeyCounter(itemCount: rows.count)
        counter.count(keys, weights: nil)
        var below = 0
        var newly = 0
        for (index, cell) in counter.cells.enumerated() where Int(counter.counts[Int(cell)]) < k {
            below += 1
            if Int(leastOwn[index]) >= k { newly += 1 }
        }
        let sizes = counter.counts[..<counter.cellCount].lazy.map { Int($0) }
        return DifferencingRisk(
            rows: rows.count, classes: ClassSizes(sizes: sizes), rowsBelow: below, newlyBelow: newly)
    }
}
