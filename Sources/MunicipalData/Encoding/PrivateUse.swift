extension String {
    /// Whether the text holds a private-use character (外字, U+E000–U+F8FF or planes 15 and 16). Such a character has a
    /// meaning at one municipality only, cannot be read elsewhere, and may single out a family.
    public var containsPrivateUse: Bool {
        // In UTF-8 private use begins with EE, EF (80–A3) or F3/F4; most text is decided by this quick look.
        guard utf8.contains(where: { $0 == 0xEE || $0 == 0xEF || $0 >= 0xF3 }) else { return false }
        return unicodeScalars.contains { $0.properties.generalCategory == .privateUse }
    }
}
