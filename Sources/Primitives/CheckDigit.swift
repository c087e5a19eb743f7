/// The published rules of check digits, on the digits before (or behind) the check digit read as one number.
package enum CheckDigit {
    /// Of the five digits of a local government code (全国地方公共団体コード): the last digit of 11 − (6a+5b+4c+3d+2e mod 11).
    package static func ofMunicipality(_ number: Int) -> Int {
        (11 - weighted(number, weights: 2...6) % 11) % 10
    }

    /// Of the twelve basic digits of a corporate number (法人番号の指定等に関する省令2条): 9 − (Σ Pn·Qn mod 9), where Pn is the
    /// n-th digit from the lowest and Qn is 1 for odd and 2 for even n.
    package static func ofCorporateNumber(_ number: Int) -> Int {
        9 - weighted(number, weights: 1...2) % 9
    }

    /// Of the seven or five digits of an insurer's number (保険者番号等の設定要領): the digits are multiplied by 2 and 1 in turn
    /// from the lowest, the digits of the products added, and the sum is filled up to tens.
    package static func ofInsurer(_ number: Int) -> Int {
        var rest = number
        var sum = 0
        var isDoubled = true
        while rest > 0 {
            let product = rest % 10 * (isDoubled ? 2 : 1)
            sum += product / 10 + product % 10
            rest /= 10
            isDoubled.toggle()
        }
        return (10 - sum % 10) % 10
    }

    /// Of the eleven digits of an individual number (平成26年総務省令85号5条): r = Σ Pn·Qn mod 11 from the lowest digit, Qn = n+1
    /// (n ≤ 6) or n−5 (n ≥ 7); 0 if r ≤ 1, else 11 − r.
    package static func ofIndividualNumber(_ number: Int) -> Int {
        let remainder = weighted(number, weights: 2...7) % 11
        return remainder <= 1 ? 0 : 11 - remainder
    }

    /// The sum of the digits times the weights, which begin at the lowest digit and start again after the last one.
    private static func weighted(_ number: Int, weights: ClosedRange<Int>) -> Int {
        var rest = number
        var sum = 0
        var weight = weights.lowerBound
        while rest > 0 {
            sum += rest % 10 * weight
            rest /= 10
            weight = weight == weights.upperBound ? weights.lowerBound : weight + 1
        }
        return sum
    }
}

extension String {
    /// The number that the text writes in ASCII digits and nothing else, at most 18 of them; `nil` for other texts.
    package var digitsOnly: Int? {
        var value = 0
        var count = 0
        for byte in utf8 {
            guard byte &- 0x30 < 10, count < 18 else { return nil }
            count &+= 1
            value = value &* 10 &+ Int(byte &- 0x30)
        }
        return count == 0 ? nil : value
    }
}
