/// Kullback-Leibler divergence of the tuples before and after.
extension BoundMetric {
    /// The sum over the rows of f log2(f/g), f the share of the rows that have the row's tuple, g the share of the rows
    /// that have its class, spread evenly over the tuples that the class's labels stand for. Suppressed rows are one class
    /// that stands for every tuple. As ARX has it each row adds its term, not each different tuple.
    ///
    /// Tuples are those of the finest allowed levels.
    /// - Parameter known: the class of each tuple, where the caller has it.
    func divergence(
        levels: [Int], counted: [Int32], codes: [[Int32]], suppressed: [Bool], classOfTuple known: [Int32]? = nil
    ) -> MetricValue {
        let rows = Double(rowCount)
        let classOfTuple = known ?? classOfTuple(levels: levels, codes: codes, count: counted.count)
        var lost = 0
        for (index, rows) in counted.enumerated() where suppressed[index] { lost += Int(rows) }
        let widest = columns.reduce(1.0) { $0 * Double($1.valueCount) }
        let after = counted.indices.map { index in
            suppressed[index]
                ? Double(lost) / rows / widest
                : Double(counted[index]) / rows / area(levels: levels, codes: codes, index: index)
        }
        var sum = 0.0
        for (tuple, count) in tuples.classes.countedRows.enumerated() where count > 0 {
            let before = Double(count) / rows
            sum += Double(count) * before * Logarithm.binary(before / after[Int(classOfTuple[tuple])])
        }
        return MetricValue(total: sum)
    }

    /// The class of each tuple at these levels, found by their labels.
    private func classOfTuple(levels: [Int], codes: [[Int32]], count: Int) -> [Int32] {
        // Tuples and classes are numbered together, column by column, so that equal numbers mean equal labels.
        var numbers = [Int32](repeating: 0, count: tuples.count + count)
        var known = 1
        for (column, attribute) in attributes.enumerated() {
            let map = attribute.map(to: levels[column])
            var dense: [UInt64: Int32] = [:]
            dense.reserveCapacity(known)
            for item in numbers.indices {
                let label =
                    item < tuples.count
                    ? map[Int(tuples.codes[column][item])] : codes[column][item - tuples.count]
                let key = UInt64(numbers[item]) << 32 | UInt64(UInt32(bitPattern: label))
                let next = Int32(dense.count)
                if let number = dense[key] {
                    numbers[item] = number
                } else {
                    dense[key] = next
                    numbers[item] = next
                }
            }
            known = dense.count
        }
        var classOfNumber = [Int32](repeating: 0, count: known)
        for index in 0..<count { classOfNumber[Int(numbers[tuples.count + index])] = Int32(index) }
        return numbers.prefix(tuples.count).map { classOfNumber[Int($0)] }
    }
}
