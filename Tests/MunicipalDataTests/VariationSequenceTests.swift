import MunicipalData
import Testing

@Suite struct VariationSequenceTests {
    @Test func `finds and names variation sequences`() {
        #expect("葛\u{E0100}飾".containsVariationSelector)
        #expect("辻\u{FE00}".containsVariationSelector)
        #expect("葛\u{E0100}飾辻\u{E0101}".variationSequenceNames == ["U+845B U+E0100", "U+8FBB U+E0101"])
        #expect("\u{E01EF}".variationSequenceNames == ["U+E01EF"])
        for text in ["葛飾", "", "ＡＢＣ", "😀", "\u{FE10}", "\u{E01F0}", "\u{E000}"] {
            #expect(!text.containsVariationSelector)
            #expect(text.variationSequenceNames.isEmpty)
        }
    }

    // Windows-31J: 188 codes a lead byte, 40–7E and 80–FC, from U+E000.
    @Test(arguments: [
        ("\u{E000}", "F040"), ("\u{E03E}", "F07E"), ("\u{E03F}", "F080"), ("\u{E0BB}", "F0FC"), ("\u{E0BC}", "F140"),
        ("\u{E757}", "F9FC"), ("\u{E758}", "U+E758"), ("\u{F8FF}", "U+F8FF"), ("\u{F0000}", "U+F0000"),
    ])
    func `names characters of a municipality by their code`(text: String, name: String) {
        #expect(text.gaijiNames(in: .cp932) == [name])
        let scalar = text.unicodeScalars.first
        #expect(text.gaijiNames(in: .utf8) == [scalar?.codePointName])
    }

    @Test func `names no other character`() {
        #expect("山田\u{FA11}髙①".gaijiNames(in: .cp932).isEmpty)
        #expect("山\u{E000}田\u{E001}".gaijiNames(in: .cp932) == ["F040", "F041"])
    }

    @Test func `writes the signs of JIS only where that is declared`() throws {
        for pair in SignMapping.pairs {
            let bytes = [UInt8(pair.code >> 8), UInt8(truncatingIfNeeded: pair.code)]
            let microsoft = String(Character(pair.microsoft))
            let jis = String(Character(pair.jis))
            #expect(try TextEncoding.cp932.decode(bytes) == microsoft)
            #expect(try CP932.encode(microsoft) == bytes)
            #expect(throws: UnencodableScalar.self) { try CP932.encode(jis) }
            #expect(try CP932.encode(acceptingJISSigns: jis) == bytes)
            #expect(try CP932.encode(acceptingJISSigns: microsoft) == bytes)
            #expect(jis.mappingSigns(to: .microsoft) == microsoft)
            #expect(microsoft.mappingSigns(to: .jis) == jis)
        }
        let error = #expect(throws: UnencodableScalar.self) { try CP932.encode(acceptingJISSigns: "〜𠮷") }
        #expect(error?.index == 1)
        #expect("1〜3丁目".mappingSigns(to: .microsoft) == "1\u{FF5E}3丁目")
    }
}
