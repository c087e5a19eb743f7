import MunicipalData
import Testing

@Suite struct CP932Tests {
    // Code points by Microsoft's code page 932 table.
    @Test(
        arguments: [
            ([0x41], "A"), ([0x5C], "\\"), ([0x7E], "~"), ([0xB1], "ｱ"), ([0x81, 0x40], "\u{3000}"),
            ([0x81, 0x60], "\u{FF5E}"), ([0x81, 0x7C], "\u{FF0D}"), ([0x81, 0x61], "\u{2225}"),
            ([0x81, 0x91], "\u{FFE0}"),
            ([0x81, 0x92], "\u{FFE1}"), ([0x81, 0xCA], "\u{FFE2}"), ([0x87, 0x40], "①"), ([0x87, 0x8A], "㈱"),
            ([0x87, 0x54], "Ⅰ"), ([0xFA, 0x40], "ⅰ"), ([0xFB, 0xFC], "髙"), ([0xFA, 0xB1], "\u{FA11}"),
            ([0x88, 0x9F], "亜"), ([0xEA, 0xA4], "熙"), ([0x83, 0x5C], "ソ"), ([0x94, 0x5C], "能"), ([0xFC, 0x4B], "黑"),
            ([0xF0, 0x40], "\u{E000}"), ([0xF0, 0x80], "\u{E03F}"), ([0xF9, 0xFC], "\u{E757}"),
        ] as [([UInt8], String)])
    func `maps both ways as Windows does`(bytes: [UInt8], text: String) throws {
        #expect(try TextEncoding.cp932.decode(bytes) == text)
        #expect(try TextEncoding.cp932.encode(text) == bytes)
    }

    @Test(
        arguments: [
            ([0xFA, 0x4A], "Ⅰ", [0x87, 0x54]), ([0xED, 0x40], "纊", [0xFA, 0x5C]), ([0xFA, 0x58], "㈱", [0x87, 0x8A]),
            ([0x87, 0x90], "≒", [0x81, 0xE0]), ([0xEE, 0xF9], "￢", [0x81, 0xCA]), ([0xFA, 0x5B], "∵", [0x81, 0xE6]),
        ] as [([UInt8], String, [UInt8])])
    func `reads every duplicate and writes the one that Windows writes`(
        bytes: [UInt8], text: String, written: [UInt8]
    ) throws {
        #expect(try TextEncoding.cp932.decode(bytes) == text)
        #expect(try TextEncoding.cp932.encode(text) == written)
    }

    @Test(
        arguments: [
            ([0x80], 0), ([0x41, 0xA0], 1), ([0xFD], 0), ([0xFF], 0), ([0x41, 0x81], 1), ([0x81, 0x20], 0),
            ([0x81, 0x7F], 0), ([0x88, 0x9F, 0x81, 0xAD], 2), ([0x85, 0x40], 0), ([0xFC, 0x4C], 0), ([0x81, 0xFD], 0),
        ] as [([UInt8], Int)])
    func `refuses bytes without meaning and says where`(bytes: [UInt8], offset: Int) {
        let error = #expect(throws: UndecodableBytes.self) { try TextEncoding.cp932.decode(bytes) }
        #expect(error?.offset == offset)
    }

    @Test func `writes nothing that CP932 lacks`() {
        // The wave dash and minus sign of Unicode are not those of Windows-31J; replacing them silently would be a loss.
        for (text, index) in [("A\u{301C}", 1), ("\u{2212}", 0), ("𠮷", 0), ("é", 0), ("あ\u{E758}", 1)] {
            let error = #expect(throws: UnencodableScalar.self) { try TextEncoding.cp932.encode(text) }
            #expect(error?.index == index)
        }
    }

    @Test func `round-trips all of its characters`() throws {
        var seen = 0
        for lead in UInt8(0x81)...0xFC where !(0xA0...0xDF).contains(lead) {
            for trail in UInt8(0x40)...0xFC where trail != 0x7F {
                guard let text = try? TextEncoding.cp932.decode([lead, trail]) else { continue }
                seen += 1
                let written = try TextEncoding.cp932.encode(text)
                #expect(try TextEncoding.cp932.decode(written) == text)
            }
        }
        // 7,724 pairs of code page 932 (6,879 of JIS X 0208, 83 NEC, 374 NEC selection, 388 IBM) and 1,880 user-defined.
        #expect(seen == 7724 + 1880)
    }

    @Test func `finds private-use characters`() {
        #expect("山\u{E000}".containsPrivateUse)
        #expect("\u{F8FF}".containsPrivateUse)
        #expect("\u{100000}".containsPrivateUse)
        for text in ["山田", "", "\u{FA11}\u{FF21}", "葛\u{E0100}", "\u{D7FF}", "😀"] { #expect(!text.containsPrivateUse) }
    }
}
