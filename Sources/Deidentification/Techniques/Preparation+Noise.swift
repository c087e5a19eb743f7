import Primitives

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Preparation {
    /// ノイズ付加: each number gets its own draw, then is rounded to the decimals that the column has.
    ///
    /// So whole numbers stay whole. Blank cells and earlier labels stay. A relative scale is a share of the standard
    /// deviation (with n - 1) of the column's numbers.
    mutating func addNoise(
        _ name: String, distribution: NoiseDistribution, scale: NoiseScale
    ) throws(DeidentificationError) {
        let column = try column(name)
        let numbers = try numbers(of: column)
        var unit: Double
        switch scale {
        case .absolute(let width):
            unit = width
            for _ in 0..<numbers.decimals { unit *= 10 }
        case .relative(let share): unit = share * numbers.spread(column).deviation
        }
        guard unit >= 0, unit.isFinite else { throw unusable(scale) }
        var noisy = [Int64](repeating: 0, count: column.rowCount)
        var isNumber = [Bool](repeating: false, count: column.rowCount)
        for row in 0..<column.rowCount {
            let code = column.codes[row]
            if !numbers.isNumber[code] { continue }
            let draw = distribution.draw(using: &self.random)
            let sum = Double(numbers.scaled[code]) + unit * draw
            guard abs(sum) <= Double(ExactDecimal.greatest) else { throw unusable(scale) }
            noisy[row] = Int64(sum.rounded())
            isNumber[row] = true
        }
        replace(
            [column.rewritten(noisy, rows: isNumber, decimals: numbers.decimals)], keptCells: numbers.otherCells)
    }
}

extension Preparation {
    private func unusable(_ scale: NoiseScale) -> DeidentificationError {
        let allowed = "0 or more, and small enough for numbers of fifteen digits"
        return switch scale {
        case .absolute(let width): unusable("scale", width, allowed: allowed)
        case .relative(let share): unusable("relative", share, allowed: allowed)
        }
    }
}

extension NoiseDistribution {
    /// A draw at scale 1: standard deviation 1, mean absolute deviation 1, or within -1...1.
    func draw(using random: inout some RandomNumberGenerator) -> Double {
        switch self {
        case .gaussian:
            // Box and Muller 1958; the first factor's argument is never 0.
            let radius = (-2 * log(1 - Double.random(in: 0..<1, using: &random))).squareRoot()
            return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
        case .laplace:
            let magnitude = -log(1 - Double.random(in: 0..<1, using: &random))
            return Bool.random(using: &random) ? magnitude : -magnitude
        case .uniform: return Double.random(in: -1...1, using: &random)
        }
    }
}
