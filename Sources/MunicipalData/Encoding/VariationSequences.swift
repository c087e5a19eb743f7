extension Unicode.Scalar {
    /// Whether this selects a variant of the character before it (U+FE00–FE0F, U+E0100–E01EF; IVS of the MJ set).
    public var isVariationSelector: Bool {
        (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value)
    }

    /// The name under which a private-use character (外字) is listed: its code in a file in CP932 (`F040` for U+E000), the
    /// code point otherwise (`U+E000`); `nil` for any other character.
    public func gaijiName(in encoding: TextEncoding) -> String? {
        guard properties.generalCategory == .privateUse else { return nil }
        guard encoding == .cp932, let code = CP932.userDefinedCode(of: self) else { return codePointName }
        return String(code, radix: 16, uppercase: true)
    }

    /// The code point as it is written, `U+845B`.
    public var codePointName: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension String {
    /// Whether the text holds a variation selector.
    public var containsVariationSelector: Bool {
        // In UTF-8 selectors begin with EF B8 or F3 A0; most text is decided by this quick look.
        guard utf8.contains(where: { $0 == 0xEF || $0 == 0xF3 }) else { return false }
        return unicodeScalars.contains(where: \.isVariationSelector)
    }

    /// The characters with a variation selector, in the order of the text, as pairs of code points: `U+845B U+E0100`.
    public var variationSequenceNames: [String] {
        guard containsVariationSelector else { return [] }
        var names: [String] = []
        var last: Unicode.Scalar?
        for scalar in unicodeScalars {
            if scalar.isVariationSelector {
                names.append((last.map { $0.codePointName + " " } ?? "") + scalar.codePointName)
            }
            last = scalar
        }
        return names
    }

    /// The names of the private-use characters (外字), in the order of the text; see ``Swift/Unicode/Scalar/gaijiName(in:)``.
    public func gaijiNames(in encoding: TextEncoding) -> [String] {
        containsPrivateUse ? unicodeScalars.compactMap { $0.gaijiName(in: encoding) } : []
    }
}

extension CP932 {
    /// The code F040–F9FC of a character of the user-defined area (U+E000–U+E757); `nil` for any other.
    public static func userDefinedCode(of scalar: Unicode.Scalar) -> UInt16? {
        guard (0xE000..<0xE000 + 10 * 188).contains(scalar.value) else { return nil }
        let offset = Int(scalar.value - 0xE000)
        return UInt16(0xF0 + offset / 188) << 8 | UInt16(trail(at: offset % 188))
    }
}
