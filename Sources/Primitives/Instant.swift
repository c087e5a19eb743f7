/// A point in time with millisecond resolution, as it is written into events and compared with deadlines.
///
/// Coded as an ISO 8601 text in UTC (`2026-04-01T00:00:00.000Z`). It carries no clock: a rule that needs the
/// present gets it as a parameter.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    /// The instant `milliseconds` after 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The first instant of a civil day in Japan (JST = UTC+9, no summer time since 1952).
    public init(startOf date: CivilDate) {
        self.init(milliseconds: Int64(date.dayNumber) * Self.day - Self.japaneseOffset)
    }

    /// The last millisecond of a civil day in Japan: 23:59:59.999 JST.
    public init(endOf date: CivilDate) {
        self.init(milliseconds: Int64(date.dayNumber + 1) * Self.day - Self.japaneseOffset - 1)
    }

    /// The civil day in Japan on which this instant falls.
    public var japaneseDate: CivilDate {
        CivilDate(
            clampingDayNumber: Int(Self.floorDivide(milliseconds.saturatingAdding(Self.japaneseOffset), Self.day)))
    }

    /// This instant moved by a number of seconds.
    public func adding(seconds: Int) -> Instant {
        Instant(milliseconds: milliseconds.saturatingAdding(Int64(seconds).saturatingMultiplied(by: 1000)))
    }

    /// This instant moved by a number of milliseconds.
    public func adding(milliseconds more: Int64) -> Instant {
        Instant(milliseconds: milliseconds.saturatingAdding(more))
    }

    /// This instant moved by a number of whole days of 24 hours.
    public func adding(days: Int) -> Instant {
        Instant(milliseconds: milliseconds.saturatingAdding(Int64(days).saturatingMultiplied(by: Self.day)))
    }

    /// Earlier comes first.
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    static let day: Int64 = 86_400_000
    static let japaneseOffset: Int64 = 9 * 3_600_000

    static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC with milliseconds.
    public var description: String { text(suffix: "Z") }

    /// The same instant as it is read on a clock in Japan: `2026-04-01 09:00:00`.
    public var japaneseText: String {
        let local = milliseconds.saturatingAdding(Self.japaneseOffset)
        let (date, hour, minute, second, _) = Self.parts(local)
        return "\(date) \(Self.pad(hour)):\(Self.pad(minute)):\(Self.pad(second))"
    }

    private func text(suffix: String) -> String {
        let (date, hour, minute, second, millisecond) = Self.parts(milliseconds)
        let fraction = String(1000 + millisecond).dropFirst()
        return "\(date)T\(Self.pad(hour)):\(Self.pad(minute)):\(Self.pad(second)).\(fraction)\(suffix)"
    }

    private static func parts(_ value: Int64) -> (CivilDate, Int, Int, Int, Int) {
        let days = floorDivide(value, day)
        let rest = Int(value - days * day)
        return (
            CivilDate(clampingDayNumber: Int(days)), rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000
        )
    }

    private static func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Instant: Codable {
    /// Reads `2026-04-01T00:00:00.000Z`; the fraction may be left out.
    public init?(_ text: String) {
        guard text.hasSuffix("Z"), let split = text.firstIndex(of: "T"),
            let date = try? CivilDate(iso: String(text[..<split]))
        else { return nil }
        let clock = text[text.index(after: split)...].dropLast()
        let halves = clock.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fields = halves[0].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard fields.count == 3, let hour = fields[0], let minute = fields[1], let second = fields[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second)
        else { return nil }
        var millisecond = 0
        if halves.count == 2 {
            guard halves[1].count == 3, let value = Int(halves[1]) else { return nil }
            millisecond = value
        }
        let clockMilliseconds = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
        self.init(milliseconds: Int64(date.dayNumber) * Self.day + Int64(clockMilliseconds))
    }

    /// Reads the ISO 8601 text; anything else is corrupted data.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an ISO 8601 instant in UTC")
        }
        self = instant
    }

    /// Writes the ISO 8601 text in UTC with milliseconds.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
