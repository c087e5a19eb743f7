extension FormatDetection {
    /// A byte order mark decides, then zero bytes (UTF-16LE), then whether all is UTF-8, else CP932.
    static func encoding(of sample: FileSample, declared: EncodingDeclaration) -> Choice<TextEncoding> {
        if case .exactly(let encoding) = declared {
            return Choice(value: encoding, basis: .declared, reason: "declared", japanese: "宣言による")
        }
        let bytes = sample.bytes
        if bytes.starts(with: TextEncoding.utf8Mark) {
            return Choice(
                value: .utf8WithMark, basis: .certain, reason: "a byte order mark of UTF-8", japanese: "UTF-8 の BOM がある"
            )
        }
        if bytes.starts(with: TextEncoding.utf16Mark) {
            return Choice(
                value: .utf16LittleEndian, basis: .certain, reason: "a byte order mark of UTF-16LE",
                japanese: "UTF-16LE の BOM がある")
        }
        if looksWide(bytes) {
            return Choice(
                value: .utf16LittleEndian, basis: .likely, reason: "every second byte is often zero, as in UTF-16LE",
                japanese: "2バイト目が 0 の組が多い（UTF-16LE）")
        }
        if bytes.allSatisfy({ $0 < 0x80 }) {
            return Choice(
                value: .utf8, basis: .assumed, reason: "only ASCII in the bytes looked at", japanese: "調べた範囲は ASCII のみ")
        }
        if firstInvalidUTF8Offset(in: bytes.span) == nil {
            return Choice(
                value: .utf8, basis: .likely, reason: "every byte is UTF-8", japanese: "調べた範囲がすべて UTF-8 として正しい")
        }
        if (try? CP932.decode(bytes.span)) != nil {
            return Choice(
                value: .cp932, basis: .likely, reason: "no UTF-8, and every byte is CP932",
                japanese: "UTF-8 ではなく、すべて CP932 として正しい")
        }
        return Choice(
            value: .cp932, basis: .assumed, reason: "no UTF-8; CP932 with bytes that it lacks",
            japanese: "UTF-8 ではない（CP932 にもないバイトがある）")
    }

    /// Whether the bytes are pairs whose second byte is often zero, as ASCII is written in UTF-16LE. A first byte may be zero as
    /// well (the wide space U+3000), but less often; no other encoding here has zero bytes.
    private static func looksWide(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(0) else { return false }
        var high = 0
        var low = 0
        for index in stride(from: 0, to: bytes.count - 1, by: 2) {
            if bytes[index + 1] == 0 { high += 1 }
            if bytes[index] == 0 { low += 1 }
        }
        return high > low
    }
}
