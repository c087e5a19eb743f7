extension TextNormalization {
    /// `text` made alike in this way; what the way does not name stays as it is.
    ///
    /// - Parameter length: the item's number of characters, for ``leadingZeros``; without it no zero is added.
    public func apply(_ text: String, length: Int? = nil) -> String {
        switch self {
        case .trim: text.trimmingSpaces
        case .narrow: text.narrowed
        case .wideKana: text.withWideKana
        case .singleSpace: text.withSingleSpaces
        case .leadingZeros: text.withLeadingZeros(to: length ?? 0)
        }
    }
}

extension [TextNormalization] {
    /// `text` made alike in all of these ways, in order.
    public func apply(_ text: String, length: Int? = nil) -> String {
        reduce(text) { $1.apply($0, length: length) }
    }
}

extension String {
    var trimmingSpaces: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last, first.isSpace || last.isSpace
        else { return self }
        var rest = unicodeScalars[...]
        while let first = rest.first, first.isSpace { rest.removeFirst() }
        while let last = rest.last, last.isSpace { rest.removeLast() }
        return String(rest)
    }

    var withSingleSpaces: String {
        guard unicodeScalars.contains(where: \.isSpace) else { return self }
        var isAfterSpace = false
        return rewritten { bytes, scalar in
            let isSpace = scalar.isSpace
            if !isSpace { bytes.append(scalar) } else if !isAfterSpace { bytes.append(UInt8(ascii: " ")) }
            isAfterSpace = isSpace
        }
    }

    func withLeadingZeros(to length: Int) -> String {
        let count = utf8.count
        guard count > 0, count < length, utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return self }
        return String(repeating: "0", count: length - count) + self
    }
}

extension Unicode.Scalar {
    /// Whether this is a space of either width.
    var isSpace: Bool { self == " " || value == 0x3000 }
}
