/// k-map without the population: how many rows of the sample make a class of k persons of the population likely.
///
/// The rows of a class of k persons are taken as Poisson with λ = k n / N (Pannekoek 1999; El Emam and Dankar 2008,
/// estimators D3 and D4). The counters are those of ARX 3.9.2, whose plain Poisson estimator asks for one row more.
enum KMapEstimate {
    /// The least rows of a class; at most k, and at most the rows of the sample.
    static func minimumRows(
        k: Int, population: Double, estimator: KMapEstimator, significance: Double, sampleRows: Int
    ) -> Int {
        let mean = Double(k) * Double(sampleRows) / population
        let threshold = 1 - significance
        let rows: Int
        switch estimator {
        case .poisson:
            var next = 0
            var cumulated = 0.0
            // What is at least k is cut to k below, so the loop ends even where rounding keeps the sum under 1.
            while cumulated < threshold && next < k {
                cumulated += probability(next, mean: mean)
                next += 1
            }
            rows = next + 1
        case .zeroTruncatedPoisson:
            let positive = 1 - probability(0, mean: mean)
            var next = 1
            var cumulated = 0.0
            while cumulated < threshold && next < k {
                cumulated += probability(next, mean: mean) / positive
                next += 1
            }
            rows = next
        }
        return min(k, rows, max(1, sampleRows))
    }

    private static func probability(_ count: Int, mean: Double) -> Double {
        Logarithm.exponential(
            Double(count) * Logarithm.natural(mean) - mean - Logarithm.factorial(count))
    }
}
