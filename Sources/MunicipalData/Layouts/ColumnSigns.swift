import Primitives

/// What the values of a column show, counted: no value is kept but short codes.
struct ColumnSigns {
    /// Rows with a value.
    private(set) var filled = 0
    /// Rows whose cell stands for a missing value.
    private(set) var missing = 0
    /// The texts besides blank that stand for a missing value, where all others are of one type.
    private(set) var missingTexts: Set<String> = []
    private(set) var distinct = 0
    private(set) var lengths: ClosedRange<Int>?
    /// Rows whose value is of the kind.
    private(set) var dates = 0
    private(set) var compactDates = 0
    private(set) var knownDates = 0
    private(set) var unknownDates = 0
    private(set) var impossibleDates = 0
    private(set) var integers = 0
    private(set) var decimals = 0
    private(set) var isNegativeSeen = false
    private(set) var leadingZeros = 0
    private(set) var postalCodes = 0
    private(set) var hyphenatedPostalCodes = 0
    private(set) var municipalityCodes = 0
    private(set) var addresses = 0
    /// Rows by code, while all values are short codes and few.
    private(set) var codes: [String: Int]? = [:]

    /// Signs that systems write for a missing value. They count as missing only in columns of numbers, dates and codes.
    static let missingSigns: Set<String> = ["-", "－", "ー", "*", "NULL", "null", "N/A", "n/a"]
    /// No more codes than this are a code list.
    static let codeLimit = 60
    /// No longer text is a code.
    static let codeLength = 4

    init(_ column: DelimitedTable.Column) {
        let counts = column.counts()
        for (value, rows) in zip(column.values, counts) where rows > 0 {
            let compact = value.narrowed.filter { $0 != " " }
            if compact.isEmpty {
                missing += rows
            } else if Self.missingSigns.contains(value) {
                missing += rows
                missingTexts.insert(value)
            } else {
                add(compact, length: value.unicodeScalars.count, rows: rows)
            }
        }
    }

    private mutating func add(_ value: String, length: Int, rows: Int) {
        filled += rows
        distinct += 1
        lengths = lengths.map { min($0.lowerBound, length)...max($0.upperBound, length) } ?? length...length
        let digits = value.unicodeScalars.count { ("0"..."9").contains($0) }
        let isAllDigits = digits == value.unicodeScalars.count
        addDate(value, isAllDigits: isAllDigits, rows: rows)
        if isAllDigits || value.hasPrefix("-") && digits > 0 && digits == value.unicodeScalars.count - 1 {
            integers += rows
            if value.hasPrefix("-") { isNegativeSeen = true }
        } else if Self.isDecimal(value) {
            decimals += rows
        }
        if isAllDigits, digits > 1, value.hasPrefix("0") { leadingZeros += rows }
        if isAllDigits, digits == 7 { postalCodes += rows }
        if Self.groups(value) == [3, 4] { hyphenatedPostalCodes += rows }
        if isAllDigits, digits == 6, (try? MunicipalityCode(value)) != nil { municipalityCodes += rows }
        if ["丁目", "番地", "番"].contains(where: value.contains), digits > 0 { addresses += rows }
        addCode(value, rows: rows)
    }

    private mutating func addDate(_ value: String, isAllDigits: Bool, rows: Int) {
        do throws(DateProblem) {
            switch try WrittenDate(reading: value) {
            case .day(let day) where !(1868...2100).contains(day.year): return
            // 不詳 and 00000000 are dates among dates; four digits alone are more often a number.
            case .unknown: unknownDates += rows
            default:
                guard value.unicodeScalars.count >= 6 else { return }
                knownDates += rows
            }
        } catch {
            guard error != .unknownForm, value.unicodeScalars.count >= 6 else { return }
            impossibleDates += rows
        }
        if isAllDigits { compactDates += rows } else { dates += rows }
    }

    private mutating func addCode(_ value: String, rows: Int) {
        let isShort = value.utf8.count <= Self.codeLength && value.utf8.allSatisfy { Self.isCodeByte($0) }
        guard isShort, let known = codes, known[value] != nil || known.count < Self.codeLimit else {
            codes = nil
            return
        }
        codes?[value, default: 0] += rows
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isDecimal(_ value: String) -> Bool {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return false }
        let whole = parts[0].hasPrefix("-") ? parts[0].dropFirst() : parts[0]
        return [whole, parts[1]].allSatisfy { part in
            !part.isEmpty && part.unicodeScalars.allSatisfy { ("0"..."9").contains($0) }
        }
    }

    /// The lengths of the groups of digits between hyphens; nil where there is anything else.
    private static func groups(_ value: String) -> [Int]? {
        let groups = value.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.allSatisfy({ group in group.unicodeScalars.allSatisfy { ("0"..."9").contains($0) } }) else {
            return nil
        }
        return groups.map(\.count)
    }
}
