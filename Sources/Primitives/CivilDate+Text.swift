extension CivilDate: CustomStringConvertible, LosslessStringConvertible {
    /// The ISO 8601 form, `2026-04-01`.
    public var description: String { "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))" }

    /// Reads the ISO 8601 form `2026-04-01`; nothing shorter, longer or in other digits.
    ///
    /// - Throws: ``CivilDateError/notISO`` or ``CivilDateError/impossible(year:month:day:)``.
    public init(iso text: String) throws(CivilDateError) {
        let bytes = Array(text.utf8)
        let dash = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash,
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10])
        else { throw .notISO }
        try self.init(year, month, day)
    }

    /// Reads the ISO 8601 form; `nil` where it is none.
    public init?(_ description: String) {
        guard let date = try? CivilDate(iso: description) else { return nil }
        self = date
    }

    /// The long official form with era, `令和8年12月10日(木)`; days before 1868-01-25 are written with the western year.
    public var japaneseLong: String {
        let weekdays = ["月", "火", "水", "木", "金", "土", "日"]
        return "\(japanese)(\(weekdays[weekday.rawValue - 1]))"
    }

    /// The official form with era and without the day of the week, `令和8年12月10日`; the first year is `元年`.
    public var japanese: String {
        guard let (era, eraYear) = Era.containing(self) else { return "\(year)年\(month)月\(day)日" }
        return "\(era.name)\(eraYear == 1 ? "元" : String(eraYear))年\(month)月\(day)日"
    }
}

extension CivilDate: Codable {
    /// Reads the single string `2026-04-01`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            try self.init(iso: container.decode(String.self))
        } catch let error as CivilDateError {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
        }
    }

    /// Writes the single string `2026-04-01`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
        value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
}
