/// How often the labels of two columns occur together: a dense table of counts.
package struct ContingencyTable: Sendable, Equatable {
    /// The labels of the one column.
    package let rowLabels: Int
    /// The labels of the other.
    package let columnLabels: Int
    /// The counts, row by row.
    package private(set) var counts: [Double]

    package init(rowLabels: Int, columnLabels: Int) {
        self.rowLabels = rowLabels
        self.columnLabels = columnLabels
        counts = [Double](repeating: 0, count: rowLabels * columnLabels)
    }

    /// Counts the units, each with its weight (1 where there are none).
    package init(_ first: LabelCodes, _ second: LabelCodes, weights: [Int32]?) {
        precondition(first.codes.count == second.codes.count && weights.map { $0.count == first.codes.count } ?? true)
        self.init(rowLabels: first.labels, columnLabels: second.labels)
        var table = [Int](repeating: 0, count: counts.count)
        let width = second.labels
        // The loop over all units of every pair: plain pointers, no bounds to check; codes are below `labels`, see there.
        table.withUnsafeMutableBufferPointer { table in
            first.codes.withUnsafeBufferPointer { rows in
                second.codes.withUnsafeBufferPointer { columns in
                    if let weights {
                        weights.withUnsafeBufferPointer { weights in
                            for unit in 0..<rows.count {
                                table[Int(rows[unit]) &* width &+ Int(columns[unit])] &+= Int(weights[unit])
                            }
                        }
                    } else {
                        for unit in 0..<rows.count { table[Int(rows[unit]) &* width &+ Int(columns[unit])] &+= 1 }
                    }
                }
            }
        }
        counts = table.map(Double.init)
    }

    /// The table with the counts of each label spread over other labels by shares; a label without shares is left out.
    package func spread(rows: LabelSpread, columns: LabelSpread) -> ContingencyTable {
        if rows.isIdentity && columns.isIdentity { return self }
        var result = ContingencyTable(rowLabels: rows.labels, columnLabels: columns.labels)
        for row in 0..<rowLabels {
            for column in 0..<columnLabels {
                let count = counts[row * columnLabels + column]
                if count == 0 { continue }
                for (label, share) in rows.shares[row] {
                    for (other, part) in columns.shares[column] {
                        result.counts[label * columns.labels + other] += count * share * part
                    }
                }
            }
        }
        return result
    }

    /// Cramér's V (Cramér 1946, chapter 21.4), without correction: √(χ² / (n (min(r, c) − 1))) over the labels that occur.
    /// Nil where a column has fewer than two labels.
    package var cramersV: Double? {
        var rowSums = [Double](repeating: 0, count: rowLabels)
        var columnSums = [Double](repeating: 0, count: columnLabels)
        for row in 0..<rowLabels {
            for column in 0..<columnLabels {
                let count = counts[row * columnLabels + column]
                rowSums[row] += count
                columnSums[column] += count
            }
        }
        let total = rowSums.reduce(0, +)
        let freedom = min(rowSums.count { $0 > 0 }, columnSums.count { $0 > 0 }) - 1
        if freedom < 1 { return nil }
        // χ²/n = Σ n_ij² / (n_i n_j) − 1
        var sum = 0.0
        for row in 0..<rowLabels where rowSums[row] > 0 {
            for column in 0..<columnLabels where columnSums[column] > 0 {
                let count = counts[row * columnLabels + column]
                sum += count / rowSums[row] * (count / columnSums[column])
            }
        }
        return total == 0 ? nil : (max(0, sum - 1) / Double(freedom)).squareRoot()
    }
}

/// A label code for each of some units (rows, tuples or groups); each code is at least 0 and below `labels`.
package struct LabelCodes: Sendable, Equatable {
    package let codes: [Int32]
    package let labels: Int

    package init(codes: [Int32], labels: Int) {
        precondition(codes.allSatisfy { $0 >= 0 && $0 < labels }, "a code is outside of its labels")
        self.codes = codes
        self.labels = labels
    }
}

/// For each label of one list the shares in which its rows fall under the labels of another; none where nothing is known.
package struct LabelSpread: Sendable {
    /// The labels of the other list.
    package let labels: Int
    /// The shares; they add up to 1 or there are none.
    package let shares: [[(label: Int, share: Double)]]
    /// Whether each label is its own.
    package let isIdentity: Bool

    package init(labels: Int, shares: [[(label: Int, share: Double)]]) {
        self.labels = labels
        self.shares = shares
        isIdentity =
            shares.count == labels
            && shares.enumerated().allSatisfy { $1.count == 1 && $1[0].label == $0 && $1[0].share == 1 }
    }

    /// Each label is its own.
    package init(identity labels: Int) {
        self.labels = labels
        shares = (0..<labels).map { [($0, 1)] }
        isIdentity = true
    }
}

/// Pearson's correlation coefficient of the units whose numbers are both known; nil where one does not vary.
package func pearsonCorrelation(_ first: [Double?], _ second: [Double?]) -> Double? {
    let pairs = zip(first, second).compactMap { one, other in one.flatMap { x in other.map { (x, $0) } } }
    if pairs.isEmpty { return nil }
    let count = Double(pairs.count)
    let meanX = pairs.reduce(0) { $0 + $1.0 } / count
    let meanY = pairs.reduce(0) { $0 + $1.1 } / count
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (x, y) in pairs {
        xx += (x - meanX) * (x - meanX)
        yy += (y - meanY) * (y - meanY)
        xy += (x - meanX) * (y - meanY)
    }
    return xx == 0 || yy == 0 ? nil : max(-1, min(1, xy / (xx * yy).squareRoot()))
}
