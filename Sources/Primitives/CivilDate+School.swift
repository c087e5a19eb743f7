extension CivilDate {
    /// The fiscal year (年度) at whose beginning, on 1 April, a child born on this day enters elementary school.
    ///
    /// A child becomes liable to school after it has reached the age of six (学校教育法17条1項), and reaches it at the end of the
    /// day before the birthday (年齢計算ニ関する法律): whoever is born on 1 April still belongs to the older year, whoever is born
    /// on 2 April to the next one.
    public var schoolEntryYear: Int { (month, day) <= (4, 1) ? year + 6 : year + 7 }

    /// The grade of compulsory school in a fiscal year of a child born on this day, 1...9 (elementary school 1 to 6, junior
    /// high school 7 to 9); `nil` before and after.
    public func schoolGrade(inFiscalYear fiscalYear: Int) -> Int? {
        let grade = fiscalYear - schoolEntryYear + 1
        return (1...9).contains(grade) ? grade : nil
    }

    /// The days of a fiscal year (年度), 1 April to 31 March.
    ///
    /// - Throws: ``CivilDateError`` outside the years 1...9998.
    public static func days(ofFiscalYear year: Int) throws(CivilDateError) -> ClosedRange<CivilDate> {
        guard (1...9998).contains(year) else { throw .outOfRange }
        return try CivilDate(year, 4, 1)...CivilDate(year + 1, 3, 31)
    }
}
