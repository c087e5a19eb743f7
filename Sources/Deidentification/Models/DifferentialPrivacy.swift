/// (ε,δ)-differential privacy by SafePub (Bild, Kuhn and Prasser 2018): a random sample, generalized to levels that do
/// not depend on the data, in which every class has k rows.
public enum DifferentialPrivacy {
    /// What ε and δ ask for.
    public struct Parameters: Sendable, Equatable, Codable {
        /// The probability with which each row is drawn into the sample.
        public let beta: Double
        /// The least size of a class of the sample.
        public let k: Int
    }

    /// The sampling probability β and the class size k for ε and δ.
    ///
    /// β = 1 - e^-ε and γ = (e^ε - 1 + β)/e^ε. With a(n) = P[Bin(n, β) > γ n], δ(k) is the greatest a(n) for n from
    /// k/γ - 1 on. The k is the one after the first with δ(k) < δ, as ARX 3.9.2 has it.
    /// - Parameters:
    ///   - epsilon: greater than 0.
    ///   - delta: greater than 0; with 0 no k would do.
    public static func parameters(epsilon: Double, delta: Double) -> Parameters {
        let power = Logarithm.exponential(epsilon)
        let beta = 1 - Logarithm.exponential(-epsilon)
        let gamma = (power - 1 + beta) / power
        var tails = Tails(beta: beta, gamma: gamma)
        var k = 1
        while tails.greatest(from: k) >= delta { k += 1 }
        return Parameters(beta: beta, k: k + 1)
    }

    /// The tail probabilities a(n), each computed once.
    private struct Tails {
        let beta: Double
        let gamma: Double
        private var known: [Int: Double] = [:]

        init(beta: Double, gamma: Double) {
            self.beta = beta
            self.gamma = gamma
        }

        /// The greatest a(n) for n from ceil(k/γ - 1) on; beyond the Chernoff bound no greater one follows.
        mutating func greatest(from k: Int) -> Double {
            let rate = gamma * Logarithm.natural(gamma / beta) - (gamma - beta)
            var rows = Int((Double(k) / gamma - 1).rounded(.up))
            var greatest = 0.0
            while true {
                greatest = max(greatest, tail(rows))
                let bound = Logarithm.exponential(-Double(rows) * rate)
                if greatest >= bound { return greatest }
                rows += 1
            }
        }

        private mutating func tail(_ rows: Int) -> Double {
            if let value = known[rows] { return value }
            let first = Int((Double(rows) * gamma).rounded(.down)) + 1
            var sum = 0.0
            if first <= rows {
                let choose =
                    Logarithm.factorial(rows) - Logarithm.factorial(first) - Logarithm.factorial(rows - first)
                var term = Logarithm.exponential(
                    choose + Double(first) * Logarithm.natural(beta)
                        + Double(rows - first) * Logarithm.natural(1 - beta))
                for count in first...rows {
                    sum += term
                    if term < sum * 1e-18 { break }
                    term *= Double(rows - count) / Double(count + 1) * beta / (1 - beta)
                }
            }
            known[rows] = sum
            return sum
        }
    }
}
