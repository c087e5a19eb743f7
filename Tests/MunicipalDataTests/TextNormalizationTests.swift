import MunicipalData
import Testing

@Suite struct TextNormalizationTests {
    @Test(
        arguments: [
            (.trim, "　 山田　太郎 　", "山田　太郎"), (.trim, "", ""), (.trim, " 　", ""), (.trim, "a", "a"),
            (.narrow, "１２３ＡｂＣ－（）", "123AbC-()"), (.narrow, "１　２", "1 2"), (.narrow, "０４２‐４６４―１３１１", "042-464-1311"),
            (.narrow, "山田ｱ", "山田ｱ"), (.wideKana, "ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ ハナコ"), (.wideKana, "ｶﾞｷﾞﾊﾟﾊﾞｳﾞ", "ガギパバヴ"),
            (.wideKana, "ｱﾞﾟ", "ア゛゜"), (.wideKana, "ｯﾞ", "ッ゛"), (.wideKana, "ﾜﾞｦﾞ", "ヷヺ"), (.wideKana, "｢ｱ･ｰ｣､｡", "「ア・ー」、。"),
            (.wideKana, "カﾞ", "ガ"), (.wideKana, "か\u{3099}", "が"), (.wideKana, "ガ", "ガ"), (.wideKana, "ﾞ", "゛"),
            (.singleSpace, "山田　 太郎", "山田 太郎"), (.singleSpace, "山田太郎", "山田太郎"),
            (.singleSpace, "a  b　c", "a b c"),
        ] as [(TextNormalization, String, String)])
    func `makes cells alike`(way: TextNormalization, text: String, expected: String) {
        // By scalars: Swift's == would take ガ for カ and a mark.
        #expect(Array(way.apply(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(
        arguments: [
            ("12345", 7, "0012345"), ("1234567", 7, "1234567"), ("12345678", 7, "12345678"), ("", 7, ""),
            ("１２", 7, "１２"),
            ("-12", 7, "-12"), ("1.5", 7, "1.5"), ("12", nil, "12"),
        ] as [(String, Int?, String)])
    func `puts back the zeros that a spreadsheet took off`(text: String, length: Int?, expected: String) {
        #expect(TextNormalization.leadingZeros.apply(text, length: length) == expected)
    }

    @Test func `applies the declared ways in their order`() {
        #expect([TextNormalization.trim, .narrow, .leadingZeros].apply("　１２３", length: 5) == "00123")
        #expect([TextNormalization.leadingZeros, .narrow].apply("１２３", length: 5) == "123")
        #expect([TextNormalization]().apply(" ｱ ", length: 5) == " ｱ ")
    }

    @Test(arguments: TextNormalization.allCases)
    func `applying twice changes nothing more`(way: TextNormalization) {
        for text in ["　ｶﾞ１２ー ", "1", "", "ﾊﾟﾋﾟﾟ", "山田　　太郎", "か\u{3099}\u{3099}"] {
            let once = way.apply(text, length: 6)
            #expect(Array(way.apply(once, length: 6).unicodeScalars) == Array(once.unicodeScalars))
        }
    }
}
