/// A generated register for measurements, of any length, written block by block: seven quasi-identifiers (sex, age, town,
/// household, occupation, nationality, marital) and a sensitive column (disease), UTF-8, semicolons, LF. No row describes
/// a real person.
///
/// The columns depend on each other as in a real register: marital state and household on age, widowhood on sex, work on
/// age, disease on age. The same number of rows and seed give the same bytes on every machine.
public struct BenchmarkRegister: Sendable {
    /// The columns in the order of the file.
    public static let columns = [
        "sex", "age", "town", "household", "occupation", "nationality", "marital", "disease",
    ]
    /// Rows per block.
    static let blockRows = 65_536

    /// The number of rows, the header not counted.
    public let rows: Int
    /// The seed; another one gives other rows.
    public let seed: UInt64

    /// A register of that many rows.
    public init(rows: Int, seed: UInt64) {
        self.rows = rows
        self.seed = seed
    }

    /// Writes header and rows, a block at a time.
    /// - Parameter block: takes the next bytes of the file; what it throws ends the writing.
    public func write<Failure: Error>(_ block: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
        var random = SeededRandom(seed: seed)
        let model = BenchmarkModel(random: &random)
        var bytes = Array((Self.columns.joined(separator: ";") + "\n").utf8)
        for row in 0..<rows {
            model.append(random: &random, to: &bytes)
            if (row + 1) % Self.blockRows == 0 {
                try block(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        if !bytes.isEmpty { try block(bytes) }
    }
}

/// The distributions of ``BenchmarkRegister``.
struct BenchmarkModel {
    private let towns: CumulativeWeights
    private let ages = CumulativeWeights(
        byAge(
            Curve(
                (0, 0.75), (18, 0.85), (35, 0.95), (52, 1.5), (65, 1.1), (75, 1.35), (85, 0.6), (95, 0.12),
                (110, 0.0002))))
    private let occupations = CumulativeWeights([
        0.02, 0.17, 0.20, 0.12, 0.12, 0.02, 0.03, 0.13, 0.035, 0.045, 0.07, 0.04,
    ])
    private let households = CumulativeWeights([0.20, 0.28, 0.22, 0.19, 0.07, 0.025, 0.01, 0.005])
    private let nationalities = CumulativeWeights([0.972, 0.022, 0.006])
    private let diseases = CumulativeWeights((1...20).map { 1 / power(Double($0), 0.8) })
    private let women = Self.byAge(Curve((0, 0.487), (60, 0.51), (110, 0.9)))
    private let married = Self.byAge(
        Curve((0, 0), (17, 0), (25, 0.08), (35, 0.55), (50, 0.72), (70, 0.75), (110, 0.12)))
    private let widowed = Self.byAge(Curve((0, 0), (50, 0.01), (70, 0.10), (85, 0.45), (110, 0.80)))
    private let divorced = Self.byAge(Curve((0, 0), (20, 0.01), (45, 0.09), (65, 0.08), (110, 0.03)))
    private let working = Self.byAge(
        Curve(
            (0, 0), (14, 0), (15, 0.1), (22, 0.6), (30, 0.85), (60, 0.78), (70, 0.35), (80, 0.10), (110, 0)))
    private let words = BenchmarkVocabulary()

    /// Draws the towns' sizes: a Dirichlet distribution with all parameters 6, from gamma variables of whole shape.
    init(random: inout SeededRandom) {
        towns = CumulativeWeights(
            BenchmarkVocabulary.towns.map { _ in
                (0..<6).reduce(0.0) { sum, _ in sum - naturalLogarithm(1 - random.fraction()) }
            })
    }

    private static func byAge(_ curve: Curve) -> [Double] { (0...110).map { curve($0) } }

    /// Draws one row and appends its line.
    func append(random: inout SeededRandom, to bytes: inout [UInt8]) {
        let town = towns.draw(&random)
        let age = ages.draw(&random)
        let sex = random.chance(women[age]) ? 1 : 0
        let state = marital(age: age, sex: sex, random: &random)
        var household = households.draw(&random) + 1
        if age < 18 && household == 1 { household = 3 }
        if state == 1 && household == 1 { household = 2 }
        let job = occupations.draw(&random)
        let occupation = random.chance(working[age]) ? job : age < 23 ? 12 : 13
        let nationality = nationalities.draw(&random)
        let shift = random.chance(0.5) ? age / 20 : 0
        let disease = (diseases.draw(&random) + shift) % 20
        for field in [
            words.sexes[sex], words.ages[age], words.townNames[town], words.households[household - 1],
            words.occupations[occupation], words.nationalities[nationality], words.maritals[state],
        ] {
            bytes.append(contentsOf: field)
            bytes.append(UInt8(ascii: ";"))
        }
        bytes.append(contentsOf: words.diseases[disease])
        bytes.append(UInt8(ascii: "\n"))
    }

    /// 0 single, 1 married, 2 widowed, 3 divorced.
    private func marital(age: Int, sex: Int, random: inout SeededRandom) -> Int {
        let draw = random.fraction()
        let marriedShare = married[age]
        let widowedShare = min(widowed[age] * (sex == 1 ? 1.3 : 0.5), 1 - marriedShare)
        if draw < marriedShare { return 1 }
        if draw < marriedShare + widowedShare { return 2 }
        return draw < marriedShare + widowedShare + divorced[age] ? 3 : 0
    }
}

/// Draws indices, each as likely as its weight.
struct CumulativeWeights {
    private let sums: [Double]

    init(_ weights: [Double]) {
        var sum = 0.0
        sums = weights.map { weight in
            sum += weight
            return sum
        }
    }

    /// The first index whose sum of weights is above the draw.
    func draw(_ random: inout SeededRandom) -> Int {
        let target = random.fraction() * (sums.last ?? 0)
        var low = 0
        var high = sums.count - 1
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > target { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
