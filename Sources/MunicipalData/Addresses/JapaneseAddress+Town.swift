extension JapaneseAddress {
    /// Takes apart what follows the municipality: town, 丁目, rest.
    ///
    /// `南町五丁目6番13号`, `南町5丁目6-13` and `南町5-6-13` (three numbers: 丁目, 番, 号) are the same 丁目; with two numbers or
    /// fewer (`大字田無123-4`) there is none.
    static func townParts(of text: Substring) -> (town: String, chome: String, rest: String) {
        if let marker = text.range(ofCharacters: "丁目") {
            let before = text[..<marker.lowerBound]
            let numeral = before.suffix { $0.isChomeNumeral }
            if let number = KanjiNumeral.value(of: numeral), (1...99).contains(number) {
                let town = before.dropLast(numeral.count)
                return (String(town), KanjiNumeral.text(number) + "丁目", String(text[marker.upperBound...]))
            }
        }
        let town = text.prefix { !$0.isASCIIDigit }
        if town.count == text.count { return wordsOnly(text) }
        let numbers = text.dropFirst(town.count)
        let parts = numbers.prefix { $0.isASCIIDigit || $0 == "-" }.split(separator: "-")
        if parts.count >= 3, let number = Int(parts[0]), (1...99).contains(number) {
            let rest = numbers.dropFirst(parts[0].count).drop { $0 == "-" }
            return (String(town), KanjiNumeral.text(number) + "丁目", String(rest))
        }
        return (String(town), "", String(numbers))
    }

    /// An address without Arabic digits: the town ends before a block number in kanji numerals (南町五番六号).
    private static func wordsOnly(_ text: Substring) -> (town: String, chome: String, rest: String) {
        guard let marker = text.range(ofCharacters: "番") else { return (String(text), "", "") }
        let before = text[..<marker.lowerBound]
        let numeral = before.suffix { $0.isChomeNumeral }
        // 三番町 is the name of a town.
        guard !numeral.isEmpty, text[marker.upperBound...].first != "町" else { return (String(text), "", "") }
        let town = before.dropLast(numeral.count)
        return (String(town), "", String(text[town.endIndex...]))
    }
}

/// Whole numbers up to 99 in kanji, as the official names of 丁目 use them.
enum KanjiNumeral {
    private static let digits: [Character] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    /// The number that `text` writes in kanji (十二) or ASCII digits, or `nil`.
    static func value(of text: some StringProtocol) -> Int? {
        guard !text.isEmpty else { return nil }
        if let number = Int(text) { return number }
        let parts = text.split(separator: "十", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { return nil }
        var values: [Int] = []
        for (index, part) in parts.enumerated() {
            if part.isEmpty {
                values.append(parts.count == 2 && index == 0 ? 1 : 0)
            } else {
                guard part.count == 1, let digit = digits.firstIndex(of: part[part.startIndex]) else { return nil }
                values.append(digit)
            }
        }
        return values.count == 2 ? values[0] * 10 + values[1] : values[0]
    }

    /// `number` (1...99) in kanji.
    static func text(_ number: Int) -> String {
        let tens = number / 10
        let units = number % 10
        let tensText = tens == 0 ? "" : (tens == 1 ? "" : String(digits[tens])) + "十"
        return tensText + (units == 0 ? "" : String(digits[units]))
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
    fileprivate var isChomeNumeral: Bool { isASCIIDigit || "〇一二三四五六七八九十".contains(self) }
}

extension Substring {
    fileprivate func range(ofCharacters text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }

    fileprivate func suffix(while condition: (Character) -> Bool) -> Substring {
        var start = endIndex
        while start > startIndex, condition(self[index(before: start)]) { start = index(before: start) }
        return self[start...]
    }
}
