/// The check of an individual number (個人番号, "My Number"), for detection and refusal only: the product never stores one
/// (番号法19条), so there is no type that holds it.
public enum IndividualNumber {
    /// Whether `digits` (values 0...9) are twelve digits of which the last is the check digit of 平成26年総務省令85号5条:
    /// r = Σ Pn·Qn mod 11 over the first eleven from the lowest, Qn = n+1 (n ≤ 6) or n−5 (n ≥ 7); 0 if r ≤ 1, else 11 − r.
    public static func isValid(_ digits: some Collection<UInt8>) -> Bool {
        guard digits.count == 12, digits.allSatisfy({ $0 <= 9 }) else { return false }
        let weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
        let sum = zip(weights, digits).reduce(0) { $0 + $1.0 * Int($1.1) }
        let remainder = sum % 11
        let expected = remainder <= 1 ? 0 : 11 - remainder
        return digits.dropFirst(11).first.map(Int.init) == expected
    }

    /// Whether `text` is exactly twelve digits 0 to 9 with a valid check digit.
    public static func isValid(_ text: String) -> Bool {
        let zero = UInt8(ascii: "0")
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy({ (zero...zero + 9).contains($0) }) else { return false }
        return isValid(bytes.map { $0 - zero })
    }
}
