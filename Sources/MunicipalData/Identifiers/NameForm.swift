/// Whether a text is written as names of persons are.
struct NameForm {
    /// Two words: a family name of 1 to 5 kanji (with 々, ヶ, ノ) and a given name of 1 to 6 kanji or kana.
    private(set) var isSpacedName = false
    /// 2 to 8 kanji and kana, with a space or without: a name where the column's name says so.
    private(set) var mayBeName = false
    /// Two or more words of kana.
    private(set) var isSpacedReading = false
    /// Kana alone, with a space or without.
    private(set) var mayBeReading = false

    init(_ text: String) {
        var words: [(kanji: Int, kana: Int)] = [(0, 0)]
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if scalar.isSpace {
                if words[words.count - 1] != (0, 0) { words.append((0, 0)) }
                if words.count > 4 { return }
                continue
            }
            switch scalar.value {
            case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005, 0xE000...0xF8FF:
                words[words.count - 1].kanji += 1
            case 0x3041...0x3096, 0x30A1...0x30FA, 0x30FC, 0xFF66...0xFF9F, 0x3099, 0x309A:
                words[words.count - 1].kana += 1
            // A selector changes the look of the kanji before it.
            case 0xFE00...0xFE0F, 0xE0100...0xE01EF: continue
            default: return
            }
            last = scalar
        }
        if words.last ?? (0, 0) == (0, 0) { words.removeLast() }
        guard let first = words.first, !Self.placeEndings.contains(last) else { return }
        let kanji = words.reduce(0) { $0 + $1.kanji }
        let kana = words.reduce(0) { $0 + $1.kana }
        if kanji == 0 {
            mayBeReading = kana >= 2 && kana <= 24
            isSpacedReading = mayBeReading && words.count >= 2
        } else {
            mayBeName = kanji + kana >= 2 && kanji + kana <= 10
            isSpacedName =
                words.count == 2 && (1...5).contains(first.kanji) && first.kana <= 1
                && (1...6).contains(words[1].kanji + words[1].kana)
        }
    }

    /// The last characters of names of places, houses and trades that are written like names.
    private static let placeEndings: Set<Unicode.Scalar> = [
        "町", "村", "市", "区", "県", "府", "都", "道", "郡", "目", "条", "線", "通", "館", "荘", "寮", "棟", "号", "階", "室",
        "業", "職", "員", "店", "所", "院", "園", "校", "社", "課", "部", "係", "科", "型", "類", "症", "病", "患",
    ]
}
