extension JapaneseAddress {
    /// The cities whose name is followed by the name of a ward (政令指定都市).
    private static let designatedCities: Set = [
        "札幌市", "仙台市", "さいたま市", "千葉市", "横浜市", "川崎市", "相模原市", "新潟市", "静岡市", "浜松市", "名古屋市",
        "京都市", "大阪市", "堺市", "神戸市", "岡山市", "広島市", "北九州市", "福岡市", "熊本市",
    ]

    /// Names that the rules below would cut: cities with 郡 in their name, which does not mark a district there, and names
    /// that hold 市 before their end.
    private static let irregular: Set = ["郡山市", "大和郡山市", "蒲郡市", "小郡市", "郡上市", "市川三郷町", "八日市場市", "余市町", "上市町", "下市町"]

    /// The municipality at the start of `text`, or an empty text.
    ///
    /// The rules, in order: a district (郡) and its town or village; a city (市), with ward if it is a designated city; a
    /// special ward (区); a town or village on an island. A doubled ending (四日市市, 廿日市市, 大町町, 玉村町) belongs to the name.
    static func municipality(startOf text: ArraySlice<Character>) -> ArraySlice<Character> {
        if let city = prefix(of: text, in: designatedCities, lengths: 2...5) {
            guard let ward = end(of: text.dropFirst(city.count), at: ["区"], within: 6) else {
                return text.prefix(city.count)
            }
            return text.prefix(city.count + ward)
        }
        if let name = prefix(of: text, in: irregular, lengths: 3...5) { return text.prefix(name.count) }
        if let district = end(of: text, at: ["郡"], within: 6) {
            // 大字 names with 郡 come after a 市 or 区, so a district must come first.
            let before = text.prefix(district)
            let isDistrict = before.starts(with: "余市") || before.starts(with: "高市")
            if isDistrict || !before.dropFirst().contains(where: { $0 == "市" || $0 == "区" }),
                let length = end(of: text.dropFirst(district), at: ["町", "村"], within: 7)
            {
                return text.prefix(district + length)
            }
        }
        for endings in [["市", "区"], ["町", "村"]] as [[Character]] {
            if let length = end(of: text, at: endings, within: 8) { return text.prefix(length) }
        }
        return text.prefix(0)
    }

    /// The length of the name at the start of `text` that ends with one of `endings`, at most `limit` characters long.
    private static func end(of text: ArraySlice<Character>, at endings: [Character], within limit: Int) -> Int? {
        let characters = Array(text.prefix(limit + 1))
        let first = characters.indices.dropFirst().first { endings.contains(characters[$0]) }
        guard var index = first, index < limit else { return nil }
        while index + 1 < characters.count, "市町村".contains(characters[index + 1]), isDoubled(characters, index) {
            index += 1
        }
        return index + 1
    }

    /// Whether the ending at `index` is followed by the real one.
    private static func isDoubled(_ characters: [Character], _ index: Int) -> Bool {
        switch (characters[index], characters[index + 1]) {
        case ("市", "市"), ("町", "町"), ("村", "町"), ("村", "村"): true
        default: false
        }
    }
}
