/// Whether tuples together make a group that may leave.
struct GroupCheck {
    let requirement: ClassRequirement
    let classes: ClassTable
    /// The number of values of each sensitive column.
    let valueCounts: [Int]

    /// The least counted rows.
    var minimumSize: Int { max(1, requirement.minimumSize) }
    /// Whether enough rows are not enough.
    var judgesMoreThanSize: Bool { requirement.judgesMoreThanSize }
    /// Whether rows of a tuple can be parted: which of them move is open, so nothing may depend on it.
    var movesRows: Bool { !requirement.judgesMoreThanSize && classes.subsetRows == nil }
    /// Whether rows outside of the research subset can help a group.
    var usesUncountedRows: Bool { requirement.judgesMoreThanSize && classes.subsetRows != nil }

    init(_ anonymizer: Anonymizer) {
        requirement = anonymizer.privacy.requirement
        classes = anonymizer.tuples.classes
        valueCounts = anonymizer.privacy.sensitive.map(\.totals.count)
    }

    /// Whether these tuples hold together.
    func holds(_ members: [Int32], rows: Int, tuples: NodeTuples) -> Bool {
        if rows < minimumSize { return false }
        if !judgesMoreThanSize { return true }
        var statistics = empty
        for tuple in members { add(tuple, of: tuples, sign: 1, to: &statistics) }
        return requirement.isSatisfied(by: statistics)
    }

    /// For each number of a grouping whether its tuples fail together.
    func failing(_ index: MaskedWords, of open: [Int32], tuples: NodeTuples) -> [Bool] {
        let count = index.groupRows.count
        var offsets = [Int32](repeating: 0, count: count + 1)
        for place in open.indices { offsets[Int(index.groups[place]) + 1] += 1 }
        for number in 0..<count { offsets[number + 1] += offsets[number] }
        var members = [Int32](repeating: 0, count: open.count)
        var next = offsets
        for (place, tuple) in open.enumerated() {
            let number = Int(index.groups[place])
            members[Int(next[number])] = tuple
            next[number] += 1
        }
        var statistics = empty
        return (0..<count).map { number in
            if Int(index.groupRows[number]) < minimumSize { return true }
            let range = Int(offsets[number])..<Int(offsets[number + 1])
            for place in range { add(members[place], of: tuples, sign: 1, to: &statistics) }
            let holds = requirement.isSatisfied(by: statistics)
            // Taken away again, so that the counts of thousands of values need not be cleared for each group.
            for place in range { add(members[place], of: tuples, sign: -1, to: &statistics) }
            return !holds
        }
    }

    var empty: ClassStatistics {
        ClassStatistics(counts: valueCounts.map { [Int32](repeating: 0, count: $0) })
    }

    func add(_ tuple: Int32, of tuples: NodeTuples, sign: Int, to statistics: inout ClassStatistics) {
        for place in Int(tuples.offsets[Int(tuple)])..<Int(tuples.offsets[Int(tuple) + 1]) {
            let member = Int(tuples.members[place])
            statistics.rows += sign * Int(classes.rows[member])
            statistics.subsetRows += sign * Int(classes.countedRows[member])
            for (column, distribution) in classes.distributions.enumerated() {
                for entry in Int(distribution.offsets[member])..<Int(distribution.offsets[member + 1]) {
                    let count = Int32(sign) * distribution.counts[entry]
                    statistics.counts[column][Int(distribution.values[entry])] += count
                }
            }
        }
    }
}
