/// A local government code (全国地方公共団体コード): prefecture (2 digits), municipality (3) and check digit.
///
/// Travels in messages as one string of six digits.
public struct MunicipalityCode: Hashable, Sendable, CustomStringConvertible {
    /// The six digits.
    public let description: String

    /// Reads six digits with a valid check digit.
    ///
    /// The check digit is the last digit of 11 − (6a+5b+4c+3d+2e mod 11), by the notice on 全国地方公共団体コード.
    ///
    /// - Throws: ``CheckedCodeError``.
    public init(_ text: String) throws(CheckedCodeError) {
        let digits = try CheckedCodeError.digits(of: text, count: 6, kind: "municipality code (全国地方公共団体コード)")
        guard digits[5] == MunicipalityCode.checkDigit(of: digits[0..<5]) else {
            throw .wrongCheckDigit(kind: "municipality code (全国地方公共団体コード)")
        }
        guard (1...47).contains(digits[0] * 10 + digits[1]) else {
            throw .unknownPrefecture
        }
        description = text
    }

    /// The prefecture number of JIS X 0401, 1...47.
    public var prefecture: Int { Int(description.prefix(2)) ?? 0 }

    /// The five digits of JIS X 0401 and 0402, without the check digit.
    public var withoutCheckDigit: String { String(description.prefix(5)) }

    /// Whether the code stands for a prefecture itself (the municipality digits are 000).
    public var isPrefecture: Bool { description.dropFirst(2).prefix(3) == "000" }

    static func checkDigit(of digits: ArraySlice<Int>) -> Int {
        let sum = zip([6, 5, 4, 3, 2], digits).reduce(0) { $0 + $1.0 * $1.1 }
        return (11 - sum % 11) % 10
    }
}

extension MunicipalityCode: Comparable, Codable {
    /// Codes are ordered by their digits.
    public static func < (left: MunicipalityCode, right: MunicipalityCode) -> Bool {
        left.description < right.description
    }

    /// Reads the single string of six digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(container.decode(String.self))
        } catch let error as CheckedCodeError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes the single string of six digits.
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

    static func digits(of text: String, count: Int, kind: String) throws(CheckedCodeError) -> [Int] {
        let bytes = Array(text.utf8)
        let zero = UInt8(ascii: "0")
        guard bytes.allSatisfy({ (zero...zero + 9).contains($0) }) else { throw .notDigits(kind: kind) }
        guard bytes.count == count else { throw .wrongLength(kind: kind, expected: count) }
        return bytes.map { Int($0 - zero) }
    }
}
