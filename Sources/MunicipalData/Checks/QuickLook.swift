import Primitives

/// Tells by a cell's bytes alone that nothing is wrong with it, or gives up: the road of columns with many different values.
struct QuickLook {
    /// What it knows of a cell with which nothing is wrong.
    struct Seen {
        var characters: Int
        var year = 0
        var isMissing = false
    }

    /// The forms it can tell.
    private enum Form { case any, integer, date, postalCode, none }

    private let form: Form
    private let isCP932: Bool
    private let length: Int
    private let isRequired: Bool
    /// Whether only ASCII without spaces may be judged, since other text is made alike first.
    private let isNormalized: Bool
    /// Cells that stand for a missing value besides the blank one.
    private let missing: [[UInt8]]
    private let minimum: Double
    private let maximum: Double

    init(_ plan: ColumnPlan, _ encoding: TextEncoding) {
        let item = plan.item
        isCP932 = encoding == .cp932
        length = item?.length ?? .max
        isRequired = item?.isRequired ?? false
        isNormalized = !(item?.normalization.isEmpty ?? true)
        missing = item?.missing.filter { !$0.isEmpty }.compactMap { try? encoding.encode($0) } ?? []
        minimum = item?.minimum ?? -.infinity
        maximum = item?.maximum ?? .infinity
        let isSpecial =
            plan.hasRoles || plan.order != nil
            || item.map {
                !$0.codes.isEmpty || $0.check != nil || $0.normalization.contains(.leadingZeros)
                    || ($0.type != .integer && $0.type != .decimal && ($0.minimum ?? $0.maximum) != nil)
            } ?? false
        form =
            switch item?.type {
            case _ where isSpecial: .none
            case nil, .text, .address, .code: .any
            case .integer: .integer
            case .date: .date
            case .postalCode: .postalCode
            case .decimal, .flag, .municipalityCode: .none
            }
    }

    /// Whether cells of usual forms have to be judged at length: dates by era, codes, check digits.
    var isSlow: Bool { form == .none || form == .date || isNormalized }

    /// What the content of a cell is, or `nil` where only a closer look can tell. ``ByteDictionary/View/readAhead`` bytes behind
    /// its beginning and seven behind its end are readable.
    func look(_ start: UnsafePointer<UInt8>, _ count: Int) -> Seen? {
        if form == .none { return nil }
        if count == 0 { return isRequired ? nil : Seen(characters: 0, isMissing: true) }
        guard let characters = TextScan.characters(start, count, isCP932: isCP932) else { return nil }
        let bytes = UnsafeBufferPointer(start: start, count: count)
        if isNormalized, bytes.contains(where: { $0 == 0x20 || $0 >= 0x80 }) { return nil }
        if !missing.isEmpty, missing.contains(where: { $0.elementsEqual(bytes) }) {
            return isRequired ? nil : Seen(characters: characters, isMissing: true)
        }
        guard characters <= length else { return nil }
        switch form {
        case .none: return nil
        case .any: return Seen(characters: characters)
        case .integer:
            guard let number = Self.integer(start, count), number >= minimum, number <= maximum else { return nil }
            return Seen(characters: characters)
        case .postalCode:
            return count == 7 && Self.digits(start, 7) != nil ? Seen(characters: characters) : nil
        case .date:
            let year = Self.year(start, count)
            return year > 0 ? Seen(characters: characters, year: year) : nil
        }
    }

    private static func integer(_ start: UnsafePointer<UInt8>, _ count: Int) -> Double? {
        let isNegative = start[0] == UInt8(ascii: "-")
        let skipped = isNegative || start[0] == UInt8(ascii: "+") ? 1 : 0
        guard count > skipped, count <= 15, let value = digits(start + skipped, count - skipped) else { return nil }
        return Double(isNegative ? -value : value)
    }

    @inline(__always)
    private static func digits(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        var value = 0
        for index in 0..<count {
            let digit = start[index] &- 0x30
            if digit > 9 { return nil }
            value = value &* 10 &+ Int(digit)
        }
        return value
    }

