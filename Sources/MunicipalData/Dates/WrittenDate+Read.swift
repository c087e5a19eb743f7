import Primitives

extension WrittenDate {
    /// Reads a date in any form that municipal systems write:
    ///
    /// - `2026-04-01`, `2026/4/1`, `2026.4.1`, `2026年4月1日`, `20260401`;
    /// - with era: `令和8年12月1日`, `昭和元年…`, `昭64.1.7`, `R08.12.01`, `S64/1/7`, `R080512`, and the era number before
    ///   `yyMMdd`: `5081201`;
    /// - digits and signs of either width;
    /// - unknown parts: year `0000`; month `00`, `A1`–`A4` (season) or 不詳/不明; day `00`, `A1`–`A3` (上旬…) or 不詳/不明;
    ///   parts left out; 不明年/不明月/不明日; a blank cell.
    ///
    /// - Throws: ``DateProblem``.
    public init(reading text: String) throws(DateProblem) {
        let compact = String(text.narrowed.filter { $0 != " " })
        let era = Era.prefix(of: compact)
        let rest = era.map { Array(compact.unicodeScalars.dropFirst($0.length)) } ?? Array(compact.unicodeScalars)
        guard !rest.isEmpty else {
            guard era == nil else { throw .unknownForm }
            self = .unknown
            return
        }
        if era == nil, WrittenDate.isUnknown(compact) {
            self = .unknown
            return
        }
        let parts = try WrittenDate.parts(of: rest, era: era?.era)
        self = try WrittenDate.date(parts)
    }

    private struct Parts {
        var era: Era?
        /// `nil`: unknown.
        var year: Int?
        var month: Int?
        var day: Int?
    }

    private static func isUnknown(_ text: String) -> Bool {
        ["不詳", "不明", "不明年", "不詳年", "年月日不詳", "不明年不明月不明日", "不詳年不詳月不詳日", "-"].contains(text)
    }

    private static func parts(of text: [Unicode.Scalar], era: Era?) throws(DateProblem) -> Parts {
        let isCompact = text.allSatisfy { ("0"..."9").contains($0) || $0 == "A" }
        if isCompact, text.count >= 6 { return try compactParts(String(String.UnicodeScalarView(text)), era: era) }
        var fields: [String] = [""]
        for scalar in text {
            switch scalar {
            case "-", "/", ".", "年", "月", "日":
                fields.append("")
            default: fields[fields.count - 1].unicodeScalars.append(scalar)
            }
        }
        // 年月日 end their field, so the last one is empty; a separator between fields is not.
        if let last = text.last, last == "日" || last == "月" || last == "年" { fields.removeLast() }
        // In 不明年5月 and 昭和20年不詳 the unknown mark stands for all that is missing.
        if let last = fields.last, last == "" { throw .unknownForm }
        guard (1...3).contains(fields.count) else { throw .unknownForm }
        if era == nil, fields[0].count != 4, !isUnknown(fields[0]) { throw .unknownForm }
        return Parts(
            era: era, year: try year(fields[0], inEra: era != nil),
            month: fields.count > 1 ? try part(fields[1], codes: 4) : nil,
            day: fields.count > 2 ? try part(fields[2], codes: 3) : nil)
    }

    /// `yyyyMMdd`, or with an era `yyMMdd`, or the era's number before `yyMMdd`.
    private static func compactParts(_ digits: String, era: Era?) throws(DateProblem) -> Parts {
        var digits = digits
        var era = era
        if era == nil, digits.count == 7, let number = digits.first?.wholeNumberValue {
            era = Era(rawValue: number)
            digits.removeFirst()
        }
        guard digits.count == (era == nil ? 8 : 6) else { throw .unknownForm }
        let year = String(digits.dropLast(4))
        return Parts(
            era: era, year: try WrittenDate.year(year, inEra: era != nil),
            month: try part(String(digits.dropLast(2).suffix(2)), codes: 4),
            day: try part(String(digits.suffix(2)), codes: 3))
    }

    private static func year(_ text: String, inEra: Bool) throws(DateProblem) -> Int? {
        if isUnknown(text) { return nil }
        if text == "元", inEra { return 1 }
        guard let year = number(text), text.count <= (inEra ? 2 : 4) else { throw .unknownForm }
        if year == 0 { return nil }
        return year
    }

    /// A month or day; `nil` when it is unknown: 00, a code A1... for a season or third of a month, or in words.
    private static func part(_ text: String, codes: Int) throws(DateProblem) -> Int? {
        if isUnknown(text) { return nil }
        if text.count == 2, text.first == "A", let code = text.last?.wholeNumberValue, (1...codes).contains(code) {
            return nil
        }
        guard let value = number(text), text.count <= 2 else { throw .unknownForm }
        return value == 0 ? nil : value
    }

    private static func number(_ text: String) -> Int? {
        guard !text.isEmpty, text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return Int(text)
    }

    private static func date(_ parts: Parts) throws(DateProblem) -> WrittenDate {
        guard let year = parts.year else { return .unknown }
        // With an unknown month a known day says nothing.
        let month = parts.month
        let day = month == nil ? nil : parts.day
        let full = parts.era.map { $0.start.year + year - 1 } ?? year
        if let month, let day { return .day(try known(parts.era, full, eraYear: year, month, day)) }
        guard (1...9999).contains(full), (1...12).contains(month ?? 1) else { throw .impossibleDay }
        if let era = parts.era {
            // The period must at least touch the era.
            let lastYear = era.next?.start.year ?? 9999
            guard full <= lastYear else { throw .outsideEra }
            if let month, full == lastYear, let next = era.next?.start, month > next.month { throw .outsideEra }
            if let month, year == 1, month < era.start.month { throw .outsideEra }
        }
        return month.map { .month(year: full, month: $0) } ?? .year(full)
    }

    private static func known(
        _ era: Era?, _ year: Int, eraYear: Int, _ month: Int, _ day: Int
    ) throws(DateProblem) -> CivilDate {
        do {
            return try era?.date(year: eraYear, month: month, day: day) ?? CivilDate(year, month, day)
        } catch EraError.notInEra {
            throw .outsideEra
        } catch {
            throw .impossibleDay
        }
    }
}

extension Era {
    /// The era that `text` begins with, by name, first character, square sign or Latin letter, and how many scalars that takes.
    fileprivate static func prefix(of text: String) -> (era: Era, length: Int)? {
        let squares: [Era: Unicode.Scalar] = [
            .meiji: "\u{337E}", .taisho: "\u{337D}", .showa: "\u{337C}", .heisei: "\u{337B}", .reiwa: "\u{32FF}",
        ]
        guard let first = text.unicodeScalars.first else { return nil }
        for era in Era.allCases {
            if text.hasPrefix(era.name) { return (era, 2) }
            if era.name.unicodeScalars.first == first || squares[era] == first { return (era, 1) }
            if String(era.letter) == String(first).uppercased() { return (era, 1) }
        }
        return nil
    }
}
