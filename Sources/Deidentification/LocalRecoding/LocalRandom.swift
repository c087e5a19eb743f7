/// SplitMix64 with a fixed start: the chance of the neighbourhood search, the same in every run.
struct LocalRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        let value = mixed(state)
        state &+= 0x9E37_79B9_7F4A_7C15
        return value
    }

    /// A number from 0 up to and without `bound`.
    mutating func below(_ bound: Int) -> Int { Int(((next() >> 32) &* UInt64(bound)) >> 32) }

    /// A number from 0 up to and without 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
