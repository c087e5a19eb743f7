import Primitives

/// Why a text is no code of a kind.
public enum CheckedCodeProblem: String, Error, Codable, CaseIterable, Sendable {
    /// It has not the digits that the kind has.
    case form
    /// It has the form, and its check digit is wrong: a digit was mistyped, or two were exchanged.
    case checkDigit
}

extension CheckedCodeKind {
    /// What is wrong with `text` as a code of this kind; `nil` where nothing is.
    ///
    /// The digits are ASCII (declare ``TextNormalization/narrow`` for wide ones). A postal code may have a hyphen behind its
    /// third digit. Of a resident record code (住民票コード) only the form is checked: it has a check digit, but the rule is a
    /// ministry's notice that is not at hand, and a guess would refuse good files.
    public func problem(in text: String) -> CheckedCodeProblem? {
        let count = text.utf8.count
        if self == .postalCode, count == 8 { return PostalCodeForm.isHyphenated(text) ? nil : .form }
        guard allows(count), let number = text.digitsOnly else { return .form }
        switch self {
        case .municipalityCode:
            guard (1...47).contains(number / 10_000) else { return .form }
            return number % 10 == CheckDigit.ofMunicipality(number / 10) ? nil : .checkDigit
        case .corporateNumber:
            let basic = number % 1_000_000_000_000
            return number / 1_000_000_000_000 == CheckDigit.ofCorporateNumber(basic) ? nil : .checkDigit
        case .insurerNumber:
            return number % 10 == CheckDigit.ofInsurer(number / 10) ? nil : .checkDigit
        case .residentRecordCode, .postalCode, .townID: return nil
        }
    }

    /// The numbers of digits that a code of this kind may have.
    public var digitCounts: [Int] { (1...13).filter(allows) }

    private func allows(_ count: Int) -> Bool {
        switch self {
        case .municipalityCode: count == 6
        case .corporateNumber: count == 13
        case .residentRecordCode: count == 11
        case .insurerNumber: count == 6 || count == 8
        case .postalCode, .townID: count == 7
        }
    }

    /// Whether the last (of a corporate number the first) digit is checked.
    public var hasCheckedDigit: Bool {
        switch self {
        case .municipalityCode, .corporateNumber, .insurerNumber: true
        case .residentRecordCode, .postalCode, .townID: false
        }
    }

    /// A code as documents show it: a postal code as `188-8666`, a town's id as `0002-002` (大字・町 and 丁目), an individual
    /// code in its digits.
    ///
    /// - Throws: ``CheckedCodeProblem`` where `text` is no code of this kind.
    public func formatted(_ text: String) throws(CheckedCodeProblem) -> String {
        if let problem = problem(in: text) { throw problem }
        switch self {
        case .postalCode: return "\(text.prefix(3))-\(text.suffix(4))"
        case .townID: return "\(text.prefix(4))-\(text.suffix(3))"
        case .municipalityCode, .corporateNumber, .residentRecordCode, .insurerNumber: return text
        }
    }
}

/// The hyphenated way of writing a postal code.
enum PostalCodeForm {
    /// Whether `text` is three digits, a hyphen and four digits.
    static func isHyphenated(_ text: String) -> Bool {
        for (index, byte) in text.utf8.enumerated() {
            guard index == 3 ? byte == UInt8(ascii: "-") : byte &- 0x30 < 10 else { return false }
        }
        return true
    }
}
