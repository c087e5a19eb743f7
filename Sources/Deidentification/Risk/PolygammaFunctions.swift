#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The derivative of the logarithm of the gamma function at a positive number.
///
/// Recurrence up to 10, then the asymptotic series (Abramowitz and Stegun 6.3.5, 6.3.18).
func digamma(_ given: Double) -> Double {
    var value = given
    var sum = 0.0
    while value < 10 {
        sum -= 1 / value
        value += 1
    }
    let square = 1 / (value * value)
    let series =
        square
        * (1.0 / 12
            - square
            * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132 - square * 691 / 32_760)))))
    return sum + log(value) - 0.5 / value - series
}

/// The second derivative of the logarithm of the gamma function at a positive number.
///
/// Recurrence up to 10, then the asymptotic series (Abramowitz and Stegun 6.4.6, 6.4.12).
func trigamma(_ given: Double) -> Double {
    var value = given
    var sum = 0.0
    while value < 10 {
        sum += 1 / (value * value)
        value += 1
    }
    let square = 1 / (value * value)
    let series =
        square
        * (1.0 / 6
            - square
            * (1.0 / 30 - square * (1.0 / 42 - square * (1.0 / 30 - square * (5.0 / 66 - square * 691 / 2_730)))))
    return sum + 1 / value + square / 2 + series / value
}
