/// Groups of digits with one separator between two of them, and the letters that touch the first and the last digit.
struct NumberRun {
    /// The narrow characters of the whole text.
    private let characters: [UInt8]
    /// Where the digits of each group stand in them.
    private(set) var groups: [Range<Int>] = []
    /// What stands behind each group: `-` (also for parentheses), a space, or 0 behind the last.
    private var separators: [UInt8] = []
    private(set) var lettersBefore = 0
    private(set) var lettersAfter = 0
    /// Whether a `+` stands before the first digit.
    private(set) var hasPlus = false
    /// Whether the letters before are those of Japanese passports (T or M first).
    private(set) var isJapanesePassport = false

    /// The first run at `index` or behind it, and sets `index` behind the run; `nil` where there is none.
    init?(in characters: [UInt8], at index: inout Int) {
        while index < characters.count, !Self.isDigit(characters[index]) { index += 1 }
        guard index < characters.count else { return nil }
        self.characters = characters
        let start = index
        while true {
            let first = index
            while index < characters.count, Self.isDigit(characters[index]) { index += 1 }
            groups.append(first..<index)
            guard index + 1 < characters.count, Self.isDigit(characters[index + 1]),
                let separator = Self.separator(characters[index])
            else { break }
            separators.append(separator)
            index += 1
        }
        separators.append(0)
        var letter = start
        while letter > 0, Self.isLetter(characters[letter - 1]) { letter -= 1 }
        lettersBefore = start - letter
        isJapanesePassport =
            lettersBefore == 2 && (characters[letter] == UInt8(ascii: "T") || characters[letter] == UInt8(ascii: "M"))
        letter = index
        while letter < characters.count, Self.isLetter(characters[letter]) { letter += 1 }
        lettersAfter = letter - index
        hasPlus = start > 0 && characters[start - 1] == UInt8(ascii: "+")
    }

    /// Whether `count` groups from `first` on have one and the same separator between them, and none such at the ends.
    /// Letters may touch the digits only of a window inside the run, behind another separator.
    func isWindow(at first: Int, count: Int) -> Bool {
        let last = first + count - 1
        guard last < groups.count else { return false }
        let separator = count > 1 ? separators[first] : UInt8(ascii: "-")
        for index in first..<last where separators[index] != separator { return false }
        guard count == 1 || count < groups.count || lettersBefore == 0 && lettersAfter == 0 else { return false }
        return (first == 0 || separators[first - 1] != separator) && separators[last] != separator
    }

    /// The lengths of `count` groups from `first` on.
    func lengths(at first: Int, count: Int) -> [Int] { groups[first..<first + count].map(\.count) }

    /// The digits of `count` groups from `first` on, values 0...9.
    func digits(at first: Int, count: Int) -> [UInt8] {
        groups[first..<first + count].flatMap { characters[$0] }.map { $0 &- 0x30 }
    }

    private static func separator(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"): UInt8(ascii: "-")
        case UInt8(ascii: " "): character
        default: nil
        }
    }

    private static func isDigit(_ character: UInt8) -> Bool { character &- 0x30 < 10 }
    private static func isLetter(_ character: UInt8) -> Bool { (character | 0x20) &- 0x61 < 26 }
}
