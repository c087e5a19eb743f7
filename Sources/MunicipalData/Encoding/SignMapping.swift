/// Which character a few signs of CP932 are in Unicode: Microsoft and JIS differ in them, so that a text that passed through
/// another program may hold either. Decoding always gives Microsoft's; the other ones are written only where a layout or
/// program declares that they mean the same.
public enum SignMapping: String, CaseIterable, Codable, Sendable {
    /// As Microsoft's code page 932 table: ～ U+FF5E, － U+FF0D, ∥ U+2225, ― U+2015, ￠￡￢ U+FFE0–FFE2, ￤ U+FFE4.
    case microsoft
    /// As JIS X 0221: 〜 U+301C, − U+2212, ‖ U+2016, — U+2014, ¢£¬ U+00A2, A3, AC, ¦ U+00A6.
    case jis

    /// Each code with its character by Microsoft and by JIS.
    public static let pairs: [(code: UInt16, microsoft: Unicode.Scalar, jis: Unicode.Scalar)] = [
        (0x815C, "\u{2015}", "\u{2014}"), (0x8160, "\u{FF5E}", "\u{301C}"), (0x8161, "\u{2225}", "\u{2016}"),
        (0x817C, "\u{FF0D}", "\u{2212}"), (0x8191, "\u{FFE0}", "\u{00A2}"), (0x8192, "\u{FFE1}", "\u{00A3}"),
        (0x81CA, "\u{FFE2}", "\u{00AC}"), (0xFA55, "\u{FFE4}", "\u{00A6}"),
    ]
}

extension String {
    /// The text with the signs of ``SignMapping/pairs`` as `mapping` has them.
    public func mappingSigns(to mapping: SignMapping) -> String {
        guard !isASCII else { return self }
        return rewritten { bytes, scalar in
            let pair = SignMapping.pairs.first { $0.microsoft == scalar || $0.jis == scalar }
            bytes.append(pair.map { mapping == .microsoft ? $0.microsoft : $0.jis } ?? scalar)
        }
    }
}

extension CP932 {
    /// Encodes `text` as ``encode(_:)``, the signs that JIS maps otherwise included: a declared choice, since what is read
    /// again is Microsoft's character.
    ///
    /// - Throws: ``UnencodableScalar``.
    public static func encode(acceptingJISSigns text: String) throws(UnencodableScalar) -> [UInt8] {
        try encode(text.mappingSigns(to: .microsoft))
    }
}
