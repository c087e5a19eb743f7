import MunicipalData
import Testing

@Suite struct CheckedCodeKindTests {
    // Published numbers: 全国健康保険協会東京支部, 千葉県警の共済, 千代田区国保 and 介護, トヨタ自動車, 三菱UFJ銀行, ソニー, 西東京市役所, 霞が関二丁目.
    @Test(
        arguments: [
            (.insurerNumber, "01130012"), (.insurerNumber, "33120015"), (.insurerNumber, "138016"),
            (.insurerNumber, "131011"), (.corporateNumber, "1180301018771"), (.corporateNumber, "5010001008846"),
            (.corporateNumber, "7010401045660"), (.municipalityCode, "132292"), (.municipalityCode, "011002"),
            (.postalCode, "1888666"), (.postalCode, "188-8666"), (.townID, "0002002"),
            (.residentRecordCode, "24727059608"),
        ] as [(CheckedCodeKind, String)])
    func `accepts published codes`(kind: CheckedCodeKind, text: String) {
        #expect(kind.problem(in: text) == nil)
    }

    @Test(
        arguments: [
            (.insurerNumber, "33120015"), (.insurerNumber, "138016"), (.corporateNumber, "1180301018771"),
            (.municipalityCode, "132292"),
        ] as [(CheckedCodeKind, String)])
    func `finds every single wrong digit`(kind: CheckedCodeKind, text: String) {
        let digits = Array(text)
        for place in digits.indices {
            for digit in "0123456789" where digit != digits[place] {
                var wrong = digits
                wrong[place] = digit
                // A corporate number's weights of 1 and 2 modulo 9 cannot tell 0 from 9, and a prefecture must exist.
                let isBlind = kind == .corporateNumber && Set([digit, digits[place]]) == ["0", "9"] && place > 0
                let problem = kind.problem(in: String(wrong))
                if isBlind { #expect(problem == nil) } else { #expect(problem != nil, "\(place) \(digit)") }
            }
        }
    }

    @Test(
        arguments: [
            (.insurerNumber, "3312001"), (.insurerNumber, ""), (.corporateNumber, "118030101877"),
            (.municipalityCode, "13229"), (.municipalityCode, "１３２２９２"), (.municipalityCode, "482292"),
            (.municipalityCode, "002292"), (.municipalityCode, "1322 2"), (.postalCode, "18-88666"),
            (.postalCode, "188-866"), (.postalCode, "188--666"), (.postalCode, "1888-666"), (.postalCode, "188866６"),
            (.townID, "000200"), (.townID, "000-2002"), (.residentRecordCode, "2472705960"),
            (.residentRecordCode, "247270596080"), (.residentRecordCode, "+2472705960"),
        ] as [(CheckedCodeKind, String)])
    func `refuses another form`(kind: CheckedCodeKind, text: String) {
        #expect(kind.problem(in: text) == .form)
        #expect(throws: CheckedCodeProblem.form) { try kind.formatted(text) }
    }

    @Test func `says that the check digit is wrong`() {
        #expect(CheckedCodeKind.insurerNumber.problem(in: "33120016") == .checkDigit)
        #expect(CheckedCodeKind.municipalityCode.problem(in: "132293") == .checkDigit)
        #expect(CheckedCodeKind.corporateNumber.problem(in: "2180301018771") == .checkDigit)
    }

    @Test func `writes codes as documents show them`() throws {
        #expect(try CheckedCodeKind.postalCode.formatted("1888666") == "188-8666")
        #expect(try CheckedCodeKind.postalCode.formatted("188-8666") == "188-8666")
        #expect(try CheckedCodeKind.townID.formatted("0002002") == "0002-002")
        #expect(try CheckedCodeKind.municipalityCode.formatted("132292") == "132292")
    }

    @Test func `every kind with a checked digit allows one of ten digits`() {
        for kind in CheckedCodeKind.allCases {
            for count in kind.digitCounts where kind.hasCheckedDigit {
                let body = String(repeating: "1", count: count - 1)
                let good = (0...9).count { digit in
                    kind.problem(in: kind == .corporateNumber ? "\(digit)\(body)" : "\(body)\(digit)") == nil
                }
                #expect(good == 1, "\(kind) \(count)")
            }
        }
    }
}
