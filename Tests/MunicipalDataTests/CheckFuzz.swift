import MunicipalData
import Primitives

/// Random layouts and files that follow them badly.
struct CheckFuzz {
    var random: CheckRandom
    var layout: Layout
    var options = CheckOptions()
    var bytes: [UInt8] = []
    let encoding: TextEncoding
    /// The number of rows; nil for a few.
    private let rows: Int?

    init(seed: UInt64, rows: Int? = nil) {
        self.rows = rows
        random = CheckRandom(seed: seed)
        var random = random
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        encoding =
            [TextEncoding.utf8, .cp932, .utf16LittleEndian, .utf8WithMark].randomElement(using: &random) ?? .utf8
        var items: [LayoutItem] = []
        for number in 0..<Int.random(in: 1...9, using: &random) {
            let type = number == 0 ? .text : ItemType.allCases.randomElement(using: &random) ?? .text
            var item = LayoutItem(name: "項目\(number)", type: type, itemClass: .other)
            if type == .code || chance(5) { item.codes = ["1": "男", "2": "女", "甲": "乙"] }
            if chance(20) { item.length = Int.random(in: 1...8, using: &random) }
            if chance(20) { item.minimum = Double(Int.random(in: -5...10, using: &random)) }
            if chance(20) { item.maximum = Double(Int.random(in: 10...90, using: &random)) }
            if chance(20) { item.missing = [["-", "不明"], ["", "0"], []].randomElement(using: &random) ?? [] }
            item.isRequired = chance(15)
            item.isUnique = chance(number == 0 ? 40 : 5)
            if chance(5) { item.check = CheckedCodeKind.allCases.randomElement(using: &random) }
            if chance(15) { item.normalization = [.trim, .narrow].shuffled(using: &random) }
            if chance(5) { item.normalization.append(.leadingZeros) }
            items.append(item)
        }
        layout = Layout(name: "試験", items: items)
        layout.encoding = .exactly(encoding)
        if chance(10) { layout.form = .delimited(delimiter: 0x3B, header: true) }
        func name() -> String { items.randomElement(using: &random)?.name ?? "" }
        if chance(50) {
            layout.history =
                chance(50)
                ? HistoryRule(key: name(), latest: LatestFlag(item: name(), value: "1"))
                : HistoryRule(
                    key: name(), order: Array(items.shuffled(using: &random).map(\.name).prefix(chance(50) ? 4 : 1)))
        }
        if chance(30) { layout.residency = ResidencyRule(item: name(), values: ["1", "2"]) }
        if chance(30) {
            let treatment = ProtectionRule.Treatment.allCases.randomElement(using: &random) ?? .excluded
            layout.protection = ProtectionRule(item: name(), values: ["1", "甲"], treatment: treatment)
        }
        if chance(50) {
            options.handedOver = items.map(\.name).shuffled(using: &random).filter { _ in chance(80) }
            options.dropsOthers = chance(60)
        }
        if chance(20) { options.rows = Int.random(in: 0...20, using: &random) }
        self.random = random
        write()
    }

    private mutating func chance(_ permille: Int) -> Bool { Int.random(in: 0..<1000, using: &random) < permille }

    private mutating func write() {
        guard case .delimited(let delimiter, _) = layout.form else { return }
        var columns = layout.items.map(\.name)
        if chance(200) { columns.shuffle(using: &random) }
        if chance(60) { columns.append("余分") }
        if chance(60) { columns.removeLast() }
        if chance(20) { columns.append(columns.randomElement(using: &random) ?? "") }
        if chance(10) { columns.append("123456789018") }
        if columns.isEmpty { columns = ["項目0"] }
        if encoding == .utf16LittleEndian, chance(500) { bytes = [0xFF, 0xFE] }
        if encoding == .utf8WithMark { bytes = [0xEF, 0xBB, 0xBF] }
        let quoting = [0, 0, 100, 900].randomElement(using: &random) ?? 0
        let strange = [0, 5, 30, 200].randomElement(using: &random) ?? 0
        let rows = rows ?? (chance(100) ? 0 : Int.random(in: 1...40, using: &random))
        for row in 0...rows {
            for (number, column) in columns.enumerated() {
                if number > 0 { append(Unicode.Scalar(delimiter)) }
                let item = layout.item(named: column)
                let text = row == 0 ? column : chance(strange) ? strangeText() : usualText(item)
                append(text, delimiter, isQuoted: chance(quoting))
            }
            if chance(strange / 5), row > 0 { append(Unicode.Scalar(delimiter)) }
            if row == rows, chance(300) { break }
            if !chance(100) { append("\r") }
            append("\n")
        }
        if chance(60) { spoil() }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        let encoding = encoding == .utf8WithMark ? .utf8 : encoding
        bytes += (try? encoding.encode(String(scalar))) ?? []
    }

    private mutating func append(_ text: String, _ delimiter: UInt8, isQuoted: Bool) {
        let mustQuote = text.unicodeScalars.contains { $0.value == UInt32(delimiter) || $0 == "\n" || $0 == "\r" }
        let quoted = isQuoted || mustQuote || text.unicodeScalars.first == "\""
        if quoted { append("\"") }
        for scalar in text.unicodeScalars {
            if quoted, scalar == "\"" { append("\"") }
            append(scalar)
        }
        if quoted { append("\"") }
    }

    /// Puts a byte where it does not belong.
    private mutating func spoil() {
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 4...max(4, bytes.count), using: &random)
            guard place < bytes.count else { return }
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.insert(UInt8(ascii: "\""), at: place)
            case 2: bytes.removeSubrange(place...)
            default: bytes.insert(0xFF, at: place)
            }
        }
    }

    private mutating func usualText(_ item: LayoutItem?) -> String {
        // In long files there are more different values than are remembered.
        let number = Int.random(in: 0...(rows == nil ? 60 : 100_000), using: &random)
        switch item?.type {
        case .integer, .decimal: return chance(100) ? "１２" : String(number)
        case .date:
            return ["2026-04-01", "昭和45年3月2日", "20010228", "S64.1.7", "2024/02/29", "", "5081201"].randomElement(
                using: &random)
                ?? ""
        case .code, .flag: return ["1", "2", "1", "0"].randomElement(using: &random) ?? ""
        case .postalCode: return ["188-0001", "1880001"].randomElement(using: &random) ?? ""
        case .municipalityCode: return ["132292", "131016"].randomElement(using: &random) ?? ""
        default:
            return ["山田　太郎", "x\(number)", "ﾔﾏﾀﾞ", String(number), "", "1", "2"].randomElement(using: &random) ?? ""
        }
    }

    private mutating func strangeText() -> String {
        let texts = [
            "123456789018", "１２３４－５６７８－９０１８", "\u{E000}", "山\u{E757}\u{E001}", "邊\u{E0101}", "2026-02-30", "昭和64年1月8日",
            "H310501", "不詳", "-", "不明", "132293", "a,b", "a;b", "\"", "x\"y", "a\nb", "a\r\nb", "\r", " 1 ", "　", "+5",
            "-3", "1.5",
            "１．５", "1,000", "99999999999999999999", "123456789012345678901234", "000", "長い文字列がここにあります", "甲", "\0",
            "a\0b", "%", "😀",
            "188ー0001", "2001022", "20010229", "2001-2-28", "9999999999", "0123456789",
        ]
        return texts.randomElement(using: &random) ?? ""
    }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct CheckRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
