/// The characters of an address in one way of writing: narrow digits and signs, no spaces, one sign for dashes in numbers,
/// and numbers within the names of towns (北1条, 3番町) in kanji.
///
/// Applied to its own result it changes nothing.
struct AddressText {
    let characters: [Character]

    init(_ text: String) {
        var characters: [Character] = []
        for character in text.narrowed where !character.isWhitespace { characters.append(character) }
        Self.unifyDashes(&characters)
        while let remark = characters[...].firstRange(of: Self.remark) { characters.removeSubrange(remark) }
        self.characters = Self.spelled(characters)
    }

    /// What sources write in place of a town where a municipality has none.
    private static let remark = Array("(大字なし)")

    /// Signs that stand for a hyphen when they come between two digits.
    private static let dashes: Set<Character> = ["ー", "ｰ", "─", "━", "~", "〜", "～", "﹣"]

    private static func unifyDashes(_ characters: inout [Character]) {
        for index in characters.indices.dropFirst().dropLast() where dashes.contains(characters[index]) {
            if characters[index - 1].isASCIIDigit, characters[index + 1].isASCIIDigit { characters[index] = "-" }
        }
    }

    /// Numbers before 条, 番町 and 番丁, which belong to a name, in kanji.
    private static func spelled(_ characters: [Character]) -> [Character] {
        var result: [Character] = []
        result.reserveCapacity(characters.count)
        var index = 0
        while index < characters.count {
            guard characters[index].isASCIIDigit else {
                result.append(characters[index])
                index += 1
                continue
            }
            var end = index
            while end < characters.count, characters[end].isASCIIDigit { end += 1 }
            let run = characters[index..<end]
            if let number = KanjiNumeral.value(of: run), (1...99).contains(number), isName(characters[end...]) {
                result += Array(KanjiNumeral.text(number))
            } else {
                result += run
            }
            index = end
        }
        return result
    }

    private static func isName(_ following: ArraySlice<Character>) -> Bool {
        following.first == "条" || following.starts(with: "番町") || following.starts(with: "番丁")
    }
}
