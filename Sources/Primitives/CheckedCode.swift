/// A code of digits with a check digit, in messages one string of its digits.
public protocol CheckedCode: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// Reads the digits.
    ///
    /// - Throws: ``CheckedCodeError`` for other characters, another length or a wrong check digit.
    init(_ text: String) throws(CheckedCodeError)
}

extension CheckedCode {
    /// Codes are ordered by their digits.
    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }

    /// Reads the single string of digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(container.decode(String.self))
        } catch let error as CheckedCodeError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes the single string of digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Why a text is no code with a check digit. Never carries the text itself.
public enum CheckedCodeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text has another number of characters than the code.
    case wrongLength(kind: String, expected: Int)
    /// A character is not one of the digits 0 to 9.
    case notDigits(kind: String)
    /// The check digit does not match the other digits.
    case wrongCheckDigit(kind: String)
    /// The first two digits of a municipality code are not 01 to 47.
    case unknownPrefecture

    /// What happened and what is expected, in English.
    public var description: String {
        switch self {
        case .wrongLength(let kind, let expected): "a \(kind) has \(expected) digits"
        case .notDigits(let kind): "a \(kind) consists of the digits 0 to 9"
        case .wrongCheckDigit(let kind): "the check digit of the \(kind) is wrong; a digit was mistyped"
        case .unknownPrefecture: "a municipality code begins with a prefecture number from 01 to 47"
        }
    }

    /// The number that `text` writes in exactly `count` digits.
    static func number(in text: String, count: Int, kind: String) throws(CheckedCodeError) -> Int {
        guard text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { throw .notDigits(kind: kind) }
        guard text.utf8.count == count, let number = text.digitsOnly else {
            throw .wrongLength(kind: kind, expected: count)
        }
        return number
    }
}
