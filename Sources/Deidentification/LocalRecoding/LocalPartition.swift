/// Rows of tuples in classes: class c has the entries `offsets[c]..<offsets[c + 1]`.
struct LocalPartition {
    var offsets: [Int] = [0]
    var tuples: [Int32] = []
    var rows: [Int32] = []

    var count: Int { offsets.count - 1 }
    func entries(_ index: Int) -> Range<Int> { offsets[index]..<offsets[index + 1] }

    mutating func append(tuple: Int32, rows count: Int32) {
        tuples.append(tuple)
        rows.append(count)
    }

    /// Ends the class whose entries were appended.
    mutating func endClass() { offsets.append(tuples.count) }

    mutating func append(_ other: LocalPartition) {
        let start = tuples.count
        tuples += other.tuples
        rows += other.rows
        offsets += other.offsets.dropFirst().map { $0 + start }
    }

    /// The rows of a class.
    func size(_ index: Int) -> Int {
        var sum = 0
        for entry in entries(index) { sum += Int(rows[entry]) }
        return sum
    }
}

extension LocalProblem {
    /// The finest labels of each class, one class after the other.
    func labels(_ partition: LocalPartition) -> [Int32] {
        var labels = [Int32](repeating: 0, count: partition.count * width)
        labels.withUnsafeMutableBufferPointer { target in
            guard let base = target.baseAddress else { return }
            for index in 0..<partition.count {
                let label = base + index * width
                for (number, entry) in partition.entries(index).enumerated() {
                    let leaves = leaves(partition.tuples[entry])
                    if number == 0 { label.update(from: leaves, count: width) } else { widen(label, by: leaves) }
                }
            }
        }
        return labels
    }

    /// For each quasi-identifier the sum over rows of the leaves under their labels.
    func rowLeaves(_ partition: LocalPartition, labels: [Int32]) -> [Int] {
        var sums = [Int](repeating: 0, count: width)
        for index in 0..<partition.count {
            let size = partition.size(index)
            for column in 0..<width { sums[column] += size * trees[column].leaves[Int(labels[index * width + column])] }
        }
        return sums
    }

    /// Joins classes that are written alike, and entries of the same tuple within a class.
    func joined(_ partition: LocalPartition) -> LocalPartition {
        var partition = joinedOnce(partition)
        if !hasAmbiguousText { return partition }
        // Where different nodes are written alike, a joined class can have other labels than its parts.
        while true {
            let again = joinedOnce(partition)
            if again.count == partition.count { return again }
            partition = again
        }
    }

    private func joinedOnce(_ partition: LocalPartition) -> LocalPartition {
        let labels = labels(partition)
        // Classes whose labels have the same 64 mixed bits are joined; should they differ after all, the joined class
        // only gets wider labels than it needed.
        let table = KeyTable(capacity: partition.count)
        table.clear()
        var members: [[Int]] = []
        for index in 0..<partition.count where !partition.entries(index).isEmpty {
            var key: UInt64 = 0
            for column in 0..<width {
                key = mixed(key ^ UInt64(labelTexts[column][Int(labels[index * width + column])]))
            }
            let number = Int(table.number(key, new: Int32(members.count)))
            if number == members.count { members.append([index]) } else { members[number].append(index) }
        }
        var result = LocalPartition()
        let position = FlatBuffer<Int32>(tupleCount, repeating: -1)
        for indices in members {
            let start = result.tuples.count
            for index in indices {
                for entry in partition.entries(index) where partition.rows[entry] > 0 || judge != nil {
                    let tuple = partition.tuples[entry]
                    if position[Int(tuple)] >= start {
                        result.rows[Int(position[Int(tuple)])] += partition.rows[entry]
                    } else {
                        position[Int(tuple)] = Int32(result.tuples.count)
                        result.append(tuple: tuple, rows: partition.rows[entry])
                    }
                }
            }
            result.endClass()
        }
        return result
    }

    /// Whether every class is what it must be, and none needs a label that is not allowed.
    func isValid(_ partition: LocalPartition, labels: [Int32]) -> Bool {
        for index in 0..<partition.count {
            if partition.size(index) < leastRows { return false }
            if let judge, !judge.isSatisfied(partition.tuples[partition.entries(index)]) { return false }
            for column in 0..<width where Int(labels[index * width + column]) == trees[column].impossible {
                return false
            }
        }
        return true
    }
}
