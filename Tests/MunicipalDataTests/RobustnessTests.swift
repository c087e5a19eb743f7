import MunicipalData
import Primitives
import Testing

/// SplitMix64, so that a failing case can be repeated from its printed seed.
private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct RobustnessTests {
    @Test(arguments: UInt64(1)...40)
    func `survives any damage to a file, and never shows its values`(seed: UInt64) throws {
        var random = Generator(state: seed)
        let text = "番号,氏名,備考\r\n" + (0..<40).map { "\($0),\"秘密太郎\",x\"\"\r\n" }.joined()
        for encoding in TextEncoding.allCases {
            let original = try encoding.encode(text)
            for _ in 0..<20 {
                var bytes = original
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                    case 1: bytes.remove(at: place)
                    case 2: bytes.removeSubrange(place...)
                    default: bytes.insert([0x22, 0x2C, 0x0A, 0x0D, 0x80, 0xFF][place % 6], at: place)
                    }
                    if bytes.isEmpty { bytes = [0x22] }
                }
                for declaration in [EncodingDeclaration.exactly(encoding), .detect] {
                    var layout = Layout(
                        name: "試験",
                        items: ["番号", "氏名", "備考"].map { LayoutItem(name: $0, type: .text, itemClass: .other) })
                    layout.encoding = declaration
                    let report = try LayoutCheck(layout).run(MemoryByteStream(bytes))
                    let shown = report.problems.map { $0.message + $0.japanese + ($0.name ?? "") }.joined()
                    #expect(!shown.contains("秘密太郎"), "seed \(seed)")
                }
            }
        }
    }

    @Test(arguments: UInt64(1)...20)
    func `reads dates and addresses of any text without a trap`(seed: UInt64) {
        var random = Generator(state: seed)
        let pieces = Array("令和平成昭元年月日不詳0123456789０１２-/.丁目番地号市区町村郡東京都南A十二 　MTSHR㍻")
        for _ in 0..<500 {
            let length = Int.random(in: 0..<14, using: &random)
            let text = String((0..<length).compactMap { _ in pieces.randomElement(using: &random) })
            let labels = JapaneseAddress(reading: text).labels
            #expect(labels.count == JapaneseAddress.levelCount)
            if let iso = try? WrittenDate(reading: text).iso, !iso.isEmpty {
                #expect((try? WrittenDate(reading: iso).iso) == iso, "seed \(seed): \(text)")
            }
        }
    }
}
