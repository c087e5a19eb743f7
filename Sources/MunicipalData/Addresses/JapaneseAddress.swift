/// A Japanese address, taken apart from coarse to fine.
///
/// The text is only narrowed (full-width digits and signs) and its 丁目 written in kanji numerals, as in the official names
/// of towns (町字); nothing is looked up, so an address of any municipality can be read.
public struct JapaneseAddress: Hashable, Sendable {
    /// Prefecture (都道府県), or blank where the text begins with the municipality.
    public let prefecture: String
    /// Municipality (市区町村), with its district (郡) or ward (政令指定都市の区); blank where none can be seen.
    public let municipality: String
    /// Town (大字・町), without 丁目; may be blank.
    public let town: String
    /// 丁目 such as `五丁目`, or blank.
    public let chome: String
    /// Block, number, building.
    public let rest: String

    /// The labels of the address hierarchy, from the whole address to `*`: address, 丁目, town, municipality, prefecture, `*`.
    ///
    /// Where a part is missing, the label is that of the next coarser part that exists, and `不詳` where there is none.
    public var labels: [String] {
        let municipalLabel = prefecture + municipality
        let townLabel = municipalLabel + town
        let chomeLabel = townLabel + chome
        let prefectureLabel = prefecture.isEmpty ? municipalLabel : prefecture
        return [chomeLabel + rest, chomeLabel, townLabel, municipalLabel, prefectureLabel].map {
            $0.isEmpty ? "不詳" : $0
        } + ["*"]
    }

    /// The number of ``labels``: the levels of the address hierarchy.
    public static var levelCount: Int { 6 }

    /// Takes an address apart. Never fails: what cannot be recognized stays in ``rest`` together with what follows.
    public init(reading text: String) {
        var remaining = Substring(text.narrowed.filter { $0 != " " })
        let prefecture = JapaneseAddress.prefix(of: remaining, in: JapaneseAddress.prefectures, lengths: 3...4) ?? ""
        remaining = remaining.dropFirst(prefecture.count)
        let municipality = JapaneseAddress.municipality(startOf: remaining)
        remaining = remaining.dropFirst(municipality.count)
        self.prefecture = prefecture
        self.municipality = String(municipality)
        (town, chome, rest) = JapaneseAddress.townParts(of: remaining)
    }

    /// The name in `names`, of one of the given lengths, that `text` begins with.
    static func prefix(of text: Substring, in names: Set<String>, lengths: ClosedRange<Int>) -> String? {
        lengths.lazy.map { String(text.prefix($0)) }.first(where: names.contains)
    }

    private static let prefectures: Set = [
        "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
        "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
        "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
        "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
    ]
}
