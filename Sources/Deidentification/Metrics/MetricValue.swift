/// The figure of a metric: one number, with those of the columns where the metric has them.
///
/// Less is better. With the aggregate `rank` the columns' figures decide, greatest first, from the first on.
package struct MetricValue: Sendable, Equatable, Comparable {
    /// The figure; with the aggregate `rank` the greatest of the columns'.
    package var total: Double
    /// The weighted figures of the columns in the order of quasi-identifiers; empty where the metric has none.
    package var columns: [Double]
    /// The figures that decide, greatest first; nil where `total` decides.
    package var ranked: [Double]?

    package init(total: Double, columns: [Double] = [], ranked: [Double]? = nil) {
        self.total = total
        self.columns = columns
        self.ranked = ranked
    }

    package static func < (left: MetricValue, right: MetricValue) -> Bool {
        guard let first = left.ranked, let second = right.ranked else { return left.total < right.total }
        return first.lexicographicallyPrecedes(second)
    }
}
