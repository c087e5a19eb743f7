/// How an attacker fared who knows all quasi-identifiers of a person and looks the person up in the output.
public struct AttackResult: Sendable, Equatable, Codable {
    /// How often a sensitive value is guessed right: the most frequent value of the rows that the attacker is left with,
    /// each of equally frequent ones in its turn.
    public struct Guess: Sendable, Equatable, Codable {
        /// The sensitive column.
        public let column: String
        /// From all matching rows.
        public let alike: Proportion
        /// From the most specific matching group.
        public let specific: Proportion
        /// From the whole output, without looking the person up.
        public let baseline: Proportion
    }

    /// The rows of the source that were attacked: all, or a sample.
    public let attackedRows: Int
    /// Those of them that are in the output; the rates below are over these.
    public let releasedRows: Int
    /// The share of persons found when all matching rows count alike: the mean of 1 / matching rows.
    public let alike: Proportion
    /// The share of persons found when the attacker takes the group whose labels cover the fewest combinations of values,
    /// and any row of it, or of all of them where several cover equally few.
    public let specific: Proportion
    /// The greatest chance that a single person has to be found, all matching rows counting alike.
    public let highestAlike: Double
    /// The greatest chance that a single person has to be found by the most specific group.
    public let highestSpecific: Double
    /// Of the attacked rows that are not in the output, the share for which the attacker meets a row all the same, always
    /// another person's.
    public let falseMatches: Proportion
    /// The guesses of sensitive values, over all attacked rows; one entry a sensitive column.
    public let guesses: [Guess]
}

/// Which rows an attack is tried on.
public struct AttackSample: Sendable, Equatable {
    /// The number of rows; all where the source has no more.
    public let rows: Int
    /// The seed of the choice: the same seed chooses the same rows.
    public let seed: UInt64

    /// A choice of rows at random.
    public init(rows: Int, seed: UInt64) {
        self.rows = rows
        self.seed = seed
    }

    /// The rows chosen, in order: each set of rows is equally likely.
    func chosen(of candidates: [Int32]) -> [Int32] {
        if rows >= candidates.count { return candidates }
        var state = seed
        var chosen: [Int32] = []
        for (index, row) in candidates.enumerated() {
            // SplitMix64: repeatable, and no attacker gains from foreseeing whom a test attacks.
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            let draw = Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
            if draw * Double(candidates.count - index) < Double(rows - chosen.count) { chosen.append(row) }
        }
        return chosen
    }
}
