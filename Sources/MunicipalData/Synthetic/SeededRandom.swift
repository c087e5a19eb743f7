/// A small seeded source of randomness for generated test data: SplitMix64 (Steele, Lea and Flood, "Fast Splittable
/// Pseudorandom Number Generators", OOPSLA 2014).
///
/// The draws are spelled out here rather than left to the standard library, so that a seed gives the same register with
/// every toolchain. Never a source of keys, pseudonyms or row orders.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of `0..<bound`. The bias of at most `bound` / 2⁶⁴ does not matter here.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "nothing lies below \(bound)")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number of `range`.
    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// A number of `0..<1`.
    mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// True with the given probability.
    mutating func chance(_ probability: Double) -> Bool { fraction() < probability }

    /// An index of `weights`, each as likely as its weight.
    mutating func index(weights: [Double]) -> Int {
        var left = fraction() * weights.reduce(0, +)
        for (index, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return index }
        }
        return weights.count - 1
    }

    /// An element of a list that is not empty.
    mutating func element<Element>(of list: [Element]) -> Element { list[below(list.count)] }
}

/// A curve through given points, constant beyond the first and the last.
struct Curve {
    private let points: [(at: Double, value: Double)]

    /// The points, in rising order of `at`; at least one.
    init(_ points: (Double, Double)...) {
        precondition(!points.isEmpty, "a curve needs a point")
        self.points = points.map { (at: $0.0, value: $0.1) }
    }

    /// The value at `position`, on the straight line between the neighbouring points.
    func callAsFunction(_ position: Double) -> Double {
        guard let next = points.firstIndex(where: { $0.at > position }) else { return points[points.count - 1].value }
        guard next > 0 else { return points[0].value }
        let (left, right) = (points[next - 1], points[next])
        return left.value + (right.value - left.value) * (position - left.at) / (right.at - left.at)
    }

    /// The value at an age.
    func callAsFunction(_ age: Int) -> Double { self(Double(age)) }
}
