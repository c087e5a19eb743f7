/// Mail addresses: letters, digits and a few signs before `@`, labels with a dot behind it.
enum MailForm {
    static func isFound(in characters: [UInt8]) -> Bool {
        for index in characters.indices where characters[index] == UInt8(ascii: "@") {
            guard index > 0, isLocal(characters[index - 1]) else { continue }
            let domain = characters[(index + 1)...].prefix(while: isDomain)
            let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            // A dot at the end is the sentence's.
            let filled = labels.last?.isEmpty == true ? labels.dropLast() : labels[...]
            guard filled.count >= 2, filled.allSatisfy({ !$0.isEmpty }), let top = filled.last, top.count >= 2,
                top.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 })
            else { continue }
            return true
        }
        return false
    }

    private static func isLocal(_ character: UInt8) -> Bool {
        isDomain(character) || [UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "+")].contains(character)
    }

    private static func isDomain(_ character: UInt8) -> Bool {
        (character | 0x20) &- 0x61 < 26 || character &- 0x30 < 10 || character == UInt8(ascii: "-")
            || character == UInt8(ascii: ".")
    }
}
