extension String {
    /// The text with full-width digits, Latin letters, signs and spaces (U+FF01–U+FF5E, U+3000) in their narrow form, and
    /// the dashes that stand for a hyphen in numbers (‐ ‑ – — − ―) as `-`. For codes, dates and numbers; never for names.
    public var narrowed: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars { scalars.append(scalar.narrowed) }
        return String(scalars)
    }
}

extension Unicode.Scalar {
    var narrowed: Unicode.Scalar {
        switch value {
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
        case 0x3000: " "
        case 0x2010...0x2015, 0x2212: "-"
        default: self
        }
    }

    /// The value of a digit 0–9 of either width, or `nil`.
    var digit: UInt8? {
        switch value {
        case 0x30...0x39: UInt8(value - 0x30)
        case 0xFF10...0xFF19: UInt8(value - 0xFF10)
        default: nil
        }
    }
}
