#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension PopulationUniques {
    /// Pitman's sampling formula (Hoshino 2001): uniques from the parameters θ and α of greatest likelihood.
    ///
    /// Only parameters that the formula allows (0 < α < 1, θ > -α) are taken: the equations have other roots.
    static func pitman(_ sample: Sample) -> Double? {
        let rows = sample.rows
        let classes = sample.classes
        let uniques = sample.uniques
        let ratio = uniques * (uniques - 1) / max(1, sample.pairs)
        let theta =
            (rows * classes * ratio - uniques * (rows - 1) * (2 * classes + ratio))
            / (2 * uniques * classes + uniques * ratio - rows * ratio)
        let alpha = (theta * (uniques - rows) + (rows - 1) * uniques) / (rows * classes)
        for start in [(theta, alpha)] + starts {
            guard let parameters = PitmanLikelihood(sample).maximum(from: start) else { continue }
            let logarithm =
                lgamma(parameters.theta + 1) - lgamma(parameters.theta + parameters.alpha)
                + parameters.alpha * log(sample.population)
            let estimate = exp(logarithm)
            if estimate <= sample.population { return estimate }
        }
        return nil
    }
}

/// The likelihood equations of Pitman's sampling formula.
private struct PitmanLikelihood {
    private let sample: PopulationUniques.Sample

    init(_ sample: PopulationUniques.Sample) { self.sample = sample }

    /// The parameters at which both derivatives are 0, nil where the search leaves what is allowed or does not end.
    func maximum(from start: (Double, Double)) -> (theta: Double, alpha: Double)? {
        var (theta, alpha) = start
        if !Self.isAllowed(theta, alpha) { return nil }
        for _ in 0..<200 {
            let here = derivatives(theta: theta, alpha: alpha)
            if abs(here.first.0) <= 1e-9 && abs(here.first.1) <= 1e-9 { return (theta, alpha) }
            guard var step = PopulationUniques.newtonStep(here.first, here.second) else { return nil }
            while !Self.isAllowed(theta - step.0, alpha - step.1) {
                step = (step.0 / 2, step.1 / 2)
                if max(abs(step.0), abs(step.1)) < 1e-12 { return nil }
            }
            theta -= step.0
            alpha -= step.1
            // Rounding keeps the derivatives of large samples above 1e-9; a step this small changes no digit.
            if abs(step.0) <= 1e-13 * max(1, abs(theta)) && abs(step.1) <= 1e-13 { return (theta, alpha) }
        }
        let end = derivatives(theta: theta, alpha: alpha).first
        return abs(end.0) <= 1e-6 && abs(end.1) <= 1e-6 ? (theta, alpha) : nil
    }

    private static func isAllowed(_ theta: Double, _ alpha: Double) -> Bool {
        alpha > 0 && alpha < 1 && theta > -alpha && theta.isFinite
    }

    /// The derivatives of the logarithm of the likelihood by θ and α, and the matrix of second derivatives.
    private func derivatives(
        theta: Double, alpha: Double
    ) -> (first: (Double, Double), second: (Double, Double, Double, Double)) {
        // Sums over i = 1 ..< classes of 1/(θ + iα) and its square, in closed form.
        let terms = sample.classes - 1
        let quotient = theta / alpha
        let sum = (digamma(quotient + terms + 1) - digamma(quotient + 1)) / alpha
        let squares = (trigamma(quotient + 1) - trigamma(quotient + terms + 1)) / (alpha * alpha)
        let weighted = (terms - theta * sum) / alpha
        let weightedSquares = (sum - theta * squares) / alpha
        let doublyWeightedSquares = (weighted - theta * weightedSquares) / alpha
        let rowSum = digamma(theta + sample.rows) - digamma(theta + 1)
        let rowSquares = trigamma(theta + 1) - trigamma(theta + sample.rows)
        let base = digamma(1 - alpha)
        let baseSquares = trigamma(1 - alpha)
        var sizeSum = 0.0
        var sizeSquares = 0.0
        for bin in sample.histogram where bin.size > 1 {
            sizeSum += Double(bin.classes) * (digamma(Double(bin.size) - alpha) - base)
            sizeSquares += Double(bin.classes) * (baseSquares - trigamma(Double(bin.size) - alpha))
        }
        return (
            (sum - rowSum, weighted - sizeSum),
            (rowSquares - squares, -weightedSquares, -weightedSquares, -doublyWeightedSquares - sizeSquares)
        )
    }
}
