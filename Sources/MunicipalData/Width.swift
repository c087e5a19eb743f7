extension String {
    /// The text with full-width digits, Latin letters, signs and spaces (U+FF01–U+FF5E, U+3000) in their narrow form, and
    /// the dashes that stand for a hyphen in numbers (‐ ‑ – — − ―) as `-`. For codes, dates and numbers; never for names.
    public var narrowed: String {
        guard !isASCII else { return self }
        return rewritten { $0.append($1.narrowed) }
    }

    /// Whether all bytes are ASCII: most cells of numbers and codes are, and nothing wide is in them.
    var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

    /// The text that `append` writes for each scalar, in UTF-8: many times faster than appending to a string.
    @inline(__always)
    func rewritten(_ append: (inout [UInt8], Unicode.Scalar) -> Void) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(utf8.count)
        for scalar in unicodeScalars { append(&bytes, scalar) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends a scalar in UTF-8.
    @inline(__always)
    mutating func append(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x80 {
            append(UInt8(truncatingIfNeeded: value))
            return
        }
        if value < 0x800 {
            append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
        } else {
            if value < 0x10000 {
                append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            } else {
                append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
                append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
            }
            append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
        }
        append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
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
