extension String {
    /// The text with a space in place of each character that a terminal would obey, or that would turn the order of the text
    /// around (controls, bidirectional marks): for text that comes from a file.
    package var terminalSafe: String {
        var scalars = String.UnicodeScalarView()
        for scalar in unicodeScalars { scalars.append(scalar.isObeyed ? " " : scalar) }
        return String(scalars)
    }
}

extension Unicode.Scalar {
    fileprivate var isObeyed: Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
