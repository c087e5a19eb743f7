#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The functions of the platform's mathematics library that models and metrics need, so that one file imports it.
enum Logarithm {
    static func natural(_ value: Double) -> Double { log(value) }
    static func binary(_ value: Double) -> Double { log2(value) }
    static func decimal(_ value: Double) -> Double { log10(value) }
    static func exponential(_ value: Double) -> Double { exp(value) }
    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

    /// ln n! by Stirling's series above 255, exactly summed below; thread safe, which the C library's is not.
    static func factorial(_ number: Int) -> Double {
        if number < factorials.count { return factorials[number] }
        let value = Double(number + 1)
        let inverse = 1 / value
        let series = inverse * (1.0 / 12 - inverse * inverse * (1.0 / 360 - inverse * inverse / 1260))
        return (value - 0.5) * log(value) - value + 0.5 * log(2 * Double.pi) + series
    }

    private static let factorials: [Double] = {
        var sums = [0.0, 0.0]
        for number in 2..<256 { sums.append(sums[number - 1] + log(Double(number))) }
        return sums
    }()
}
