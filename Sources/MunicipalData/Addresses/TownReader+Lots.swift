extension TownReader {
    /// The numbers at the start of `numbers` that are joined by hyphens, or by の and ノ.
    static func groups(_ numbers: ArraySlice<Character>) -> [ArraySlice<Character>] {
        var groups = [numbers.prefix(while: \.isASCIIDigit)]
        while let end = groups.last?.endIndex, end < numbers.endIndex, "-のノ".contains(numbers[end]) {
            let next = numbers[(end + 1)...].prefix(while: \.isASCIIDigit)
            if next.isEmpty { break }
            groups.append(next)
        }
        return groups
    }

    /// Whether the numbers go on as 番 and a number, so that what stands before 番 is 丁目 and block: 南町5-6番13号.
    func followedByBlock(_ numbers: ArraySlice<Character>, _ groups: [ArraySlice<Character>]) -> Bool {
        guard let end = groups.last?.endIndex, numbers[end...].first == "番" else { return false }
        return numbers[(end + 1)...].first?.isASCIIDigit ?? true
    }

    /// Whether the text behind a number makes that number a block or a lot.
    func isLot(_ following: ArraySlice<Character>) -> Bool {
        following.first == "番" || following.first == "号" || following.first == "地"
    }

    /// Whether a town is one of a grid whose columns are 丁目: 北一条西, 末広一条, 一条通.
    func isNamedByJo(_ name: ArraySlice<Character>) -> Bool {
        var name = name
        if let side = name.last, "東西南北".contains(side) { name = name.dropLast() }
        if name.last == "通" { name = name.dropLast() }
        return name.last == "条" && name.dropLast().last.map(KanjiNumeral.isPart) == true
    }

    /// Where the lot begins in a name that digits follow: letters before the number of a lot belong to it (甲123, イ部25).
    func lotStart(of name: ArraySlice<Character>) -> Int {
        let letters: Set<Character> = [
            "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "イ", "ロ", "ハ", "ニ", "ホ", "ヘ", "ト", "チ", "リ",
            "ヌ", "ル", "ヲ", "ワ", "カ", "ヨ", "タ", "レ", "ソ",
        ]
        var end = name.endIndex
        if name.last == "第", name.count > 1 { end -= 1 }
        let core = name[..<end]
        let bare = core.last == "部" ? core.dropLast() : core
        guard let letter = bare.last, letters.contains(letter), let before = bare.dropLast().last else {
            return end
        }
        // A word in katakana (ハイツ), a section (字甲) and names (勝原区丁, 七番丁) keep their last letter.
        return before.isKatakana || "字区番".contains(before) ? end : bare.endIndex - 1
    }

    /// Where a lot begins that is written in words: 五番六号, 三百六十番地, 番外地, 無番地. Names such as 三番町 are none.
    func wordLot(in name: ArraySlice<Character>) -> Int? {
        for word in ["番外地", "無番地", "番地外", "地先"] {
            if let found = name.firstRange(of: Array(word)) { return found.lowerBound }
        }
        var start = name.startIndex
        while start < name.endIndex {
            guard KanjiNumeral.isPart(name[start]) else {
                start += 1
                continue
            }
            let numeral = name[start...].prefix(while: KanjiNumeral.isPart)
            let after = name[numeral.endIndex...]
            if after.first == "番", start > name.startIndex || after.dropFirst().first == "地" {
                let next = after.dropFirst().first
                let isBlock = next.map { KanjiNumeral.isPart($0) || "地のノ".contains($0) } ?? false
                if isBlock, KanjiNumeral.value(of: numeral) != nil { return start }
            }
            start = numeral.endIndex
        }
        return nil
    }
}

extension ArraySlice<Character> {
    func firstRange(of characters: [Character]) -> Range<Int>? {
        guard characters.count <= count else { return nil }
        for start in startIndex...(endIndex - characters.count) where self[start...].starts(with: characters) {
            return start..<(start + characters.count)
        }
        return nil
    }

    func suffix(while condition: (Character) -> Bool) -> ArraySlice<Character> {
        var start = endIndex
        while start > startIndex, condition(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
