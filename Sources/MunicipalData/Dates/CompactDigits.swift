import Primitives

/// The characters of a text in narrow form, spaces left out.
struct CompactScalars {
    private var scalars: String.UnicodeScalarView.Iterator

    init(_ text: String) { scalars = text.unicodeScalars.makeIterator() }

    mutating func next() -> Unicode.Scalar? {
        while let scalar = scalars.next() {
            let narrow = scalar.value < 0x80 ? scalar : scalar.narrowed
            if narrow != " " { return narrow }
        }
        return nil
    }
}

/// A date written without signs, as up to eight digits: four bits each, the code mark `A` as 10.
struct CompactDigits {
    private var bits: UInt32 = 0
    private(set) var count = 0

    /// No digits yet.
    init() {}

    /// The digits of a text of six or more digits and nothing else; `nil` for any other text.
    ///
    /// - Throws: ``DateProblem/unknownForm`` where there are more than eight.
    init?(_ text: String) throws(DateProblem) {
        var characters = CompactScalars(text)
        guard append(all: &characters), count >= 6 else { return nil }
        guard count <= 8 else { throw .unknownForm }
    }

    /// Appends a digit or code mark; false for any other character. Only the last eight are kept.
    mutating func append(_ scalar: Unicode.Scalar) -> Bool {
        let nibble: UInt32
        switch scalar {
        case "0"..."9": nibble = scalar.value - 0x30
        case "A": nibble = 10
        default: return false
        }
        bits = bits << 4 | nibble
        count += 1
        return true
    }

    /// Appends all characters; false where one is no digit.
    mutating func append(all characters: inout CompactScalars) -> Bool {
        while let scalar = characters.next() {
            guard append(scalar) else { return false }
        }
        return true
    }

    /// `yyyyMMdd`, or the era's number before `yyMMdd`.
    var parts: WrittenDateParts {
        get throws(DateProblem) {
            switch count {
            case 8: return try parts(era: nil, year: number(at: 7, length: 4))
            case 7:
                guard let era = Era(rawValue: Int(bits >> 24)) else { throw .unknownForm }
                return try parts(in: era)
            default: throw .unknownForm
            }
        }
    }

    /// `yyMMdd` of an era; digits before these are not looked at.
    func parts(in era: Era) throws(DateProblem) -> WrittenDateParts {
        try parts(era: era, year: number(at: 5, length: 2))
    }

    private func parts(era: Era?, year: Int) throws(DateProblem) -> WrittenDateParts {
        try WrittenDateParts(era: era, year: year, month: part(at: 3, codes: 4), day: part(at: 1, codes: 3))
    }

    /// The digit `place` from the end.
    private func digit(_ place: Int) -> Int { Int(bits >> (4 * UInt32(place)) & 15) }

    private func number(at place: Int, length: Int) throws(DateProblem) -> Int {
        var number = 0
        for offset in 0..<length {
            let digit = digit(place - offset)
            guard digit < 10 else { throw .unknownForm }
            number = number * 10 + digit
        }
        return number
    }

    private func part(at place: Int, codes: Int) throws(DateProblem) -> WrittenDateParts.Part {
        guard digit(place) == 10 else { return .number(try number(at: place, length: 2)) }
        let code = digit(place - 1)
        guard code >= 1, code <= codes else { throw .unknownForm }
        return .code(code)
    }
}

extension Unicode.Scalar {
    /// The value of an ASCII digit or of a kanji numeral below ten, those of documents (大字) included; `nil` for others.
    var dateDigit: Int? {
        switch self {
        case "0"..."9": Int(value - 0x30)
        case "〇", "零": 0
        case "一", "壱": 1
        case "二", "弐": 2
        case "三", "参": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        default: nil
        }
    }
}

extension Era {
    /// The era that a text beginning with `scalar` names: by its first character, its sign in one square, or its letter.
    static func abbreviated(_ scalar: Unicode.Scalar) -> Era? {
        switch scalar {
        case "明", "M", "m", "\u{337E}": .meiji
        case "大", "T", "t", "\u{337D}": .taisho
        case "昭", "S", "s", "\u{337C}": .showa
        case "平", "H", "h", "\u{337B}": .heisei
        case "令", "R", "r", "\u{32FF}": .reiwa
        default: nil
        }
    }

    /// The second character of the era's name.
    var secondCharacter: Unicode.Scalar {
        switch self {
        case .meiji: "治"
        case .taisho: "正"
        case .showa, .reiwa: "和"
        case .heisei: "成"
        }
    }
}
