/// What a class must be so that its rows may leave: the models that judge one class at a time.
package struct ClassRequirement: Sendable {
    /// The least counted rows of a class: the greatest of all models' least sizes.
    package let minimumSize: Int
    /// The least rows of a class in the whole table, p(E): k-map with a subset.
    package let minimumPopulation: Int
    /// The bounds for the share of a class's rows that are in the subset: delta-presence.
    package let presences: [ClosedRange<Double>]
    /// The models of sensitive values with the index of their column.
    let valueModels: [(sensitive: Int, model: any SensitiveModel)]

    init(
        minimumSize: Int, minimumPopulation: Int = 1, presences: [ClosedRange<Double>] = [],
        valueModels: [(sensitive: Int, model: any SensitiveModel)] = []
    ) {
        self.minimumSize = minimumSize
        self.minimumPopulation = minimumPopulation
        self.presences = presences
        self.valueModels = valueModels
    }

    /// Whether a class of enough rows can still fail: models of sensitive values, presence, and the like.
    package var judgesMoreThanSize: Bool {
        minimumPopulation > 1 || !presences.isEmpty || !valueModels.isEmpty
    }

    /// Whether a class satisfies every model.
    package func isSatisfied(_ index: Int, in classes: ClassTable) -> Bool {
        let rows = Int(classes.rows[index])
        if !isLargeEnough(counted: Int(classes.countedRows[index]), rows: rows) { return false }
        return valueModels.allSatisfy { sensitive, model in
            classes.distributions[sensitive].withValueCounts { model.isSatisfied($0(index)) }
        }
    }

    /// Whether a class satisfies every model.
    package func isSatisfied(by statistics: ClassStatistics) -> Bool {
        if !isLargeEnough(counted: statistics.subsetRows, rows: statistics.rows) { return false }
        return valueModels.allSatisfy { sensitive, model in
            statistics.withValueCounts(sensitive) { model.isSatisfied($0) }
        }
    }

    /// For each class whether it satisfies every model; the same as asking one by one, but fast.
    package func satisfied(_ classes: ClassTable) -> [Bool] {
        let counted = classes.countedRows
        var satisfied = counted.indices.map {
            isLargeEnough(counted: Int(counted[$0]), rows: Int(classes.rows[$0]))
        }
        for (sensitive, model) in valueModels {
            classes.distributions[sensitive].withValueCounts { counts in
                for index in satisfied.indices where satisfied[index] {
                    satisfied[index] = model.isSatisfied(counts(index))
                }
            }
        }
        return satisfied
    }

    /// The models that need no sensitive values.
    private func isLargeEnough(counted: Int, rows: Int) -> Bool {
        if counted < minimumSize || rows < minimumPopulation { return false }
        return presences.allSatisfy { $0.contains(rows == 0 ? 0 : Double(counted) / Double(rows)) }
    }

    /// Whether a class without a row of the subset breaks a model on its own: all persons of such a class are known
    /// not to be in the subset, which delta-presence forbids where its least share is above 0.
    func isBrokenByAbsence(rows: Int) -> Bool {
        rows > 0 && presences.contains { $0.lowerBound > 0 }
    }
}
