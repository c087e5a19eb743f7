/// Whole numbers in kanji, as the official names of 丁目 and older lot numbers use them.
enum KanjiNumeral {
    private static let digits: [Character] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    /// The forms of deeds (大字), which some towns keep in their numbers.
    private static let formal: [Character: Int] = ["零": 0, "壱": 1, "弐": 2, "参": 3, "拾": 10]
    private static let units: [Character: Int] = ["十": 10, "百": 100, "千": 1000]

    /// Whether the character can be part of a number in kanji.
    static func isPart(_ character: Character) -> Bool {
        digits.contains(character) || units[character] != nil || formal[character] != nil
    }

    /// The number below 10,000 that `text` writes in kanji (十二, 二十一, 三百六, or digit by digit 一〇二) or ASCII digits.
    static func value(of text: some Collection<Character>) -> Int? {
        guard !text.isEmpty, text.count <= 7 else { return nil }
        if text.allSatisfy(\.isASCIIDigit) { return text.count <= 4 ? Int(String(text)) : nil }
        var total = 0
        var pending: Int?
        var lastUnit = 10_000
        var digitRun = 0
        for character in text {
            let value = units[character] ?? formal[character] ?? digits.firstIndex(of: character)
            guard let value else { return nil }
            if value >= 10 {
                // Units fall from left to right, and one digit at most stands before each.
                guard value < lastUnit, digitRun <= 1, pending != 0 else { return nil }
                total += (pending ?? 1) * value
                (pending, lastUnit, digitRun) = (nil, value, 0)
            } else {
                guard lastUnit == 10_000 || pending == nil else { return nil }
                pending = (pending ?? 0) * 10 + value
                digitRun += 1
            }
        }
        let number = total + (pending ?? 0)
        return number < 10_000 ? number : nil
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
    var isASCIIDigit: Bool { self >= "0" && self <= "9" }
    /// Whether the character can be part of the number of a 丁目 or lot, in digits or kanji.
    var isNumeral: Bool { isASCIIDigit || KanjiNumeral.isPart(self) }
    /// Katakana, or the sign that lengthens it.
    var isKatakana: Bool {
        guard let value = unicodeScalars.first?.value else { return false }
        return (0x30A1...0x30FC).contains(value)
    }
}
