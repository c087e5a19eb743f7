import Deidentification

extension [[Int]] {
    /// The rows as a table of texts, with its distinct tuples.
    func distinctTuples(columnCount: Int) -> RiskTable {
        let columns = (0..<columnCount).map { column in
            Column(name: "c\(column)", cells: self.map { "\($0[column])" })
        }
        return RiskTable(columns: columns, tuples: DistinctTuples(columns, rowCount: count))
    }
}

/// A small table for tests of risk.
struct RiskTable {
    let columns: [Column]
    let tuples: DistinctTuples

    func missing(_ isMissing: (String) -> Bool) -> [[Bool]] {
        DistinctTuples.missingCodes(columns, isMissing: isMissing)
    }
}
