/// The equivalence classes (等価クラス) of one grouping of the rows: what privacy models and metrics judge.
package struct ClassTable: Sendable, Equatable {
    /// The rows of each class, p(E).
    package var rows: [Int32]
    /// The rows of each class that belong to the research subset, c(E); nil without a subset, c(E) = p(E) then.
    package var subsetRows: [Int32]?
    /// For each sensitive column that a model looks at (``BoundPrivacy/sensitive``) how its values are spread.
    ///
    /// With a research subset only the subset's rows are counted.
    package var distributions: [ClassDistributions]

    package init(rows: [Int32], subsetRows: [Int32]? = nil, distributions: [ClassDistributions] = []) {
        self.rows = rows
        self.subsetRows = subsetRows
        self.distributions = distributions
    }

    /// The number of classes.
    package var count: Int { rows.count }
    /// The rows that count for sizes, losses and the limit: those of the subset where there is one.
    package var countedRows: [Int32] { subsetRows ?? rows }
}

/// How the values of one sensitive column are spread over classes, in compressed form: class c has the values
/// `values[offsets[c]..<offsets[c + 1]]`, ascending, each in `counts` rows (more than 0).
package struct ClassDistributions: Sendable, Equatable {
    package var offsets: [Int32]
    package var values: [Int32]
    package var counts: [Int32]

    package init(offsets: [Int32], values: [Int32], counts: [Int32]) {
        self.offsets = offsets
        self.values = values
        self.counts = counts
    }
}

/// One class as a coding builds it up: dense counts that rows are added to and taken from.
package struct ClassStatistics: Sendable, Equatable {
    /// The rows, p(E).
    package var rows: Int
    /// The rows of the subset, c(E); the same as `rows` without a subset.
    package var subsetRows: Int
    /// For each sensitive column the count of each of its values.
    package var counts: [[Int32]]

    package init(rows: Int = 0, subsetRows: Int = 0, counts: [[Int32]] = []) {
        self.rows = rows
        self.subsetRows = subsetRows
        self.counts = counts
    }
}
