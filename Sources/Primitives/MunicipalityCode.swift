/// A local government code (全国地方公共団体コード): prefecture (2 digits), municipality (3) and check digit.
///
/// Travels in messages as one string of six digits.
public struct MunicipalityCode: CheckedCode {
    /// The six digits.
    public let description: String

    /// Reads six digits with a valid check digit, by the notice on 全国地方公共団体コード.
    ///
    /// - Throws: ``CheckedCodeError``.
    public init(_ text: String) throws(CheckedCodeError) {
        let kind = "municipality code (全国地方公共団体コード)"
        let number = try CheckedCodeError.number(in: text, count: 6, kind: kind)
        guard number % 10 == CheckDigit.ofMunicipality(number / 10) else { throw .wrongCheckDigit(kind: kind) }
        guard (1...47).contains(number / 10_000) else { throw .unknownPrefecture }
        description = text
    }

    /// The prefecture number of JIS X 0401, 1...47.
    public var prefecture: Int { Int(description.prefix(2)) ?? 0 }

    /// The five digits of JIS X 0401 and 0402, without the check digit.
    public var withoutCheckDigit: String { String(description.prefix(5)) }

    /// Whether the code stands for a prefecture itself (the municipality digits are 000).
    public var isPrefecture: Bool { description.dropFirst(2).prefix(3) == "000" }
}
