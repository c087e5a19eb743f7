import MunicipalData

/// A text as it is compared: one width, one case of Latin letters, no white space. Only for comparing, never written.
struct FoldedText: Sendable {
    private(set) var scalars: [UInt32] = []
    /// Per character whether white space stood before it.
    private(set) var startsWord: [Bool] = []

    init(_ text: String) {
        var isAfterSpace = false
        for scalar in text.narrowed.unicodeScalars {
            if Self.isSpace(scalar.value) {
                isAfterSpace = true
            } else if let last = scalars.last, let voiced = Self.voiced(last, by: scalar.value) {
                scalars[scalars.count - 1] = voiced
            } else {
                scalars.append(Self.folded(scalar.value))
                startsWord.append(isAfterSpace)
                isAfterSpace = false
            }
        }
    }

    var isEmpty: Bool { scalars.isEmpty }
    var digits: Int { scalars.count { Self.script(of: $0) == .digit } }
    var isASCII: Bool { scalars.allSatisfy { $0 < 0x80 } }
    /// Whether there is anything but digits and signs.
    var hasLetters: Bool { scalars.contains { $0 >= 0x80 || Self.script(of: $0) == .latin } }

    /// Whether a stretch is no part of a longer number or Latin word. Japanese has no such bounds.
    func isWhole(_ stretch: Range<Int>) -> Bool { isBound(stretch.lowerBound) && isBound(stretch.upperBound) }

    /// Whether 様, さん, 氏 or 殿 stands at the place.
    func isHonored(at place: Int) -> Bool {
        Self.honorifics.contains { scalars[place...].starts(with: $0) }
    }

    private func isBound(_ place: Int) -> Bool {
        if place == 0 || place == scalars.count || startsWord[place] { return true }
        let script = Self.script(of: scalars[place])
        return script == .other || script != Self.script(of: scalars[place - 1])
    }

    private enum Script {
        case digit
        case latin
        case other
    }

    private static func script(of scalar: UInt32) -> Script {
        switch scalar {
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A: .latin
        default: .other
        }
    }

    private static let honorifics = ["様", "さん", "氏", "殿"].map { $0.unicodeScalars.map(\.value) }

    private static func isSpace(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0xFEFF: true
        default: false
        }
    }

    /// Half-width kana (U+FF66–U+FF9D) in their order, full width.
    private static let wideKana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
        .unicodeScalars.map(\.value)

    private static func folded(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A: scalar + 0x20
        case 0xFF66...0xFF9D: wideKana[Int(scalar - 0xFF66)]
        default: scalar
        }
    }

    /// The kana with its voicing mark (ﾞ, ﾟ or a combining one), nil where the two do not combine.
    private static func voiced(_ kana: UInt32, by mark: UInt32) -> UInt32? {
        // Hiragana and katakana stand in the same order 0x60 apart; in Unicode a voiced kana follows its plain one.
        let isHiragana = (0x3041...0x3096).contains(kana)
        let katakana = isHiragana ? kana + 0x60 : kana
        let voiced: UInt32
        switch (mark, katakana) {
        case (0xFF9E, 0x30A6), (0x3099, 0x30A6): voiced = 0x30F4
        case (0xFF9E, 0x30AB...0x30C8), (0x3099, 0x30AB...0x30C8), (0xFF9E, 0x30CF...0x30DB),
            (0x3099, 0x30CF...0x30DB):
            voiced = katakana + 1
        case (0xFF9F, 0x30CF...0x30DB), (0x309A, 0x30CF...0x30DB): voiced = katakana + 2
        default: return nil
        }
        return isHiragana ? voiced - 0x60 : voiced
    }
}
