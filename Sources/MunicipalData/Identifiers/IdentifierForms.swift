import Primitives

/// The forms of identifiers that a text has: those that are sure by themselves, and those that need more evidence.
struct IdentifierForms {
    /// Kinds as bits.
    struct Kinds: OptionSet {
        let rawValue: UInt16
        init(rawValue: UInt16) { self.rawValue = rawValue }
        init(_ kind: DirectIdentifierKind) { rawValue = 1 << kind.order }
    }

    private(set) var sure: Kinds = []
    private(set) var possible: Kinds = []

    mutating func addSure(_ kind: DirectIdentifierKind) { sure.insert(Kinds(kind)) }
    mutating func addPossible(_ kind: DirectIdentifierKind) { possible.insert(Kinds(kind)) }

    func has(_ kind: DirectIdentifierKind) -> Bool { sure.contains(Kinds(kind)) }
    func mayHave(_ kind: DirectIdentifierKind) -> Bool { sure.union(possible).contains(Kinds(kind)) }

    /// Looks at a text. Most end at the first look: seven digits or an `@` are needed.
    init(_ text: String) {
        guard Self.isWorthLooking(text) else { return }
        if IndividualNumberScan.isFound(in: text) { addSure(.individualNumber) }
        let characters = Self.narrowCharacters(text)
        if MailForm.isFound(in: characters) { addSure(.mail) }
        var index = 0
        while let run = NumberRun(in: characters, at: &index) { look(at: run) }
    }

    private static func isWorthLooking(_ text: String) -> Bool {
        guard text.utf8.count >= 6 else { return false }
        var digits = 0
        var hasAt = false
        for byte in text.utf8 {
            // BC stands in every wide digit and in the wide @.
            if byte &- 0x30 < 10 || byte == 0xBC { digits &+= 1 } else if byte == UInt8(ascii: "@") { hasAt = true }
        }
        return hasAt || digits >= 7 || (digits > 0 && text.unicodeScalars.contains("＠"))
    }

    /// The text in narrow ASCII; any other character is 0, and the long mark ー between digits a hyphen.
    private static func narrowCharacters(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            let narrow = scalar.narrowed
            if narrow.isASCII { return UInt8(truncatingIfNeeded: narrow.value) }
            return scalar.value == 0x30FC || scalar.value == 0xFF70 ? UInt8(ascii: "-") : 0
        }
    }

    private mutating func look(at run: NumberRun) {
        for first in run.groups.indices {
            if run.isWindow(at: first, count: 1) { look(atGroup: first, of: run) }
            for count in 2...4 where run.isWindow(at: first, count: count) { look(atGroups: first, count, of: run) }
        }
    }

    /// Groups with separators.
    private mutating func look(atGroups first: Int, _ count: Int, of run: NumberRun) {
        let lengths = run.lengths(at: first, count: count)
        guard lengths.reduce(0, +) >= 10 else { return }
        let digits = run.digits(at: first, count: count)
        if lengths == [4, 6] {
            // 2026-000123 is rather a year and a serial number.
            let isYear = digits.starts(with: [1, 9]) || digits.starts(with: [2, 0])
            if isYear { addPossible(.pensionNumber) } else { addSure(.pensionNumber) }
        }
        if TelephoneForm.matches(digits, lengths: lengths, isInternational: run.hasPlus) { addSure(.telephone) }
        if lengths == [4, 6, 5] || lengths == [4, 4, 4, 4], CreditCardForm.matches(digits) { addSure(.creditCard) }
    }

    /// A number without separators.
    private mutating func look(atGroup group: Int, of run: NumberRun) {
        let count = run.groups[group].count
        guard (7...16).contains(count) else { return }
        let digits = run.digits(at: group, count: 1)
        switch (run.lettersBefore, count, run.lettersAfter) {
        case (2, 8, 2): addSure(.residenceCard)
        case (2, 7, 0): if run.isJapanesePassport { addSure(.passport) } else { addPossible(.passport) }
        case (0, 10, 0):
            addPossible(.pensionNumber)
            if TelephoneForm.isBare(digits) { addPossible(.telephone) }
        case (0, 11, 0):
            if TelephoneForm.isMobile(digits) { addSure(.telephone) } else { addPossible(.residentRecordCode) }
        case (0, 12, 0): if DrivingLicenceForm.matches(digits) { addPossible(.drivingLicence) }
        case (0, 13...16, 0): if CreditCardForm.matches(digits) { addSure(.creditCard) }
        default: break
        }
    }
}
