#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The values of ``BenchmarkRegister`` and their hierarchies.
struct BenchmarkVocabulary {
    /// Five wards of four school districts of five towns; `01203` is the third town of ward 1, district 2.
    static let towns: [String] = (1...5).flatMap { ward in
        (1...4).flatMap { district in (1...5).map { "0\(ward)\(district)0\($0)" } }
    }
    private static let occupationGroups: [(String, [String])] = [
        ("ホワイトカラー", ["管理的職業", "専門的・技術的職業", "事務"]), ("サービス系", ["販売", "サービス", "保安"]),
        ("ブルーカラー", ["農林漁業", "生産工程", "輸送・機械運転", "建設・採掘", "運搬・清掃・包装"]), ("その他就業", ["分類不能"]),
        ("非就業", ["学生・未就学", "無職"]),
    ]

    let sexes = Self.bytes(["男", "女"])
    let ages = Self.bytes((0...110).map(String.init))
    let townNames = Self.bytes(Self.towns)
    let households = Self.bytes((1...8).map(String.init))
    let occupations = Self.bytes(Self.occupationGroups.flatMap(\.1))
    let nationalities = Self.bytes(["日本", "アジア", "その他"])
    let maritals = Self.bytes(["未婚", "有配偶", "死別", "離別"])
    let diseases = Self.bytes((1...20).map { "疾病" + ($0 < 10 ? "0" : "") + String($0) })

    private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }
}

extension BenchmarkRegister {
    /// The hierarchy of each column, one line a value, level 0 to `*`, fields parted by semicolons.
    public static var hierarchies: [(column: String, lines: [String])] {
        let all: [(String, [[String]])] = [
            ("sex", [["男", "*"], ["女", "*"]]),
            ("age", (0...110).map { age in [String(age), band(age, 5), band(age, 10), band(age, 20), "*"] }),
            (
                "town",
                BenchmarkVocabulary.towns.map { town in [town, "\(town.prefix(3))**", "\(town.prefix(2))***", "*"] }
            ),
            ("household", (1...8).map { size in [String(size), householdBand(size), size == 1 ? "1" : "2+", "*"] }),
            ("occupation", BenchmarkVocabulary.occupationLevels.map { level in [level.value, level.group, "*"] }),
            ("nationality", [["日本", "日本", "*"], ["アジア", "外国", "*"], ["その他", "外国", "*"]]),
            ("marital", ["未婚", "有配偶", "死別", "離別"].map { state in [state, state == "未婚" ? state : "既婚・離死別", "*"] }),
            ("disease", (0..<20).map { number in [disease(number), "群\(number / 5 + 1)", "*"] }),
        ]
        return all.map { entry in (column: entry.0, lines: entry.1.map { $0.joined(separator: ";") }) }
    }

    private static func band(_ age: Int, _ width: Int) -> String {
        let start = age / width * width
        return "\(start)-\(start + width - 1)"
    }

    private static func householdBand(_ size: Int) -> String {
        switch size {
        case 1: "1"
        case 2...3: "2-3"
        case 4...5: "4-5"
        default: "6+"
        }
    }

    private static func disease(_ number: Int) -> String { "疾病" + (number < 9 ? "0" : "") + String(number + 1) }
}

extension BenchmarkVocabulary {
    fileprivate static var occupationLevels: [(value: String, group: String)] {
        occupationGroups.flatMap { group in group.1.map { (value: $0, group: group.0) } }
    }
}

func naturalLogarithm(_ value: Double) -> Double { log(value) }

func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
