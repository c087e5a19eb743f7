#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The individual risk of re-identification of Benedetti and Franconi: the expected 1/F of each row, F being the persons
/// of the population with the row's values, estimated from sampling weights (Franconi and Polettini 2004).
package struct IndividualRisk: Sendable, Equatable {
    /// How the expectation is computed.
    package enum Method: Sendable, Equatable {
        /// Exactly.
        case exact
        /// By p / (f - (1 - p)) for classes of more than two rows, as sdcMicro does unless told otherwise.
        case approximate
    }

    /// The sample frequency of each row, f: the rows that its values match.
    package let frequencies: [Double]
    /// The estimated population frequency of each row, F: the sum of the weights of those rows.
    package let populationFrequencies: [Double]
    /// The risk of each row.
    package let risks: [Double]

    /// The expected number of rows that an attacker on all of them re-identifies.
    package var expectedReidentifications: Double { risks.reduce(0, +) }
    /// The mean risk of a row, 0 without rows.
    package var globalRisk: Double { risks.isEmpty ? 0 : expectedReidentifications / Double(risks.count) }
    /// The greatest risk of a row, 0 without rows.
    package var highest: Double { risks.reduce(0, max) }

    /// The risk of each row of a sample.
    package init(_ matches: MatchFrequencies, method: Method = .approximate) {
        frequencies = matches.frequencies
        populationFrequencies = matches.populationFrequencies
        risks = zip(frequencies, populationFrequencies).map { sample, population in
            Self.risk(sample: sample, population: population, method: method)
        }
    }

    /// The risk of a row whose values `sample` rows of weight `population` have.
    static func risk(sample: Double, population: Double, method: Method) -> Double {
        // A sample that is its population, or weights below 1: nobody else can be meant.
        if sample >= population { return 1 / sample }
        let share = sample / population
        if method == .approximate && sample > 2 { return share / (sample - (1 - share)) }
        return expectation(sample, share)
    }

    /// The expectation of 1/F where F is negative binomial: ∫ x^(f-1) p / (p + (1-p) x) dx over 0...1.
    private static func expectation(_ frequency: Double, _ share: Double) -> Double {
        let rest = 1 - share
        if frequency < 30 && share < 0.5 && frequency == frequency.rounded() {
            // From one frequency to the next; errors shrink by p / (1 - p) < 1 each time.
            var risk = share / rest * log(1 / share)
            var reached = 1.0
            while reached < frequency {
                risk = share / rest * (1 / reached - risk)
                reached += 1
            }
            return risk
        }
        // The power series of p / (1 - (1-p)(1-x)), integrated term by term.
        var term = 1 / frequency
        var sum = term
        var index = 0.0
        while term > 1e-17 * sum && index < 1e7 {
            term *= rest * (index + 1) / (frequency + index + 1)
            sum += term
            index += 1
        }
        return share * sum
    }
}
