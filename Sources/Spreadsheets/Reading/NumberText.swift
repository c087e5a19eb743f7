import Primitives

/// The text of a number in a cell.
struct NumberText {
    /// Whether day 0 is 1904-01-01 instead of the last day of 1899.
    let isFrom1904: Bool

    /// The text of the number as it is written in the file, by its format.
    func text(of written: String, as format: NumberFormat) -> String {
        guard let value = Double(written), value.isFinite else { return written }
        switch format {
        case .number: return Self.plain(written, value)
        case .padded(let digits):
            let plain = Self.plain(written, value)
            guard plain.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return plain }
            return String(repeating: "0", count: max(0, digits - plain.utf8.count)) + plain
        case .date, .time: return moment(value, format) ?? Self.plain(written, value)
        }
    }

    /// As written; where it was written by the machine (17 digits, an exponent), the shortest text of the same number.
    private static func plain(_ written: String, _ value: Double) -> String {
        let digits = written.utf8.count { (0x30...0x39).contains($0) }
        let hasExponent = written.utf8.contains { $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e") }
        guard hasExponent || (digits > 15 && written.utf8.contains(UInt8(ascii: "."))) else { return written }
        if value == value.rounded(), abs(value) < 9_007_199_254_740_992 { return String(Int(value)) }
        return hasExponent ? written : "\(value)"
    }

    /// A day, a day and a time, or a time, in the forms of ISO 8601; nil where the number is none.
    private func moment(_ value: Double, _ format: NumberFormat) -> String? {
        guard value >= 0, value < 2_958_466 else { return nil }
        var day = Int(value)
        var seconds = Int(((value - Double(day)) * 86_400).rounded())
        if seconds == 86_400 {
            day += 1
            seconds = 0
        }
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let time = clock.joined(separator: ":")
        if format == .time, day == 0 { return time }
        guard let date = date(day) else { return nil }
        return seconds == 0 && format == .date ? date : "\(date)T\(time)"
    }

    /// The day of a serial number. The system of 1900 counts a 29 February 1900 that never was: it comes out as such, and
    /// is found as an impossible date later on.
    private func date(_ serial: Int) -> String? {
        if isFrom1904 { return Self.day(serial, after: (1904, 1, 1)) }
        switch serial {
        case ..<1: return nil
        case 60: return "1900-02-29"
        case ..<60: return Self.day(serial, after: (1899, 12, 31))
        default: return Self.day(serial, after: (1899, 12, 30))
        }
    }

    private static func day(_ count: Int, after start: (Int, Int, Int)) -> String? {
        (try? CivilDate(start.0, start.1, start.2).adding(days: count))?.description
    }
}
