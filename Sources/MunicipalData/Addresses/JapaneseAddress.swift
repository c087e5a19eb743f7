/// A Japanese address, taken apart from coarse to fine.
///
/// The text is only brought into one way of writing (narrow digits and signs, the number of a 丁目 in kanji as in the
/// official names of towns); nothing is looked up, so an address of any municipality can be read. What only a list of towns
/// can tell (whether 南町5-6 means 五丁目) is decided by ``AreaTable``.
public struct JapaneseAddress: Hashable, Sendable {
    /// Prefecture (都道府県), or blank where the text begins with the municipality.
    public let prefecture: String
    /// Municipality (市区町村), with its district (郡) or ward (政令指定都市の区); blank where none can be seen.
    public let municipality: String
    /// The way along streets to the town (通り名, as 寺町通御池上る in 京都市), or blank. It names no area of its own.
    public let street: String
    /// Town (大字・町), without 丁目; may be blank.
    public let town: String
    /// 丁目 such as `五丁目`, or blank.
    public let chome: String
    /// Section of a town (小字, 地割, 線): `字若緑`, `第23地割`, or blank.
    public let section: String
    /// Block, number, building: ``lot`` and ``building``.
    public let rest: String

    /// The labels of the address hierarchy, from the whole address to `*`: address, 町字 (丁目), town, municipality,
    /// prefecture, `*`.
    ///
    /// Where a part is missing, the label is that of the next coarser part that exists, and `不詳` where there is none.
    /// Each label is read from the one before, so that addresses with one label have one label on every coarser level
    /// whatever they are; and the first label, read as an address, has itself as label.
    public var labels: [String] {
        let first = settled
        let area = Self.shown(first.townAreaLabel)
        return [Self.shown(first.whole)] + Self.labels(ofTownArea: area)
    }

    /// The labels of a 町字 and of what it is in, up to `*`: ``labels`` without the first.
    static func labels(ofTownArea area: String) -> [String] {
        let town = shown(JapaneseAddress(reading: area).townLabel)
        let municipality = shown(JapaneseAddress(reading: town).municipalLabel)
        let last = JapaneseAddress(reading: municipality)
        return [area, town, municipality, shown(last.prefecture.isEmpty ? last.municipalLabel : last.prefecture), "*"]
    }

    /// The address as which its own ``whole`` reads: itself, but for texts that are hardly addresses.
    var settled: JapaneseAddress {
        var address = self
        for _ in 0..<8 {
            let again = JapaneseAddress(reading: address.whole)
            if again == address { break }
            address = again
        }
        return address
    }

    /// A label, or `不詳` for a blank one.
    static func shown(_ label: String) -> String { label.isEmpty ? unknown : label }

    /// The number of ``labels``: the levels of the address hierarchy.
    public static var levelCount: Int { 6 }

    /// The label of a part that is not given.
    static let unknown = "不詳"

    /// The whole address in one way of writing.
    var whole: String { municipalLabel + street + town + chome + section + rest }
    var townAreaLabel: String { townLabel + chome + section }
    var townLabel: String { municipalLabel + town }
    var municipalLabel: String { prefecture + municipality }

    /// Takes an address apart. Never fails: what cannot be recognized stays in ``town`` or ``rest``.
    public init(reading text: String) {
        let all = AddressText(text).characters
        var remaining = all[...]
        prefecture = Self.prefix(of: remaining, in: Self.prefectures, lengths: 3...4) ?? ""
        remaining = remaining.dropFirst(prefecture.count)
        // A branch office of the prefecture adds nothing to the municipality.
        if let office = Self.prefix(of: remaining, in: Self.branchOffices, lengths: 4...8) {
            remaining = remaining.dropFirst(office.count)
        }
        let municipality = Self.municipality(startOf: remaining)
        remaining = remaining.dropFirst(municipality.count)
        self.municipality = String(municipality)
        let isKyoto = municipality.starts(with: "京都市")
        let street = isKyoto ? Self.street(startOf: remaining) : remaining.prefix(0)
        remaining = remaining.dropFirst(street.count)
        self.street = String(street)
        let parts = TownReader(countingBy: municipality.starts(with: "堺市") ? "丁" : "丁目").parts(of: remaining)
        (town, chome, section, rest) = (parts.town, parts.chome, parts.section, parts.rest)
    }

    init(
        prefecture: String, municipality: String, street: String, town: String, chome: String, section: String,
        rest: String
    ) {
        self.prefecture = prefecture
        self.municipality = municipality
        self.street = street
        self.town = town
        self.chome = chome
        self.section = section
        self.rest = rest
    }

    /// The name in `names`, of one of the given lengths, that `text` begins with.
    static func prefix(of text: ArraySlice<Character>, in names: Set<String>, lengths: ClosedRange<Int>) -> String? {
        lengths.lazy.map { String(text.prefix($0)) }.first(where: names.contains)
    }

    static let prefectures: Set = [
        "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
        "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
        "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
        "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
    ]

    /// 支庁 and 振興局, which some registers write between the prefecture and the municipality.
    private static let branchOffices: Set<String> = {
        let old = [
            "石狩", "渡島", "檜山", "後志", "空知", "上川", "留萌", "宗谷", "網走", "胆振", "日高", "十勝", "釧路", "根室",
            "大島", "三宅", "八丈", "小笠原",
        ]
        let present = ["空知", "後志", "胆振", "渡島", "上川", "宗谷", "オホーツク", "十勝", "釧路"]
        return Set(
            old.map { $0 + "支庁" } + present.map { $0 + "総合振興局" }
                + ["石狩", "日高", "檜山", "留萌", "根室"].map { $0 + "振興局" })
    }()
}
