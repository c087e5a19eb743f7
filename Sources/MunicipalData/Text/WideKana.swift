extension String {
    /// The text with half-width kana and their signs (U+FF61–U+FF9F) in full width. A voicing mark (ﾞ ﾟ, or a combining one)
    /// joins the kana before it where Unicode has the voiced kana (ｶﾞ → ガ, ｳﾞ → ヴ), and stands alone as ゛ ゜ otherwise.
    public var withWideKana: String {
        guard !isASCII else { return self }
        // The kana before is written once it is known that no mark follows.
        var before: Unicode.Scalar?
        var result = rewritten { bytes, scalar in
            if let mark = scalar.voicingMark, let voiced = before?.voiced(by: mark) {
                before = voiced
            } else {
                if let before { bytes.append(before) }
                before = scalar.wideKana
            }
        }
        if let before { result.unicodeScalars.append(before) }
        return result
    }
}

extension Unicode.Scalar {
    /// The marks that make a kana voiced (゛) or half-voiced (゜).
    fileprivate enum VoicingMark { case voiced, halfVoiced }

    fileprivate var voicingMark: VoicingMark? {
        switch value {
        case 0xFF9E, 0x3099: .voiced
        case 0xFF9F, 0x309A: .halfVoiced
        default: nil
        }
    }

    /// The full-width form of a half-width kana; any other scalar itself.
    fileprivate var wideKana: Unicode.Scalar {
        (0xFF61...0xFF9F).contains(value) ? WideKana.forms[Int(value - 0xFF61)] : self
    }

    /// This kana with the mark, or `nil` where Unicode has none of the kind.
    fileprivate func voiced(by mark: VoicingMark) -> Unicode.Scalar? {
        // Katakana and hiragana lie 0x60 apart in the same order; ヷ to ヺ have no hiragana.
        guard (0x3040...0x30FF).contains(value) else { return nil }
        let isKatakana = value >= 0x30A0
        let hiragana = isKatakana ? value - 0x60 : value
        switch (hiragana, mark) {
        case (0x304B...0x3062, .voiced): return hiragana.isMultiple(of: 2) ? nil : Unicode.Scalar(value + 1)
        case (0x3064, .voiced), (0x3066, .voiced), (0x3068, .voiced): return Unicode.Scalar(value + 1)
        case (0x306F...0x307D, .voiced): return hiragana.isMultiple(of: 3) ? Unicode.Scalar(value + 1) : nil
        case (0x306F...0x307D, .halfVoiced): return hiragana.isMultiple(of: 3) ? Unicode.Scalar(value + 2) : nil
        case (0x3046, .voiced): return isKatakana ? "ヴ" : "ゔ"
        case (0x309D, .voiced): return Unicode.Scalar(value + 1)
        case (0x308F...0x3092, .voiced): return isKatakana ? Unicode.Scalar(value + 8) : nil
        default: return nil
        }
    }
}

/// The full-width forms of U+FF61 to U+FF9F, in order.
private enum WideKana {
    static let forms = Array(
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
            .unicodeScalars)
}
