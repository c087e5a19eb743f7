/// The sizes of the equivalence classes (等価クラス) of a table, as a histogram. Suppressed rows are left out.
public struct ClassSizes: Sendable, Equatable, Codable {
    /// How many classes have a size.
    public struct Bin: Sendable, Equatable, Codable {
        /// The size: rows in each of these classes.
        public let size: Int
        /// The number of classes of that size.
        public let classes: Int
    }

    /// The histogram, sizes ascending, without empty bins.
    public let histogram: [Bin]

    /// The histogram of these class sizes; sizes of 0 are left out.
    public init(sizes: some Sequence<Int>) {
        var classes: [Int: Int] = [:]
        for size in sizes where size > 0 { classes[size, default: 0] += 1 }
        histogram = classes.sorted { $0.key < $1.key }.map { Bin(size: $0.key, classes: $0.value) }
    }

    /// The number of classes.
    public var count: Int { histogram.reduce(0) { $0 + $1.classes } }
    /// The number of rows in classes.
    public var rows: Int { histogram.reduce(0) { $0 + $1.classes * $1.size } }
    /// The size of the smallest class, 0 when there is none.
    public var smallest: Int { histogram.first?.size ?? 0 }
    /// The size of the largest class, 0 when there is none.
    public var largest: Int { histogram.last?.size ?? 0 }
    /// Rows per class, 0 when there is none.
    public var average: Double { count == 0 ? 0 : Double(rows) / Double(count) }
    /// The rows that are alone in their class (標本一意).
    public var uniques: Int { histogram.first.map { $0.size == 1 ? $0.classes : 0 } ?? 0 }
    /// Distinct tuples per row.
    public var distinction: Double { rows == 0 ? 0 : Double(count) / Double(rows) }

    /// The share of pairs of rows that differ.
    public var separation: Double {
        let rows = Double(rows)
        if rows < 2 { return 0 }
        let equalPairs = histogram.reduce(0.0) { $0 + Double($1.classes) * Double($1.size) * Double($1.size - 1) }
        return 1 - equalPairs / (rows * (rows - 1))
    }

    /// The rows in classes smaller than `size`.
    public func rows(inClassesBelow size: Int) -> Int {
        histogram.reduce(0) { $0 + ($1.size < size ? $1.classes * $1.size : 0) }
    }
}
