#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many rows would be alone in the population (母集団一意), estimated from the sample's class sizes.
///
/// Definitions as ARX 3.9.2 has them; an estimate that cannot be made is 0 there and here.
public enum PopulationUniques {
    /// The estimated uniques of the population as a share of the population.
    /// - Parameters:
    ///   - classes: the sizes of the sample's classes, suppressed rows left out.
    ///   - population: the persons of the population; one smaller than the sample counts as the sample.
    /// - Returns: a share from 0 to 1; 0 where no row is unique in the sample or the estimator has no solution.
    public static func share(_ classes: ClassSizes, population: Double, estimator: UniquenessEstimator) -> Double {
        let sample = Sample(classes, population: population)
        if sample.uniques == 0 { return 0 }
        let uniques =
            switch estimator {
            case .zayatz: zayatz(sample)
            case .pitman: pitman(sample) ?? 0
            case .snb: slideNegativeBinomial(sample) ?? 0
            case .dankar: dankar(sample)
            }
        return uniques / sample.population
    }

    /// What the estimators know of the sample.
    struct Sample {
        /// The histogram: sizes ascending.
        let histogram: [ClassSizes.Bin]
        let rows: Double
        let classes: Double
        /// Classes of one row, and of two.
        let uniques: Double
        let pairs: Double
        let population: Double

        /// The sampling fraction.
        var fraction: Double { rows / population }

        init(_ classes: ClassSizes, population: Double) {
            histogram = classes.histogram
            rows = Double(classes.rows)
            self.classes = Double(classes.count)
            uniques = Double(classes.uniques)
            pairs = Double(classes.histogram.first { $0.size == 2 }?.classes ?? 0)
            self.population = max(population, Double(classes.rows))
        }
    }

    /// The decision rule of Dankar et al. 2012: Pitman for small samples, else the lesser of SNB and Zayatz.
    private static func dankar(_ sample: Sample) -> Double {
        if sample.fraction <= 0.1 { return pitman(sample) ?? zayatz(sample) }
        let safe = zayatz(sample)
        return slideNegativeBinomial(sample).map { min($0, safe) } ?? safe
    }

    /// Zayatz 1991: the share of sample uniques that are population uniques, were the population's classes spread like
    /// the sample's.
    private static func zayatz(_ sample: Sample) -> Double {
        // The chance that exactly one row of a class of `size` is drawn, relative to that of a class of one row, is
        // size × chance; the chance follows from size to size as a product, which keeps all digits where the
        // difference of log-gamma values of large populations would not.
        var chance = 1.0
        var size = 1
        var weight = 0.0
        for bin in sample.histogram {
            while size < bin.size && chance > 0 {
                chance *= max(0, sample.population - sample.rows - Double(size - 1))
                chance /= sample.population - Double(size)
                size += 1
            }
            if chance == 0 && bin.size > 1 { break }
            weight += Double(bin.classes) * Double(bin.size) * chance
        }
        return sample.uniques * (sample.uniques / weight) / sample.fraction
    }
}

extension PopulationUniques {
    /// Starting points for searches that find no solution from the first.
    static let starts: [(Double, Double)] = [0, 0.33, 0.66, 0.99].flatMap { first in
        [0, 0.33, 0.66, 0.99].map { (first, $0) }
    }

    /// The step of Newton and Raphson for two equations: the inverse of the matrix times the values.
    static func newtonStep(
        _ values: (Double, Double), _ matrix: (Double, Double, Double, Double)
    ) -> (Double, Double)? {
        let determinant = matrix.0 * matrix.3 - matrix.1 * matrix.2
        let step = (
            (matrix.3 * values.0 - matrix.1 * values.1) / determinant,
            (matrix.0 * values.1 - matrix.2 * values.0) / determinant
        )
        return step.0.isFinite && step.1.isFinite ? step : nil
    }
}
