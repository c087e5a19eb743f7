extension Preparation {
    /// 抽出: the whole part of share × rows is drawn without repetition, every set of rows equally likely.
    ///
    /// The rows keep their order among themselves.
    mutating func sample(_ share: Double) throws(DeidentificationError) {
        guard (0...1).contains(share) else { throw unusable("share", share, allowed: "from 0 to 1") }
        let size = wholeShare(share, of: table.rowCount)
        keep(Self.drawn(size, of: table.rowCount, using: &random), columns: [])
    }

    /// So many of the numbers below `count`, ascending; every set equally likely.
    static func drawn(_ size: Int, of count: Int, using random: inout some RandomNumberGenerator) -> [Int32] {
        // The first places of a Fisher-Yates shuffle: of the rows that stay, or of those that leave where they are fewer.
        let places = min(size, count - size)
        var rows = Array(0..<Int32(count))
        for place in 0..<places { rows.swapAt(place, Int.random(in: place..<count, using: &random)) }
        var isChosen = [Bool](repeating: false, count: count)
        for place in 0..<places { isChosen[Int(rows[place])] = true }
        let keepsChosen = places == size
        return (0..<Int32(count)).filter { isChosen[Int($0)] == keepsChosen }
    }

    /// For a recipe with differential privacy: the research subset is a sample in which each row is with probability
    /// β = 1 - e^-ε (the least one of several such models), independently of all others.
    mutating func drawPrivateSample(_ models: [PrivacyModel]) throws(DeidentificationError) {
        var share: Double?
        for case .differentialPrivacy(let epsilon, let delta, _) in models {
            let beta = DifferentialPrivacy.parameters(epsilon: epsilon, delta: delta).beta
            share = min(share ?? beta, beta)
        }
        guard let share else { return }
        take(sample: (0..<table.rowCount).map { _ in Double.random(in: 0..<1, using: &random) < share })
    }
}
