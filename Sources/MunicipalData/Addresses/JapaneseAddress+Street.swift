extension JapaneseAddress {
    /// How far to go along a street: up (north), down, to the east or west, or the corner.
    private static let directions: [[Character]] = [
        "上る", "上ル", "上がる", "上ガル", "下る", "下ル", "下がる", "下ガル", "東入る", "東入ル", "西入る", "西入ル",
        "南入る", "南入ル", "北入る", "北入ル", "東入", "西入", "南入", "北入", "東角", "西角", "南角", "北角",
    ].map(Array.init)

    /// The way along streets at the start of `text`, which ends with the last direction before the first number of a lot:
    /// 寺町通御池上る, 下立売通千本西入. Blank where there is no direction.
    static func street(startOf text: ArraySlice<Character>) -> ArraySlice<Character> {
        var end = text.startIndex
        var index = text.startIndex
        while index < text.endIndex, !text[index].isASCIIDigit {
            if let found = directions.first(where: { text[index...].starts(with: $0) }) {
                index += found.count
                // 東入五丁目清水町: so many blocks to the east, still the way.
                if found.contains("入"), let blocks = numbered(text[index...]), let next = text[blocks...].first,
                    !next.isNumeral
                {
                    index = blocks
                }
                end = index
            } else if numbered(text[index...]) != nil {
                break
            } else {
                index += 1
            }
        }
        return text[text.startIndex..<end]
    }

    /// Where a number with 丁目 at the start of `text` ends.
    private static func numbered(_ text: ArraySlice<Character>) -> Int? {
        let numeral = text.prefix(while: \.isNumeral)
        let after = text[numeral.endIndex...]
        return !numeral.isEmpty && after.starts(with: "丁目") ? after.startIndex + 2 : nil
    }
}
