import Foundation
import Primitives
import Testing

@Suite struct CodesTests {
    // 千代田区, 西東京市, 小平市, 東久留米市, 札幌市, 大阪府, 沖縄県与那国町: published codes.
    @Test(arguments: ["131016", "132292", "132110", "132225", "011002", "270008", "473821"])
    func `accepts published municipality codes`(text: String) throws {
        let code = try MunicipalityCode(text)
        #expect(code.description == text)
        #expect(String(code.withoutCheckDigit) == String(text.prefix(5)))
    }

    @Test func `knows prefectures`() throws {
        #expect(try MunicipalityCode("270008").isPrefecture)
        #expect(try !MunicipalityCode("132292").isPrefecture)
        #expect(try MunicipalityCode("132292").prefecture == 13)
    }

    @Test func `refuses every other check digit of a municipality code`() {
        for last in 0...9 where last != 2 {
            #expect(throws: CheckedCodeError.wrongCheckDigit(kind: "municipality code (全国地方公共団体コード)")) {
                try MunicipalityCode("13229\(last)")
            }
        }
    }

    @Test(arguments: ["13229", "1322920", "13229a", "１３２２９２", "", "990000"])
    func `refuses what is no municipality code`(text: String) {
        #expect(throws: CheckedCodeError.self) { try MunicipalityCode(text) }
    }

    @Test func `checks corporate numbers`() throws {
        #expect(try CorporateNumber("7123456789012").description == "7123456789012")
        for first in 0...9 where first != 7 {
            #expect(throws: CheckedCodeError.self) { try CorporateNumber("\(first)123456789012") }
        }
        #expect(throws: CheckedCodeError.self) { try CorporateNumber("712345678901") }
    }

    // Published numbers: トヨタ自動車, 三菱UFJ銀行, ソニー.
    @Test(arguments: ["1180301018771", "5010001008846", "7010401045660"])
    func `accepts published corporate numbers`(text: String) throws {
        #expect(try CorporateNumber(text).description == text)
    }

    @Test func `codes travel as one string`() throws {
        let codes = try [MunicipalityCode("132292"), MunicipalityCode("011002")]
        let json = try JSONEncoder().encode(codes)
        #expect(String(decoding: json, as: UTF8.self) == #"["132292","011002"]"#)
        #expect(try JSONDecoder().decode([MunicipalityCode].self, from: json) == codes)
        #expect(codes.max() == codes.first)
        let number = try CorporateNumber("7123456789012")
        #expect(
            try JSONDecoder().decode([CorporateNumber].self, from: JSONEncoder().encode([number])) == [number])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([MunicipalityCode].self, from: Data(#"["132293"]"#.utf8))
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CorporateNumber].self, from: Data(#"["1"]"#.utf8))
        }
    }

    @Test func `checks individual numbers`() {
        #expect(IndividualNumber.isValid("123456789018"))
        for last in 0...9 where last != 8 { #expect(!IndividualNumber.isValid("12345678901\(last)")) }
        #expect(!IndividualNumber.isValid("23456789018"))
        #expect(!IndividualNumber.isValid("1234567890188"))
        #expect(!IndividualNumber.isValid("12345678901８"))
    }

    @Test func `gives a check digit of 0 where the remainder is 0 or 1`() {
        // Σ = 2·5 + 1·1 = 11, remainder 0: digits 00000000015 from the highest; and Σ = 2·6 = 12, remainder 1.
        #expect(IndividualNumber.isValid("000000000060"))
        // Weights of the two lowest are 2 and 3: 4·2 + 1·3 = 11.
        #expect(IndividualNumber.isValid("000000000140"))
        #expect(!IndividualNumber.isValid("000000000141"))
    }
}
