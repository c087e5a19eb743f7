/// What the models say of the classes of one transformation.
package struct Judgement: Sendable, Equatable {
    /// For each class whether its rows are suppressed. A class without counted rows has nothing to release and counts
    /// as suppressed.
    package var suppressed: [Bool]
    /// The counted rows that are suppressed.
    package var suppressedRows: Int
    /// Whether the models hold for what is left, with no more rows suppressed than allowed.
    package var isAnonymous: Bool

    package init(suppressed: [Bool], suppressedRows: Int, isAnonymous: Bool) {
        self.suppressed = suppressed
        self.suppressedRows = suppressedRows
        self.isAnonymous = isAnonymous
    }
}

extension BoundPrivacy {
    /// Judges the classes of a transformation: classes that break a model are suppressed whole; then, for the models of
    /// the sample, further classes from the smallest on, as few as bisection finds to be enough.
    ///
    /// The limit decides only whether the result is anonymous: the classes are suppressed in any case.
    /// - Parameters:
    ///   - classes: in the order of their first rows, which decides ties.
    ///   - allowedRows: the counted rows that may be suppressed; no limit where ``suppressesWithoutLimit``.
    ///   - cost: what the class at an index costs by itself; among classes of one size those that cost less go first.
    package func judge(_ classes: ClassTable, allowedRows: Int, cost: (Int) -> Double) -> Judgement {
        let allowed = suppressesWithoutLimit ? Int.max : allowedRows
        let counted = classes.countedRows
        let satisfied = requirement.satisfied(classes)
        var suppressed = [Bool](repeating: false, count: classes.count)
        var suppressedRows = 0
        var isAnonymous = true
        for index in 0..<classes.count where counted[index] == 0 || !satisfied[index] {
            suppressed[index] = true
            suppressedRows += Int(counted[index])
            if counted[index] == 0, !hasMinimumSize, requirement.isBrokenByAbsence(rows: Int(classes.rows[index])) {
                isAnonymous = false
            }
        }
        if suppressedRows > allowed { isAnonymous = false }
        if !sampleModels.isEmpty && isAnonymous {
            var order = (0..<classes.count).filter { !suppressed[$0] }
            let costs = order.isEmpty ? [] : (0..<classes.count).map { suppressed[$0] ? 0 : cost($0) }
            order.sort { left, right in
                if counted[left] != counted[right] { return counted[left] < counted[right] }
                return costs[left] != costs[right] ? costs[left] < costs[right] : left < right
            }
            let sizes = order.map { Int(counted[$0]) }
            var first = 0
            for model in sampleModels {
                let rest = allowed == Int.max ? Int.max : allowed - suppressedRows
                guard let number = model.suppressedClasses(sizes[first...], allowedRows: rest) else {
                    isAnonymous = false
                    break
                }
                for place in first..<first + number {
                    suppressed[order[place]] = true
                    suppressedRows += sizes[place]
                }
                first += number
            }
            // A model that held before another suppressed more classes need not hold any more.
            if !sampleModels.allSatisfy({ $0.isSatisfied(sizes[first...]) }) { isAnonymous = false }
        }
        return Judgement(suppressed: suppressed, suppressedRows: suppressedRows, isAnonymous: isAnonymous)
    }
}
