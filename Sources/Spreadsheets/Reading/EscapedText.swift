/// `_xHHHH_`: how texts in spreadsheets hold characters that XML cannot (ECMA-376 part 1, 22.9.2.19 ST_Xstring).
enum EscapedText {
    /// The text with each `_xHHHH_` replaced by its character; one that is none (half of a pair) stays as it is.
    static func resolve(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        var units: [UInt16] = []
        let source = Array(text.utf16)
        var index = 0
        while index < source.count {
            if let unit = escape(source, at: index) {
                units.append(unit)
                index += 7
            } else {
                units.append(source[index])
                index += 1
            }
        }
        return String(validating: units, as: UTF16.self) ?? text
    }

    /// The text with each `_xHHHH_` in it marked as meant literally.
    static func protect(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
        var units: [UInt16] = []
        let source = Array(text.utf16)
        for (index, unit) in source.enumerated() {
            if escape(source, at: index) != nil { units += Array("_x005F".utf16) }
            units.append(unit)
        }
        return String(decoding: units, as: UTF16.self)
    }

    private static func escape(_ units: [UInt16], at index: Int) -> UInt16? {
        guard index + 7 <= units.count, units[index] == 0x5F, units[index + 1] == 0x78, units[index + 6] == 0x5F else {
            return nil
        }
        return UInt16(String(decoding: units[index + 2..<index + 6], as: UTF16.self), radix: 16)
    }
}
