/// A corporate number (法人番号): 13 digits of which the first is the check digit.
///
/// Travels in messages as one string of thirteen digits.
public struct CorporateNumber: CheckedCode {
    /// The thirteen digits.
    public let description: String

    /// Reads thirteen digits with a valid check digit (法人番号の指定等に関する省令2条).
    ///
    /// - Throws: ``CheckedCodeError``.
    public init(_ text: String) throws(CheckedCodeError) {
        let kind = "corporate number (法人番号)"
        let number = try CheckedCodeError.number(in: text, count: 13, kind: kind)
        let basic = number % 1_000_000_000_000
        guard number / 1_000_000_000_000 == CheckDigit.ofCorporateNumber(basic) else {
            throw .wrongCheckDigit(kind: kind)
        }
        description = text
    }
}
