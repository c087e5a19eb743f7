import Primitives

/// Reads the parts of a date from its characters, one after the other, without building any text: it runs once for every
/// distinct value of a column.
struct WrittenDateReader {
    /// What stands in the field that is being read.
    private enum Field {
        case empty
        /// A number and how many digits write it.
        case number(Int, digits: Int)
        /// Kanji: what stands before 十, and what stands behind it so far.
        case tens(Int, ones: Int)
        /// `A`, of which the digit is still to come.
        case codeMark
        case code(Int)
        case season(Int)
        case third(Int)
        /// 元.
        case firstYear
        /// 不詳, 不明.
        case unknown
    }

    private var characters: CompactScalars
    private var parts = WrittenDateParts()
    /// The field that is being read: 0 year, 1 month, 2 day; 3 behind the day.
    private var place = 0
    private var field = Field.empty
    /// Whether a sign before this field promised it.
    private var isPromised = false
    /// Whether a name of a field (年月日) stood alone, so that 不詳 must follow.
    private var isNameAlone = false

    static func parts(of text: String) throws(DateProblem) -> WrittenDateParts {
        if let compact = try CompactDigits(text)?.parts { return compact }
        var reader = WrittenDateReader(characters: CompactScalars(text))
        return try reader.read()
    }

    private init(characters: CompactScalars) { self.characters = characters }

    private mutating func read() throws(DateProblem) -> WrittenDateParts {
        guard let first = characters.next() else { return parts }
        var scalar: Unicode.Scalar? = first
        if let era = Era.abbreviated(first) {
            parts.era = era
            scalar = characters.next()
            // The second character of the name, or the dot of S.20.8.15.
            if scalar == era.secondCharacter || scalar == "." { scalar = characters.next() }
            // An era alone is no date.
            guard let scalar else { throw .unknownForm }
            var digits = CompactDigits()
            var rest = characters
            if digits.append(scalar), digits.append(all: &rest), digits.count == 6 { return try digits.parts(in: era) }
        } else if first == "西" {
            guard characters.next() == "暦" else { throw .unknownForm }
            scalar = characters.next()
        } else if first == "-" {
            // A lone dash stands for a missing value.
            guard characters.next() == nil else { throw .unknownForm }
            return parts
        }
        while let next = scalar {
            try take(next)
            scalar = characters.next()
        }
        if case .empty = field {
            guard !isPromised, !isNameAlone else { throw .unknownForm }
        } else {
            try close()
        }
        return parts
    }

    private mutating func take(_ scalar: Unicode.Scalar) throws(DateProblem) {
        switch scalar {
        case "-", "/", ".":
            if case .empty = field { throw .unknownForm }
            try close()
            isPromised = true
        case "年": try name(0)
        case "月": try name(1)
        case "日": try name(2)
        default:
            guard place < 3 || isNameAlone else { throw .unknownForm }
            try extend(by: scalar)
        }
    }

    /// Takes a field's name, which ends the field.
    private mutating func name(_ named: Int) throws(DateProblem) {
        guard place == named else { throw .unknownForm }
        if case .empty = field {
            // 年月日不詳, 月日不詳: the names stand before what is said of all of them.
            guard !isPromised else { throw .unknownForm }
            isNameAlone = true
            place += 1
        } else {
            try close()
            isPromised = false
        }
    }

    private mutating func extend(by scalar: Unicode.Scalar) throws(DateProblem) {
        if isNameAlone || scalar == "不" {
            guard case .empty = field, scalar == "不", let next = characters.next(), next == "詳" || next == "明"
            else { throw .unknownForm }
            field = .unknown
            return
        }
        switch field {
        case .empty: field = try Self.begin(with: scalar, place: place, &characters)
        case .number(let number, let digits):
            if scalar == "十" || scalar == "拾" {
                guard digits == 1, number > 0 else { throw .unknownForm }
                field = .tens(number, ones: 0)
            } else {
                guard let digit = scalar.dateDigit, digits < 4 else { throw .unknownForm }
                field = .number(number * 10 + digit, digits: digits + 1)
            }
        case .tens(let tens, ones: 0):
            guard let digit = scalar.dateDigit, digit > 0 else { throw .unknownForm }
            field = .tens(tens, ones: digit)
        case .codeMark:
            guard let digit = scalar.dateDigit, digit >= 1, digit <= 4 else { throw .unknownForm }
            field = .code(digit)
        default: throw .unknownForm
        }
    }

    private static func begin(
        with scalar: Unicode.Scalar, place: Int, _ characters: inout CompactScalars
    ) throws(DateProblem) -> Field {
        if let digit = scalar.dateDigit { return .number(digit, digits: 1) }
        switch (scalar, place) {
        case ("十", _), ("拾", _): return .tens(1, ones: 0)
        case ("A", 1...): return .codeMark
        case ("元", 0): return .firstYear
        case ("春", 1): return .season(1)
        case ("夏", 1): return .season(2)
        case ("秋", 1): return .season(3)
        case ("冬", 1): return .season(4)
        case ("上", 2), ("中", 2), ("下", 2):
            guard characters.next() == "旬" else { throw .unknownForm }
            return .third(scalar == "上" ? 1 : scalar == "中" ? 2 : 3)
        default: throw .unknownForm
        }
    }

    /// Writes the field down and goes on to the next one.
    private mutating func close() throws(DateProblem) {
        defer {
            field = .empty
            place += 1
        }
        if case .unknown = field, isNameAlone {
            // What was said holds for all names before it; nothing may follow.
            isNameAlone = false
            place = 2
            return
        }
        switch place {
        case 0: parts.year = try yearOfField()
        case 1: parts.month = try part(codes: 4)
        case 2: parts.day = try part(codes: 3)
        default: throw .unknownForm
        }
    }

    private func yearOfField() throws(DateProblem) -> Int {
        switch field {
        case .unknown: return 0
        case .firstYear where parts.era != nil: return 1
        case .tens(let tens, let ones) where parts.era != nil: return tens * 10 + ones
        case .number(let number, let digits):
            guard parts.era == nil ? digits == 4 : digits <= 2 else { throw .unknownForm }
            return number
        default: throw .unknownForm
        }
    }

    private func part(codes: Int) throws(DateProblem) -> WrittenDateParts.Part {
        switch field {
        case .unknown: return .unknown
        case .tens(let tens, let ones): return .number(tens * 10 + ones)
        case .number(let number, let digits) where digits <= 2: return .number(number)
        case .code(let code) where code <= codes: return .code(code)
        case .season(let code), .third(let code): return .code(code)
        default: throw .unknownForm
        }
    }
}
