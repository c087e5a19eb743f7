/// Occupation, income, level of care and disease of a generated person, each drawn in step with the age.
enum SyntheticAttributes {
    /// The major groups of the Japan Standard Occupational Classification (日本標準職業分類), and two for those without
    /// work. The last but one is for pupils and the youngest.
    static let occupations = [
        "管理的職業", "専門的・技術的職業", "事務", "販売", "サービス", "保安", "農林漁業", "生産工程", "輸送・機械運転",
        "建設・採掘", "運搬・清掃・包装", "分類不能", "学生・未就学", "無職",
    ]
    static let pupil = 12
    static let withoutWork = 13

    /// Levels of care (要介護度) of 介護保険法, lightest first.
    static let careLevels = ["非該当", "要支援1", "要支援2", "要介護1", "要介護2", "要介護3", "要介護4", "要介護5"]

    /// Groups of diseases, after the chapters of ICD-10; the first is none.
    static let diseases = diseaseWeights.map(\.name)

    private static let occupationWeights = [2, 19, 23, 12, 12, 2, 1, 9, 3.5, 3.5, 7, 6]
    private static let maleWork = Curve(
        (14, 0), (15, 0.08), (19, 0.4), (25, 0.88), (55, 0.93), (62, 0.78), (70, 0.42), (82, 0.08), (90, 0))
    private static let femaleWork = Curve(
        (14, 0), (15, 0.1), (19, 0.45), (26, 0.84), (36, 0.72), (50, 0.78), (62, 0.58), (70, 0.26), (82, 0.04), (90, 0))

    static func occupation(age: Int, sex: SyntheticSex, random: inout SeededRandom) -> Int {
        let works = random.chance(sex == .male ? maleWork(age) : femaleWork(age))
        guard works else { return age < 23 ? pupil : withoutWork }
        var weights = occupationWeights
        if age < 35 { weights[0] = 0.3 }
        if age > 60 { weights[10] *= 2 }
        return random.index(weights: weights)
    }

    /// Income of those who work: the middle of each occupation in yen, a factor by age, and a spread whose upper end is
    /// drawn out as in the statistics of taxable income.
    private static let middleIncomes = [
        7_400_000, 4_300_000, 3_100_000, 2_900_000, 1_900_000, 3_500_000, 2_100_000, 2_800_000, 2_900_000, 3_000_000,
        1_700_000, 2_300_000,
    ]
    private static let incomeByAge = Curve(
        (15, 0.2), (19, 0.45), (25, 0.75), (35, 0.95), (45, 1.1), (55, 1.25), (62, 0.95), (70, 0.6), (90, 0.4))
    private static let incomeSpread = Curve(
        (0, 0.1), (0.1, 0.42), (0.25, 0.66), (0.5, 1), (0.75, 1.45), (0.9, 2.1), (0.97, 3.2), (0.99, 5), (0.999, 13),
        (1, 60))

    /// Income in whole yen; 0 for children and for many without work.
    static func income(age: Int, occupation: Int, random: inout SeededRandom) -> Int {
        let spread = incomeSpread(random.fraction())
        let earned: Double
        switch occupation {
        case pupil: earned = age >= 16 && random.chance(0.25) ? 400_000 * min(spread, 2) : 0
        case withoutWork where age >= 65: earned = random.chance(0.7) ? 950_000 * min(spread, 20) : 0
        case withoutWork: earned = random.chance(0.15) ? 600_000 * spread : 0
        default: earned = Double(middleIncomes[occupation]) * incomeByAge(age) * spread
        }
        return Int(earned)
    }

    private static let certified = Curve(
        (39, 0), (40, 0.003), (64, 0.006), (67, 0.03), (72, 0.06), (77, 0.13), (82, 0.27), (87, 0.48), (95, 0.8))
    private static let careWeights: [Double] = [14, 14, 21, 17, 13, 12, 9]

    static func careLevel(age: Int, random: inout SeededRandom) -> Int {
        random.chance(certified(age)) ? 1 + random.index(weights: careWeights) : 0
    }

    /// How common each group is among those under 20, of 20 to 44, of 45 to 69, and of 70 and over.
    private static let diseaseWeights: [(name: String, byAge: [Double])] = [
        ("なし", [55, 52, 34, 12]), ("感染症", [5, 2, 1.5, 1.5]), ("悪性新生物", [0.2, 1, 4.5, 8]), ("糖尿病", [0.2, 1.2, 7, 9]),
        ("脂質異常症", [0.1, 1.5, 8, 8]), ("精神疾患", [3, 9, 5, 2.5]), ("認知症", [0, 0, 0.3, 7]), ("神経系疾患", [1.5, 2, 2, 3]),
        ("眼疾患", [4, 2, 4, 7]), ("耳疾患", [3, 1, 1, 1.5]), ("高血圧性疾患", [0, 1.5, 12, 17]), ("心疾患", [0.3, 0.5, 3, 7]),
        ("脳血管疾患", [0, 0.2, 1.5, 4]), ("呼吸器疾患", [11, 7, 4, 3]), ("歯科疾患", [7, 8, 6, 3]), ("消化器疾患", [1.5, 4, 4, 4]),
        ("皮膚疾患", [7, 5, 3, 2.5]), ("筋骨格系疾患", [1, 4, 7, 10]), ("腎尿路系疾患", [0.7, 3, 3, 4]), ("外傷", [4, 2.5, 2, 3]),
    ]
    private static let diseaseWeightsByAge = (0..<4).map { band in diseaseWeights.map { $0.byAge[band] } }

    static func disease(age: Int, random: inout SeededRandom) -> Int {
        let band = age < 20 ? 0 : age < 45 ? 1 : age < 70 ? 2 : 3
        return random.index(weights: diseaseWeightsByAge[band])
    }
}
