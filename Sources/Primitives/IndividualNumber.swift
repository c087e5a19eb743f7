/// The check of an individual number (個人番号, "My Number"), for detection and refusal only: the product never stores one
/// (番号法19条), so there is no type that holds it.
public enum IndividualNumber {
    /// Whether `digits` (values 0...9) are twelve digits of which the last is the check digit of 平成26年総務省令85号5条.
    public static func isValid(_ digits: some Collection<UInt8>) -> Bool {
        guard digits.count == 12 else { return false }
        var number = 0
        for digit in digits {
            guard digit <= 9 else { return false }
            number = number * 10 + Int(digit)
        }
        return isValid(number: number)
    }

    /// Whether `text` is exactly twelve digits 0 to 9 with a valid check digit.
    public static func isValid(_ text: String) -> Bool {
        guard text.utf8.count == 12, let number = text.digitsOnly else { return false }
        return isValid(number: number)
    }

    /// Whether the twelve digits (leading zeros included) of `number`, which is below 10¹², end with their check digit.
    package static func isValid(number: Int) -> Bool {
        number % 10 == CheckDigit.ofIndividualNumber(number / 10)
    }
}
