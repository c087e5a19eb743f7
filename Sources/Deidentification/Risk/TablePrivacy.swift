#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

import Primitives

/// Which privacy models a table satisfies as it is, and with which parameters: for files that were anonymized elsewhere.
///
/// A missing quasi-identifier is a value of its own: a row that misses one is in a class and can make k small.
public struct TablePrivacy: Sendable, Equatable, Codable {
    /// What holds for one sensitive column; nil figures for a table without rows.
    public struct Sensitive: Sendable, Equatable, Codable {
        /// The column's name.
        public let column: String
        /// The greatest share that a value has in a class: (α,k)-anonymity holds from here on.
        public let alpha: Double
        /// The fewest distinct values of a class: distinct l-diversity.
        public let distinctL: Int
        /// The least exp(entropy) of a class: entropy l-diversity holds up to here. Not rounded.
        public let entropyL: Double
        /// For recursive (c,l)-diversity with l = ``distinctL``: c must exceed this. Nil for l = 1, which holds with
        /// every c > 1, and where there is no row.
        public let recursiveC: Double?
        /// Basic β-likeness: the greatest relative gain (q - p) / p.
        public let basicBeta: Double
        /// Enhanced β-likeness holds with every β from here on; nil where a gain exceeds -ln p, so that no β helps.
        public let enhancedBeta: Double?
        /// δ-disclosure: δ must exceed the greatest |log2(q / p)| of a value that a class has.
        public let deltaDisclosure: Double
        /// t-closeness with equal distances: the greatest distance of a class.
        public let equalDistance: Double
    }

    /// The size of the smallest class, 0 without rows.
    public let k: Int
    /// The sizes of the classes.
    public let classes: ClassSizes
    /// The sensitive columns.
    public let sensitive: [Sensitive]

    /// What holds for a table whose classes are `classOfRow` (from 0).
    package init(_ table: DistinctTuples, sensitive columns: [Column]) {
        classes = table.classSizes
        k = classes.smallest
        sensitive = columns.map { column in
            Self.figures(
                column, ClassCounts(classOfRow: table.tupleOfRow, classCount: table.count, column: column))
        }
    }

    private static func figures(_ column: Column, _ counts: ClassCounts) -> Sensitive {
        let totals = column.counts()
        let rows = Double(column.rowCount)
        var worst = Worst()
        for entries in counts.classes {
            let size = Double(entries.reduce(0) { $0 + $1.count })
            var entropy = 0.0
            var distance = 1.0
            for entry in entries {
                let share = Double(entry.count) / size
                let whole = Double(totals[entry.value]) / rows
                let gain = (share - whole) / whole
                entropy -= share * log(share)
                distance += abs(whole - share) - whole
                worst.alpha = max(worst.alpha, share)
                worst.basicBeta = max(worst.basicBeta, gain)
                if gain > -log(whole) { worst.isEnhanced = false }
                worst.delta = max(worst.delta, abs(log2(share / whole)))
            }
            worst.distinct = min(worst.distinct, entries.count)
            worst.entropy = min(worst.entropy, entropy)
            worst.distance = max(worst.distance, distance / 2)
        }
        let distinct = counts.classes.isEmpty ? 0 : worst.distinct
        return Sensitive(
            column: column.name, alpha: worst.alpha, distinctL: distinct,
            entropyL: counts.classes.isEmpty ? 0 : exp(worst.entropy),
            recursiveC: distinct < 2 ? nil : recursiveBound(counts, l: distinct), basicBeta: worst.basicBeta,
            enhancedBeta: worst.isEnhanced ? worst.basicBeta : nil, deltaDisclosure: worst.delta,
            equalDistance: worst.distance)
    }

    /// The worst figures of the classes so far.
    private struct Worst {
        var alpha = 0.0
        var distinct = Int.max
        var entropy = Double.infinity
        var basicBeta = 0.0
        var isEnhanced = true
        var delta = 0.0
        var distance = 0.0
    }

    /// The greatest ratio of the most frequent value's count to the sum of the l-th most frequent and all after it.
    private static func recursiveBound(_ counts: ClassCounts, l: Int) -> Double {
        counts.classes.reduce(0) { worst, entries in
            let sorted = entries.map(\.count).sorted(by: >)
            return max(worst, Double(sorted[0]) / Double(sorted[(l - 1)...].reduce(0, +)))
        }
    }
}

/// For each class the values of one column with their counts, values ascending.
struct ClassCounts {
    /// The values of one class.
    typealias Entries = [(value: Int, count: Int)]

    let classes: [Entries]

    /// - Parameter classOfRow: the class of each row, negative for rows that are in none.
    init(classOfRow: [Int32], classCount: Int, column: Column) {
        var codes: [[Int32]] = Array(repeating: [], count: classCount)
        for (row, number) in classOfRow.enumerated() where number >= 0 {
            codes[Int(number)].append(Int32(column.codes[row]))
        }
        classes = codes.map { codes in
            var entries: Entries = []
            for code in codes.sorted() {
                if let last = entries.last, last.value == Int(code) {
                    entries[entries.count - 1].count += 1
                } else {
                    entries.append((Int(code), 1))
                }
            }
            return entries
        }
    }
}
