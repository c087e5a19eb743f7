public import Primitives

extension WrittenDate {
    /// The days that this may be, or `nil` where nothing is known.
    ///
    /// Where the seasons begin is nowhere laid down: spring is taken as February to May, so that it holds the traditional
    /// (立春) and the meteorological one, summer and autumn accordingly, and a winter may lie at either end of its year.
    public var days: ClosedRange<CivilDate>? {
        switch self {
        case .day(let date): date...date
        case .third(let year, let month, let third):
            Self.days(year, month, from: third.rawValue * 10 - 9, month, to: third == .last ? nil : third.rawValue * 10)
        case .month(let year, let month): Self.days(year, month, from: 1, month, to: nil)
        case .season(let year, .spring): Self.days(year, 2, from: 1, 5, to: nil)
        case .season(let year, .summer): Self.days(year, 5, from: 1, 8, to: nil)
        case .season(let year, .autumn): Self.days(year, 8, from: 1, 11, to: nil)
        case .season(let year, .winter), .year(let year): Self.days(year, 1, from: 1, 12, to: nil)
        case .unknown: nil
        }
    }

    /// - Parameter last: the last day, `nil` for the last of the month.
    private static func days(
        _ year: Int, _ firstMonth: Int, from first: Int, _ lastMonth: Int, to last: Int?
    ) -> ClosedRange<CivilDate>? {
        guard let first = try? CivilDate(year, firstMonth, first),
            let last = try? CivilDate(year, lastMonth, last ?? CivilDate.length(ofMonth: lastMonth, year: year))
        else { return nil }
        return first...last
    }

    /// The ages that a person born then may have reached by the end of `day` (年齢計算ニ関する法律;
    /// ``Primitives/CivilDate/ageReached(byEndOf:)``); `nil` where nothing is known, or the person was surely born later.
    public func ages(byEndOf day: CivilDate) -> ClosedRange<Int>? {
        guard let days, let most = days.lowerBound.ageReached(byEndOf: day),
            let least = min(days.upperBound, day).ageReached(byEndOf: day)
        else { return nil }
        return least...most
    }

    /// This date with no more than `precision` known; where less is known already, it stays as it is. A month is not turned
    /// into a season, since seasons have no sure bounds: it becomes its year.
    public func generalized(to precision: Precision) -> WrittenDate {
        guard precision > self.precision, let year = knownYear else { return self }
        switch (precision, knownMonth) {
        case (.third, let month?):
            guard case .day(let date) = self, let third = ThirdOfMonth(rawValue: min((date.day - 1) / 10 + 1, 3))
            else { return self }
            return .third(year: year, month: month, third)
        case (.month, let month?): return .month(year: year, month: month)
        case (.unknown, _): return .unknown
        default: return .year(year)
        }
    }

    /// As people read it: `2026年4月1日`, `1945年8月上旬`, `1945年春`, `1945年`, `不詳`.
    public var japanese: String {
        switch self {
        case .day(let date): "\(date.year)年\(date.month)月\(date.day)日"
        case .third(let year, let month, let third):
            "\(year)年\(month)月\(["上旬", "中旬", "下旬"][third.rawValue - 1])"
        case .month(let year, let month): "\(year)年\(month)月"
        case .season(let year, let season): "\(year)年\(["春", "夏", "秋", "冬"][season.rawValue - 1])"
        case .year(let year): "\(year)年"
        case .unknown: "不詳"
        }
    }
}
