#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension PopulationUniques {
    /// The slide negative binomial model (Chen and McNulty 1998): K βᵅ, where K is the number of the population's
    /// classes (Shlosser's estimate) and α, β follow from the sample's uniques and pairs.
    ///
    /// As ARX 3.9.2 has it, whose equation of the pairs multiplies by (1 - (1-f)(1-β))^(α+2) where the paper divides:
    /// a solution is found for samples that are nearly the population only. Elsewhere Dankar's rule falls back to
    /// Zayatz, the greater and so the safer figure.
    static func slideNegativeBinomial(_ sample: Sample) -> Double? {
        let model = SlideNegativeBinomial(sample)
        for start in [(1, 1)] + starts {
            if let solution = model.solution(from: start) {
                let uniques = model.populationClasses * pow(solution.beta, solution.alpha)
                return uniques.isFinite && uniques != 0 ? uniques : nil
            }
        }
        return nil
    }
}

/// The two equations of the slide negative binomial model.
private struct SlideNegativeBinomial {
    let populationClasses: Double
    private let fraction: Double
    private let uniques: Double
    private let pairs: Double

    init(_ sample: PopulationUniques.Sample) {
        let fraction = sample.fraction
        var squared = 0.0
        var excess = 0.0
        var missed = 0.0
        var single = 0.0
        for bin in sample.histogram {
            let size = Double(bin.size)
            let classes = Double(bin.classes)
            let absent = pow(1 - fraction, size) * classes
            squared += size * fraction * fraction * pow(1 - fraction * fraction, size - 1) * classes
            excess += absent * pow(1 + fraction, size) - 1
            missed += absent
            single += size * fraction * pow(1 - fraction, size - 1) * classes
        }
        populationClasses =
            sample.classes + sample.uniques * (squared / excess) * (missed / single) * (missed / single)
        self.fraction = fraction
        uniques = sample.uniques
        pairs = sample.pairs
    }

    /// The parameters that satisfy both equations to 1e-6, nil where a thousand steps do not find any.
    func solution(from start: (Double, Double)) -> (alpha: Double, beta: Double)? {
        var (alpha, beta) = start
        for _ in 0...1_000 {
            let slide = (1 - fraction) * (1 - beta)
            let rest = 1 - slide
            let scale = populationClasses * fraction * pow(beta / rest, alpha)
            let inner = alpha * slide / rest + 1
            let factor = 2 - (1 - alpha) * slide
            let pairScale = populationClasses * pow(beta, alpha) * fraction * fraction / 2
            let values = (
                scale * inner - uniques,
                pairScale * alpha * (1 - beta) * pow(rest, alpha + 2) * factor - pairs
            )
            if abs(values.0) <= 1e-6 && abs(values.1) <= 1e-6 { return (alpha, beta) }
            // The matrix is that of the paper's equations, for the one of the pairs too.
            let power = pow(rest, alpha + 2)
            let quotient = pairScale * (1 - beta) / power
            let slope = pow(beta, alpha - 1) * alpha * (1 - beta) - pow(beta, alpha)
            let matrix = (
                scale * log(beta / rest) * inner + scale * slide / rest,
                scale * alpha * (fraction / (rest * beta)) * inner
                    - scale * alpha * (1 - fraction) * (rest + slide) / (rest * rest),
                quotient * factor * (1 + alpha * (log(beta) - log(rest))) + alpha * quotient * slide,
                populationClasses * alpha * fraction * fraction / 2 * slope / power * factor
                    - alpha * quotient * (alpha + 2) * (1 - fraction) / rest * factor
                    + alpha * quotient * (1 - alpha) * (1 - fraction)
            )
            guard let step = PopulationUniques.newtonStep(values, matrix) else { return nil }
            alpha -= step.0
            beta -= step.1
        }
        return nil
    }
}
