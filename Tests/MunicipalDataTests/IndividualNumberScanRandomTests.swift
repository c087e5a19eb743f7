import MunicipalData
import Primitives
import Testing

@Suite struct IndividualNumberScanRandomTests {
    /// The rule read slowly: all digits of either width, parted by anything else; twelve together, or three neighbouring
    /// groups of four with one sign between that is typed for a hyphen or a space.
    private func isFound(in text: String) -> Bool {
        var tokens: [String] = []
        var isInDigits = false
        for scalar in text.unicodeScalars {
            let digit: UInt32? =
                switch scalar.value {
                case 0x30...0x39: scalar.value - 0x30
                case 0xFF10...0xFF19: scalar.value - 0xFF10
                default: nil
                }
            if let digit {
                if isInDigits { tokens[tokens.count - 1] += String(digit) } else { tokens.append(String(digit)) }
            } else {
                let isSeparator = "- \u{3000}\u{A0}\t/._－‐‑‒–—―−ーｰ・･／．＿".unicodeScalars.contains(scalar)
                tokens.append(isSeparator ? "-" : "x")
            }
            isInDigits = digit != nil
        }
        for index in tokens.indices {
            if IndividualNumber.isValid(tokens[index]) { return true }
            let five = tokens[index...].prefix(5)
            guard five.map(\.count) == [4, 1, 4, 1, 4], tokens[index + 1] == "-", tokens[index + 3] == "-" else {
                continue
            }
            if IndividualNumber.isValid(tokens[index] + tokens[index + 2] + tokens[index + 4]) { return true }
        }
        return false
    }

    @Test(arguments: UInt64(1)...4)
    func `agrees with the rule read slowly on random texts`(seed: UInt64) {
        var random = SplitMix(state: seed)
        let valid = ["123456789018", "1234-5678-9018", "１２３４ ５６７８　９０１８", "000000000060", "0000−0000－0060"]
        let pieces = [
            "-", " ", "－", "　", "−", "a", "号", "、", "1234", "5678", "9018", "１２", "0", "é", "😀", "‐", "(", "ー", "ｰ",
            "\u{A0}", "/", "\t", "・", "＿", ":",
        ]
        var found = 0
        for _ in 0..<5000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                if Int.random(in: 0...9, using: &random) == 0, let number = valid.randomElement(using: &random) {
                    text += number
                } else if let piece = pieces.randomElement(using: &random) {
                    text += piece
                }
            }
            let expected = isFound(in: text)
            if expected { found += 1 }
            guard IndividualNumberScan.isFound(in: text) == expected else {
                Issue.record("seed \(seed): \(text)")
                return
            }
        }
        #expect(found > 100)
    }
}
