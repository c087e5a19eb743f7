/// A model of how the values of one sensitive column may be spread in a class.
protocol SensitiveModel: Sendable {
    /// A class of fewer rows cannot satisfy the model.
    var leastRows: Int { get }
    /// Whether more of ``figure(_:)`` is better (diversity) or less (distances and risks).
    var wantsMore: Bool { get }
    /// How good the class is, in the unit of the model's parameter; infinite where no parameter would do.
    func figure(_ counts: ValueCounts) -> Double
    /// Whether the class satisfies the model.
    func isSatisfied(_ counts: ValueCounts) -> Bool
}

extension SensitiveModel {
    var leastRows: Int { 1 }
}

/// At least l different values (Machanavajjhala et al. 2007, distinct l-diversity).
struct DistinctDiversity: SensitiveModel {
    let l: Int
    var leastRows: Int { l }
    var wantsMore: Bool { true }
    func figure(_ counts: ValueCounts) -> Double { Double(counts.distinct) }
    func isSatisfied(_ counts: ValueCounts) -> Bool { counts.distinct >= l }
}

/// The entropy of the class is at least log l.
struct EntropyDiversity: SensitiveModel {
    let l: Double
    /// Whether Grassberger's correction for small counts replaces the logarithm (Grassberger 2003).
    let isCorrected: Bool

    var leastRows: Int { Int(l.rounded(.up)) }
    var wantsMore: Bool { true }

    /// The number of equally frequent values that would have the class's entropy.
    func figure(_ counts: ValueCounts) -> Double {
        counts.total == 0 ? 0 : Logarithm.exponential(entropy(counts))
    }

    func isSatisfied(_ counts: ValueCounts) -> Bool {
        if Double(counts.distinct) < l { return false }
        // Equal counts reach log l exactly; the rounding of a sum of logarithms must not lose them.
        return entropy(counts) >= Logarithm.natural(l) - 1e-12
    }

    private func entropy(_ counts: ValueCounts) -> Double {
        var sum = 0.0
        counts.forEach { _, count in sum += Double(count) * logarithm(count) }
        return logarithm(counts.total) - sum / Double(counts.total)
    }

    /// ln n, or what corrects it for small counts.
    private func logarithm(_ count: Int) -> Double {
        isCorrected ? Self.corrected(count) : Logarithm.natural(Double(count))
    }

    /// Grassberger's G(n), which takes the place of ln n for every count and for the class's size: G(2k) = G(2k+1) = -γ - ln 2 + 2 (1/1 + 1/3 + … + 1/(2k-1)).
    private static func corrected(_ count: Int) -> Double {
        let half = count / 2
        if half < table.count { return table[half] }
        // The sum of the odd reciprocals up to 2k-1 is (ln 4k + γ)/2 + 1/48k² - …
        return Logarithm.natural(Double(2 * half)) + 1 / (24 * Double(half) * Double(half))
    }

    private static let table: [Double] = {
        let euler = 0.577_215_664_901_532_9
        var values = [-euler - Logarithm.natural(2)]
        for half in 1..<1_024 { values.append(values[half - 1] + 2 / Double(2 * half - 1)) }
        return values
    }()
}

/// Recursive (c,l)-diversity: the most frequent value has fewer rows than c times all from the l-th on.
struct RecursiveDiversity: SensitiveModel {
    let l: Int
    let c: Double
    var leastRows: Int { l }
    var wantsMore: Bool { false }

    /// What c must exceed.
    func figure(_ counts: ValueCounts) -> Double {
        let (first, rest) = sums(counts)
        return rest == 0 ? .infinity : Double(first) / Double(rest)
    }

    func isSatisfied(_ counts: ValueCounts) -> Bool {
        let (first, rest) = sums(counts)
        return rest > 0 && Double(first) < c * Double(rest)
    }

    private func sums(_ counts: ValueCounts) -> (first: Int, rest: Int) {
        counts.withDescendingCounts { ordered in
            var rest = 0
            for place in stride(from: max(1, l) - 1, to: ordered.count, by: 1) { rest += Int(ordered[place]) }
            return (Int(ordered.first ?? 0), rest)
        }
    }
}

/// No value takes more than the share α of a class (Wong et al. 2006).
struct GreatestShare: SensitiveModel {
    let alpha: Double
    var wantsMore: Bool { false }

    func figure(_ counts: ValueCounts) -> Double {
        var greatest = 0
        counts.forEach { _, count in greatest = max(greatest, count) }
        return counts.total == 0 ? 0 : Double(greatest) / Double(counts.total)
    }

    func isSatisfied(_ counts: ValueCounts) -> Bool { figure(counts) <= alpha }
}

/// No value is much more frequent in a class than in the table: (q - p)/p is at most β (Cao and Karras 2012).
struct BetaLikeness: SensitiveModel {
    let beta: Double
    /// Whether the bound is min(β, -ln p).
    let isEnhanced: Bool
    /// The share of each value in the table.
    let shares: [Double]
    var wantsMore: Bool { false }

    func figure(_ counts: ValueCounts) -> Double {
        var greatest = 0.0
        counts.forEach { value, count in greatest = max(greatest, gain(value, count, counts.total)) }
        return greatest
    }

    func isSatisfied(_ counts: ValueCounts) -> Bool {
        var holds = true
        counts.forEach { value, count in
            let bound = isEnhanced ? min(beta, -Logarithm.natural(shares[value])) : beta
            if gain(value, count, counts.total) > bound { holds = false }
        }
        return holds
    }

    private func gain(_ value: Int, _ count: Int, _ total: Int) -> Double {
        (Double(count) / Double(total) - shares[value]) / shares[value]
    }
}

/// |log2(q/p)| is less than δ for each value of a class (Brickell and Shmatikov 2008).
struct DeltaDisclosure: SensitiveModel {
    let delta: Double
    /// The share of each value in the table.
    let shares: [Double]
    var wantsMore: Bool { false }

    func figure(_ counts: ValueCounts) -> Double {
        var greatest = 0.0
        counts.forEach { value, count in
            let ratio = Double(count) / Double(counts.total) / shares[value]
            greatest = max(greatest, abs(Logarithm.binary(ratio)))
        }
        return greatest
    }

    func isSatisfied(_ counts: ValueCounts) -> Bool { figure(counts) < delta }
}
