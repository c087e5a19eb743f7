import Primitives

extension DateProblem: CustomStringConvertible {
    /// What is wrong and what it could mean, in English.
    public var description: String {
        switch (kind, hint) {
        case (.unknownForm, _): "not a date in any known form"
        case (.impossibleDay, .days(let days)?): "a day that does not exist: the month has \(days) days"
        case (.impossibleDay, .month?): "a day that does not exist: months go from 1 to 12"
        case (.impossibleDay, _): "a day that does not exist"
        case (.outsideEra, .era(let era)?): "a day that does not lie in its era: it belongs to \(era.name)"
        case (.outsideEra, _): "a day that does not lie in its era"
        case (.oldCalendar, _): "a day of the calendar before 1 January 1873, which has no certain western day"
        }
    }

    /// What is wrong and what it could mean, in Japanese.
    public var japanese: String {
        switch (kind, hint) {
        case (.unknownForm, _): "日付として読み取れません"
        case (.impossibleDay, .days(let days)?): "存在しない日付です(その月は\(days)日までです)"
        case (.impossibleDay, .month?): "存在しない日付です(月は1から12までです)"
        case (.impossibleDay, _): "存在しない日付です"
        case (.outsideEra, .era(let era)?): "元号の期間外の日付です(\(era.name)に当たります)"
        case (.outsideEra, _): "元号の期間外の日付です"
        case (.oldCalendar, _): "旧暦(明治5年以前)の日付です。西暦には換算しません"
        }
    }
}
