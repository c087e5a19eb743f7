/// A Japanese era (元号) since the Meiji era.
///
/// A day on which the era changes belongs to the new era. Travels in messages as its number, the era code of municipal
/// systems: 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和.
public enum Era: Int, Codable, CaseIterable, Comparable, Sendable {
    /// The five eras, oldest first.
    case meiji = 1, taisho, showa, heisei, reiwa

    /// The official name, such as `令和`.
    public var name: String {
        switch self {
        case .meiji: "明治"
        case .taisho: "大正"
        case .showa: "昭和"
        case .heisei: "平成"
        case .reiwa: "令和"
        }
    }

    /// The Latin letter used on forms: M, T, S, H or R.
    public var letter: Character {
        switch self {
        case .meiji: "M"
        case .taisho: "T"
        case .showa: "S"
        case .heisei: "H"
        case .reiwa: "R"
        }
    }

    /// The first day of the era. (The Gregorian calendar is in official use only since 1873-01-01, 明治6年.)
    public var start: CivilDate {
        switch self {
        case .meiji: CivilDate(uncheckedYear: 1868, month: 1, day: 25)
        case .taisho: CivilDate(uncheckedYear: 1912, month: 7, day: 30)
        case .showa: CivilDate(uncheckedYear: 1926, month: 12, day: 25)
        case .heisei: CivilDate(uncheckedYear: 1989, month: 1, day: 8)
        case .reiwa: CivilDate(uncheckedYear: 2019, month: 5, day: 1)
        }
    }

    /// The era that followed, or `nil` for the present one.
    public var next: Era? { Era(rawValue: rawValue + 1) }

    /// The era with the given code, name or letter (either case), or `nil`.
    public static func named(_ text: String) -> Era? {
        allCases.first { era in
            text == era.name || text.uppercased() == String(era.letter) || text == String(era.rawValue)
        }
    }

    /// The era of `date` and the year within it, or `nil` before 1868-01-25.
    public static func containing(_ date: CivilDate) -> (era: Era, year: Int)? {
        guard let era = allCases.last(where: { $0.start <= date }) else { return nil }
        return (era, date.year - era.start.year + 1)
    }

    /// The day `year`-`month`-`day` of this era.
    ///
    /// - Throws: ``EraError/notInEra(_:)`` for a day before the era's first day or after its last (昭和64年1月8日,
    ///   平成31年5月1日), ``EraError/impossible(_:)`` for a day that no calendar has.
    public func date(year: Int, month: Int, day: Int) throws(EraError) -> CivilDate {
        guard year >= 1, year <= 9999 - start.year, let date = try? CivilDate(start.year + year - 1, month, day)
        else { throw .impossible(self) }
        guard Era.containing(date)?.era == self else { throw .notInEra(self) }
        return date
    }

    /// Older eras come first.
    public static func < (left: Era, right: Era) -> Bool { left.rawValue < right.rawValue }
}

/// Why a year, month and day are no day of an era.
public enum EraError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The day exists but lies before the era's first day or after its last.
    case notInEra(Era)
    /// No calendar has such a day.
    case impossible(Era)

    /// What happened, in English.
    public var description: String {
        switch self {
        case .notInEra(let era): "the day does not lie in the era \(era.name)"
        case .impossible(let era): "the calendar has no such day (era \(era.name))"
        }
    }
}
