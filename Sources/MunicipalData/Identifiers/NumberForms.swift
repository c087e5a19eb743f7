/// Telephone numbers of the Japanese numbering plan (電気通信番号計画): ten digits, or eleven with 050, 070, 080, 090, 0800.
enum TelephoneForm {
    /// Whether groups are a number with its separators: `042-464-1311`, `090-1234-5678`, `0120-123-456`, `81-42-464-1311`.
    static func matches(_ digits: [UInt8], lengths: [Int], isInternational: Bool) -> Bool {
        var digits = digits
        var parts = lengths
        if isInternational, parts.first == 2, digits.starts(with: [8, 1]) {
            digits.replaceSubrange(0..<2, with: [0])
            parts.removeFirst()
            guard parts.count == 3 else { return false }
            parts[0] += 1
        }
        guard parts.count == 3, (2...5).contains(parts[0]), (1...4).contains(parts[1]), digits.count >= 10,
            digits[0] == 0, digits[1] != 0
        else { return false }
        if digits.starts(with: [0, 1, 2, 0]), digits.count == 10 { return parts == [4, 3, 3] || parts == [4, 2, 4] }
        if digits.starts(with: [0, 8, 0, 0]), digits.count == 11 { return parts == [4, 3, 4] }
        guard parts[2] == 4 else { return false }
        return digits.count == 10 || digits.count == 11 && parts[0] == 3 && isMobile(digits)
    }

    /// Whether eleven digits are a mobile or IP number.
    static func isMobile(_ digits: [UInt8]) -> Bool {
        guard digits.count == 11, digits[0] == 0, digits[2] == 0, digits[3] != 0 else { return false }
        return digits[1] == 5 || (7...9).contains(digits[1])
    }

    /// Whether ten digits may be a fixed number, or a mobile one without its zero.
    static func isBare(_ digits: [UInt8]) -> Bool {
        guard digits.count == 10 else { return false }
        return digits[0] == 0 ? digits[1] != 0 : digits[0] >= 7 && digits[1] == 0
    }
}

/// Numbers of payment cards: the issuers' prefixes and lengths, and Luhn's check digit (ISO/IEC 7812-1).
enum CreditCardForm {
    static func matches(_ digits: [UInt8]) -> Bool { hasPrefix(digits) && isLuhn(digits) }

    /// Visa, Mastercard, JCB (16 digits), American Express (15), Diners Club (14).
    static func hasPrefix(_ digits: [UInt8]) -> Bool {
        let prefix = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) }
        return switch digits.count {
        case 16:
            (4000...4999).contains(prefix) || (5100...5599).contains(prefix)
                || (2221...2720).contains(prefix) || (3528...3589).contains(prefix)
        case 15: (3400...3499).contains(prefix) || (3700...3799).contains(prefix)
        case 14: (3000...3059).contains(prefix) || (3600...3699).contains(prefix) || (3800...3899).contains(prefix)
        default: false
        }
    }

    private static func isLuhn(_ digits: [UInt8]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, next in
            let product = Int(next.element) * (next.offset.isMultiple(of: 2) ? 1 : 2)
            return sum + product / 10 + product % 10
        }
        return sum % 10 == 0
    }
}

/// Driving licences: the first two of twelve digits are the number of the public safety commission that gave it first.
enum DrivingLicenceForm {
    static func matches(_ digits: [UInt8]) -> Bool {
        let commission = digits.prefix(2).reduce(0) { $0 * 10 + Int($1) }
        return switch commission {
        case 10...14, 20...26, 30, 40...49, 50...55, 60...65, 70...74, 80...83, 90...97: true
        default: false
        }
    }
}
