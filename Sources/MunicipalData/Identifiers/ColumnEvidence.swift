/// What was seen in the values of one column.
struct ColumnEvidence {
    private var filled = 0
    private var distinct = 0
    private var sure: [DirectIdentifierKind: Int] = [:]
    private var possible: [DirectIdentifierKind: Int] = [:]
    /// Rows that have a card's prefix and length, whether the check digit is right or not.
    private var cardForms = 0
    private var names = NameRows()
    private var readings = NameRows()
    /// The first digits of plain numbers: the codes that are drawn at random have all of them.
    private var firstDigits: Set<UInt8> = []
    /// The third and fourth digit of numbers that may be licences: the year of the first one.
    private var licenceYears: Set<UInt16> = []
    /// The rows of plain numbers that may be a time (20260401…).
    private var times = 0

    /// Rows that are written like names.
    private struct NameRows {
        /// With the space between the parts.
        var spaced = 0
        /// With or without.
        var any = 0
    }

    mutating func add(_ value: String, rows: Int) {
        filled += rows
        distinct += 1
        addForms(IdentifierForms(value), value, rows: rows)
        let form = NameForm(value)
        if form.isSpacedName { names.spaced += rows }
        if form.mayBeName { names.any += rows }
        if form.isSpacedReading { readings.spaced += rows }
        if form.mayBeReading { readings.any += rows }
    }

    private mutating func addForms(_ forms: IdentifierForms, _ value: String, rows: Int) {
        if forms.sure.isEmpty, forms.possible.isEmpty {
            if CreditCardColumn.hasForm(value) { cardForms += rows }
            return
        }
        for kind in DirectIdentifierKind.allCases {
            if forms.has(kind) { sure[kind, default: 0] += rows }
            if forms.mayHave(kind) { possible[kind, default: 0] += rows }
        }
        if forms.has(.creditCard) { cardForms += rows }
        if let first = value.utf8.first { firstDigits.insert(first) }
        if forms.mayHave(.drivingLicence) {
            licenceYears.insert(value.utf8.dropFirst(2).prefix(2).reduce(0) { $0 << 8 | UInt16($1) })
        }
        if value.hasPrefix("19") || value.hasPrefix("20") { times += rows }
    }

    /// Why the column is taken to hold identifiers of a kind; `nil` where it is not.
    func reason(for kind: DirectIdentifierKind, isNamed: Bool) -> DirectIdentifierFinding.Reason? {
        switch kind {
        case .name: return reason(names, isNamed: isNamed)
        case .nameReading: return reason(readings, isNamed: isNamed)
        case .creditCard:
            // Of other numbers one in ten has Luhn's check digit by chance.
            guard let rows = sure[kind], isMost(rows, of: cardForms, DirectIdentifierScan.share) else { return nil }
            return .checkDigit
        case .individualNumber: return sure[kind] == nil ? nil : .checkDigit
        case .residenceCard, .telephone, .mail, .passport, .pensionNumber, .residentRecordCode, .drivingLicence:
            if isNamed, isMost(possible[kind] ?? 0, of: filled, DirectIdentifierScan.share) { return .columnName }
            if sure[kind] != nil { return .form }
            return isPlainNumber(kind) ? .share : nil
        }
    }

    /// Rows that are counted for a finding.
    func rows(of kind: DirectIdentifierKind, by reason: DirectIdentifierFinding.Reason) -> Int {
        switch (kind, reason) {
        case (.name, .share): names.spaced
        case (.name, _): names.any
        case (.nameReading, .share): readings.spaced
        case (.nameReading, _): readings.any
        case (_, .form), (_, .checkDigit): sure[kind] ?? 0
        case (_, .share), (_, .columnName): possible[kind] ?? 0
        }
    }

    private func reason(_ rows: NameRows, isNamed: Bool) -> DirectIdentifierFinding.Reason? {
        if isNamed, isMost(rows.any, of: filled, DirectIdentifierScan.share) { return .columnName }
        let isDiverse =
            distinct >= DirectIdentifierScan.manyDistinct || distinct * DirectIdentifierScan.rowsPerName >= filled
        guard distinct >= DirectIdentifierScan.fewestDistinct, isDiverse,
            isMost(rows.spaced, of: filled, DirectIdentifierScan.share)
        else { return nil }
        return .share
    }

    /// Whether nearly all values are plain numbers of the kind's length, and neither counted up nor times.
    private func isPlainNumber(_ kind: DirectIdentifierKind) -> Bool {
        guard kind == .residentRecordCode || kind == .drivingLicence, let rows = possible[kind],
            distinct >= DirectIdentifierScan.fewestDistinct, isMost(rows, of: filled, DirectIdentifierScan.numberShare),
            distinct * 2 >= filled, !isMost(times, of: filled, DirectIdentifierScan.numberShare)
        else { return false }
        // Numbers that a system counts up begin alike; resident record codes are drawn at random, and people of all ages
        // have licences.
        return kind == .drivingLicence
            ? licenceYears.count >= DirectIdentifierScan.fewestYears
            : firstDigits.count >= DirectIdentifierScan.fewestFirstDigits
    }

    private func isMost(_ part: Int, of whole: Int, _ share: Double) -> Bool {
        part > 0 && Double(part) >= share * Double(whole)
    }
}

/// Numbers with the prefix and length of a payment card.
enum CreditCardColumn {
    /// Whether `text` is such a number without separators, its check digit aside.
    static func hasForm(_ text: String) -> Bool {
        guard (14...16).contains(text.utf8.count), text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return false }
        return CreditCardForm.hasPrefix(text.utf8.map { $0 &- 0x30 })
    }
}
