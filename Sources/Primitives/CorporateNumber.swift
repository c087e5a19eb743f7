/// A corporate number (法人番号): 13 digits of which the first is the check digit.
///
/// Travels in messages as one string of thirteen digits.
public struct CorporateNumber: Hashable, Sendable, CustomStringConvertible {
    /// The thirteen digits.
    public let description: String

    /// Reads thirteen digits with a valid check digit (法人番号の指定等に関する省令2条): 9 − (Σ Pn·Qn mod 9), where Pn is the
    /// n-th digit from the lowest of the last twelve and Qn is 1 for odd and 2 for even n.
    ///
    /// - Throws: ``CheckedCodeError``.
    public init(_ text: String) throws(CheckedCodeError) {
        let kind = "corporate number (法人番号)"
        let digits = try CheckedCodeError.digits(of: text, count: 13, kind: kind)
        let sum = digits[1...].reversed().enumerated().reduce(0) { sum, next in
            sum + next.element * (next.offset.isMultiple(of: 2) ? 1 : 2)
        }
        guard digits[0] == 9 - sum % 9 else { throw .wrongCheckDigit(kind: kind) }
        description = text
    }
}

extension CorporateNumber: Comparable, Codable {
    /// Numbers are ordered by their digits.
    public static func < (left: CorporateNumber, right: CorporateNumber) -> Bool {
        left.description < right.description
    }

    /// Reads the single string of thirteen digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(container.decode(String.self))
        } catch let error as CheckedCodeError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes the single string of thirteen digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
