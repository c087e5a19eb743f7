#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Special uniques (特殊な一意): rows that few of their values already make unique, scored as SUDA2 does (Elliot, Manning
/// et al.; Manning, Haglin and Keane 2008).
///
/// A minimal sample unique of a row is a set of columns whose values only this row has, none of the set being
/// superfluous. A row scores (d - s)! for each of s columns, d being all columns: the fewer columns suffice, the more.
///
/// Every combination of columns is counted once over the distinct tuples, and the rows unique by it are a bit set: those
/// that are unique by no smaller part have a minimal sample unique. That is the set that the peer's recursive search over
/// values finds, at a cost that grows with tuples and combinations and not with values.
package struct SpecialUniques: Sendable, Equatable {
    /// The columns' names.
    package let columns: [String]
    /// The unique rows' tuples, ascending.
    package let tuples: [Int32]
    /// For each unique row its score, 0 where it has no minimal sample unique of the size looked for.
    package let scores: [Double]
    /// For each unique row its disclosure risk by data intrusion simulation (DIS): how probable it is that a match by a
    /// unique combination is the right person.
    package let intrusionScores: [Double]
    /// Per column and unique row the share of the score that stems from sets with this column.
    package let contributions: [[Double]]
    /// Minimal sample uniques by their number of columns, from 1 on.
    package let countBySize: [Int]
    /// The most columns of a set.
    package let maximumSize: Int

    /// Finds the minimal sample uniques and scores them.
    /// - Parameters:
    ///   - maximumSize: the most columns of a set; without one all columns of up to ten, else three.
    ///   - samplingFraction: the sample's share of the population, for the DIS scores.
    ///   - missing: per column and code whether it stands for a missing value, which makes no row unique.
    package init(
        _ table: DistinctTuples, maximumSize: Int? = nil, samplingFraction: Double = 0.01, missing: [[Bool]] = []
    ) {
        let columnCount = table.names.count
        let size = min(columnCount, maximumSize ?? (columnCount <= 10 ? columnCount : 3))
        var search = MinimalUniques(table, maximumSize: size, missing: missing)
        search.run()
        columns = table.names
        tuples = search.tuples
        scores = search.scores
        countBySize = search.countBySize
        self.maximumSize = size
        contributions = search.contributions.map { column in
            zip(column, search.scores).map { $1 == 0 ? 0 : $0 / $1 }
        }
        intrusionScores = Self.intrusionScores(search.scores, table, samplingFraction: samplingFraction)
    }

    /// The share of all scores that stems from sets with each column, in the order of columns.
    package var columnContributions: [Double] {
        let sum = scores.reduce(0, +)
        return contributions.map { column in
            sum == 0 ? 0 : zip(column, scores).reduce(0) { $0 + $1.0 * $1.1 } / sum
        }
    }

    /// DIS-SUDA: the mean risk of unique rows by Skinner and Elliot 2002, spread over them by a power of the scores.
    private static func intrusionScores(
        _ scores: [Double], _ table: DistinctTuples, samplingFraction: Double
    ) -> [Double] {
        let uniques = Double(table.rows.count { $0 == 1 })
        let pairRows = Double(2 * table.rows.count { $0 == 2 })
        let found = uniques * samplingFraction
        let mean = found / (found + pairRows * (1 - samplingFraction))
        let exponent = 1 + (8 - Double(table.names.count)) / 20
        let powers = scores.map { $0 == 0 ? 0 : pow($0, exponent) }
        let adjustment = powers.reduce(0) { $1 == 0 ? $0 : $0 + 1 / $1 }
        return powers.map { power in
            power == 0 ? 0 : 1 / (1 + (uniques / mean - uniques) / (power * adjustment))
        }
    }
}

/// The search for minimal sample uniques.
private struct MinimalUniques {
    private let table: DistinctTuples
    private let maximumSize: Int
    private let missing: [[Bool]]
    let tuples: [Int32]
    private(set) var scores: [Double]
    private(set) var contributions: [[Double]]
    private(set) var countBySize: [Int]
    /// For each combination of columns the rows unique by it, one bit a unique row.
    private var uniqueRows: [UInt64: [UInt64]] = [:]

    init(_ table: DistinctTuples, maximumSize: Int, missing: [[Bool]]) {
        self.table = table
        self.maximumSize = maximumSize
        self.missing = missing
        tuples = table.rows.indices.filter { table.rows[$0] == 1 }.map { Int32($0) }
        scores = [Double](repeating: 0, count: tuples.count)
        contributions = [[Double]](repeating: scores, count: table.names.count)
        countBySize = [Int](repeating: 0, count: maximumSize)
    }

    mutating func run() {
        var projections = ProjectionCounter(table, maximumSize: maximumSize)
        projections.forEach { mask, columns, counter in
            let all = bits(counter, columns: columns)
            var minimal = all
            for column in columns {
                guard let known = uniqueRows[mask & ~(1 << UInt64(column))] else { continue }
                for word in minimal.indices { minimal[word] &= ~known[word] }
            }
            score(minimal, columns: columns)
            // Larger combinations look only at those one column smaller, which need all that is unique by them.
            if columns.count < maximumSize { uniqueRows[mask] = all }
        }
    }

    /// The unique rows that are alone with their values of these columns.
    private func bits(_ counter: KeyCounter, columns: [Int]) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: (tuples.count + 63) / 64)
        // Pointers, because the loop runs over every unique row of every combination.
        counter.cells.withUnsafeBufferPointer { cells in
            counter.counts.withUnsafeBufferPointer { counts in
                for index in 0..<tuples.count where counts[Int(cells[Int(tuples[index])])] == 1 {
                    bits[index >> 6] |= 1 << UInt64(index & 63)
                }
            }
        }
        for column in columns where missing.indices.contains(column) {
            let codes = table.codes[column]
            for index in 0..<tuples.count where missing[column][Int(codes[Int(tuples[index])])] {
                bits[index >> 6] &= ~(1 << UInt64(index & 63))
            }
        }
        return bits
    }

    private mutating func score(_ minimal: [UInt64], columns: [Int]) {
        var factorial = 1.0
        for factor in stride(from: table.names.count - columns.count, to: 1, by: -1) { factorial *= Double(factor) }
        for (word, given) in minimal.enumerated() {
            var rest = given
            while rest != 0 {
                let index = (word << 6) + rest.trailingZeroBitCount
                rest &= rest - 1
                scores[index] += factorial
                for column in columns { contributions[column][index] += factorial }
                countBySize[columns.count - 1] += 1
            }
        }
    }
}