    /// The year of `20260401`, `2026-04-01` or `2026/04/01`, or 0 for anything else.
    private static func year(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let step = count == 10 ? 1 : 0
        guard count == 8 || count == 10 else { return 0 }
        if step == 1 {
            let sign = start[4]
            guard sign == start[7], sign == UInt8(ascii: "-") || sign == UInt8(ascii: "/") else { return 0 }
        }
        guard let year = digits(start, 4), let month = digits(start + 4 + step, 2),
            let day = digits(start + 6 + 2 * step, 2), year > 0, (1...12).contains(month), (1...28).contains(day)
        else { return 0 }
        return year
    }
}

/// Counts the characters of a text by its bytes.
enum TextScan {
    /// What a pair of bytes is in CP932, by lead byte × 256 + trail byte.
    private enum Pair {
        static let text: UInt8 = 1
        static let digit: UInt8 = 2
    }

    /// Nobody writes there after it is made; an array would be asked for its owner at each look.
    private nonisolated(unsafe) static let pairs: UnsafePointer<UInt8> = {
        let pairs = UnsafeMutablePointer<UInt8>.allocate(capacity: 65_536)
        for pair in 0..<65_536 {
            let lead = UInt8(pair >> 8)
            pairs[pair] = 0
            guard (0x81...0x9F).contains(lead) || (0xE0...0xFC).contains(lead), !(0xF0...0xF9).contains(lead),
                (try? CP932.decode([lead, UInt8(truncatingIfNeeded: pair)].span)) != nil
            else { continue }
            pairs[pair] = (0x824F...0x8258).contains(pair) ? Pair.digit : Pair.text
        }
        return UnsafePointer(pairs)
    }()

    /// The number of characters of a text with which nothing is wrong: every byte has a meaning, none is zero, no character is
    /// the municipality's own or a variation selector, and there are not the twelve digits of an individual number; else `nil`.
    @inline(__always)
    static func characters(_ start: UnsafePointer<UInt8>, _ count: Int, isCP932: Bool) -> Int? {
        var high: UInt8 = 0
        var digits = 0
        var zeros = 0
        for index in 0..<count {
            let byte = start[index]
            high |= byte
            digits &+= byte &- 0x30 < 10 ? 1 : 0
            zeros &+= byte == 0 ? 1 : 0
        }
        if zeros > 0 { return nil }
        if high < 0x80 {
            // Digits alone are the usual form of a code; only those of twelve can be an individual number.
            return digits < 12 || (digits == count && count != 12) ? count : nil
        }
        return isCP932 ? ofCP932(start, count) : ofUTF8(start, count)
    }

    private static func ofCP932(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        let pairs = pairs
        var index = 0
        var characters = 0
        var digits = 0
        while index < count {
            let byte = start[index]
            characters &+= 1
            index &+= 1
            if byte < 0x80 {
                digits &+= byte &- 0x30 < 10 ? 1 : 0
            } else if byte &- 0xA1 > 0xDF - 0xA1 {
                guard index < count else { return nil }
                let kind = pairs[Int(byte) &<< 8 | Int(start[index])]
                if kind == 0 { return nil }
                digits &+= kind == Pair.digit ? 1 : 0
                index &+= 1
            }
        }
        return digits < 12 ? characters : nil
    }

    private static func ofUTF8(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int? {
        var index = 0
        var characters = 0
        var digits = 0
        while index < count {
            let byte = start[index]
            characters &+= 1
            index &+= 1
            if byte < 0x80 {
                digits &+= byte &- 0x30 < 10 ? 1 : 0
            } else if byte &- 0xE1 < 0xED - 0xE1 || byte == 0xEF {
                // U+1000–U+CFFF, and of U+F000–U+FFFF what is neither private use nor a variation selector.
                guard index &+ 1 < count, start[index] & 0xC0 == 0x80, start[index &+ 1] & 0xC0 == 0x80 else {
                    return nil
                }
                if byte == 0xEF {
                    let second = start[index]
                    if second <= 0xA3 || second == 0xB8 {
                        return nil
                    }
                    // Digits of full width: EF BC 90–99.
                    digits &+= second == 0xBC && start[index &+ 1] &- 0x90 < 10 ? 1 : 0
                }
                index &+= 2
            } else if byte &- 0xC2 < 0xE0 - 0xC2 {
                guard index < count, start[index] & 0xC0 == 0x80 else { return nil }
                index &+= 1
            } else {
                return nil
            }
        }
        return digits < 12 ? characters : nil
    }
}
