/// Sex as municipal systems code it.
enum SyntheticSex: Int {
    case male = 1
    case female = 2

    var other: SyntheticSex { self == .male ? .female : .male }
}

/// A household of a generated register: the ages and sexes of its members, the head first.
struct SyntheticHousehold {
    typealias Member = (age: Int, sex: SyntheticSex)

    static let largestSize = 8
    static let oldestAge = 104
    /// How often a household has 1, 2, … 8 members, about as in the suburbs of Tokyo.
    private static let sizeWeights = [44, 27, 15, 10.5, 2.5, 0.7, 0.2, 0.1]

    private(set) var members: [Member] = []

    /// Draws a household of at most `limit` members.
    init(limit: Int, random: inout SeededRandom) {
        let drawn = random.index(weights: Self.sizeWeights) + 1
        let size = min(drawn, limit)
        switch size {
        case 1: addSingle(&random)
        case 2: addPair(&random)
        default: addFamily(of: size, &random)
        }
    }

    private mutating func add(age: Int, _ sex: SyntheticSex) {
        members.append((min(max(age, 0), Self.oldestAge), sex))
    }

    private mutating func addSingle(_ random: inout SeededRandom) {
        switch random.fraction() {
        case ..<0.33: add(age: random.within(18...34), Self.sex(female: 0.44, &random))
        case ..<0.61: add(age: random.within(35...64), Self.sex(female: 0.40, &random))
        default: add(age: 65 + random.below(20) + random.below(16), Self.sex(female: 0.66, &random))
        }
    }

    private mutating func addPair(_ random: inout SeededRandom) {
        switch random.fraction() {
        case ..<0.72:
            let age = random.chance(0.2) ? random.within(25...39) : 38 + random.below(28) + random.below(28)
            addCouple(age: age, &random)
        case ..<0.90:
            let age = random.within(24...55)
            add(age: age, Self.sex(female: 0.86, &random))
            addChild(ofParentAged: age, &random)
        default:
            let age = random.within(72...94)
            add(age: age, Self.sex(female: 0.75, &random))
            add(age: age - random.within(24...36), Self.sex(female: 0.45, &random))
        }
    }

    private mutating func addFamily(of size: Int, _ random: inout SeededRandom) {
        let age = 27 + random.below(18) + random.below(18)
        let grandparents = size >= 4 && random.chance(0.22) ? 1 + random.below(2) : 0
        if random.chance(0.9) {
            addCouple(age: age, &random)
        } else {
            add(age: age, Self.sex(female: 0.86, &random))
        }
        while members.count < size - grandparents { addChild(ofParentAged: age, &random) }
        for _ in 0..<grandparents { add(age: age + random.within(23...38), Self.sex(female: 0.64, &random)) }
    }

    private mutating func addCouple(age: Int, _ random: inout SeededRandom) {
        let sex = Self.sex(female: 0.08, &random)
        add(age: age, sex)
        add(age: max(20, age - 5 + random.below(4) + random.below(6)), sex.other)
    }

    private mutating func addChild(ofParentAged age: Int, _ random: inout SeededRandom) {
        let born = 22 + random.below(10) + random.below(10)
        add(age: max(0, age - born), Self.sex(female: 0.487, &random))
    }

    private static func sex(female share: Double, _ random: inout SeededRandom) -> SyntheticSex {
        random.chance(share) ? .female : .male
    }
}
