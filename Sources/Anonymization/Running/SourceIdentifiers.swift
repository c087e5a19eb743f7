import MunicipalData

/// The values of a source that name one person, to be looked for in what leaves.
///
/// Linear in the text: each place is looked up by its first two characters, then by the lengths that begin so.
/// Holds residents' values and is therefore not `Codable`.
package struct SourceIdentifiers: Sendable {
    /// How much it says that an identifier's characters stand somewhere.
    enum Strength: Sendable {
        /// Long enough not to stand there by chance.
        case certain
        /// A name of two or three characters, which ordinary words may hold too. `isOnePerson`: written with surname
        /// and given name apart, or held by fewer than k rows; a surname alone is neither.
        case shortName(isOnePerson: Bool)
        /// A number of seven to nine digits: in a text a code, in a column of numbers perhaps an amount.
        case number
        /// So short that only a whole column of them says anything.
        case weak
    }

    /// What a distinct value of the output holds.
    enum Finding: Sendable {
        case none
        /// The value is what a code is, but may be so by chance.
        case equalByChance
        case identifier
    }

    private var strengths: [ArraySlice<UInt32>: Strength] = [:]
    /// The lengths of identifiers by their first two characters.
    private var lengths: [UInt64: [Int]] = [:]

    /// - Parameters:
    ///   - names: columns with identifiers.
    ///   - k: rows that must share a value before it means none of them.
    init(_ source: DelimitedTable, columns names: Set<String>, k: Int) {
        for column in source.columns where names.contains(column.name) {
            for (value, rows) in zip(column.values, column.counts()) {
                // What very many rows hold stands for no value (「不明」「なし」) or for a group.
                if rows >= max(k, source.rowCount / 100) { continue }
                insert(FoldedText(value), isRare: rows < k)
            }
        }
    }

    private mutating func insert(_ text: FoldedText, isRare: Bool) {
        guard let strength = Self.strength(text, isRare: isRare) else { return }
        let key = text.scalars[...]
        if case .shortName(isOnePerson: true)? = strengths[key] { return }
        if strengths.updateValue(strength, forKey: key) != nil { return }
        let start = Self.start(text.scalars[0], text.scalars[1])
        if lengths[start]?.contains(key.count) != true { lengths[start, default: []].append(key.count) }
    }

    private static func strength(_ text: FoldedText, isRare: Bool) -> Strength? {
        guard text.scalars.count >= 2 else { return nil }
        if text.hasLetters {
            if text.scalars.count >= 4 { return .certain }
            return text.isASCII ? .weak : .shortName(isOnePerson: isRare || text.startsWord.contains(true))
        }
        switch text.digits {
        case 10...: return .certain
        case 7...: return .number
        default: return .weak
        }
    }

    private static func start(_ first: UInt32, _ second: UInt32) -> UInt64 { UInt64(first) << 32 | UInt64(second) }

    /// Looks at a value of a column that leaves with its own values.
    /// - Parameter isFreeText: whether the column holds texts rather than categories.
    func finding(in value: String, isFreeText: Bool) -> Finding {
        let text = FoldedText(value)
        var finding = Finding.none
        switch strengths[text.scalars[...]] {
        case .certain, .shortName: return .identifier
        case .number, .weak: finding = .equalByChance
        case nil: break
        }
        guard text.scalars.count > 2 else { return finding }
        let hasLetters = text.hasLetters
        for start in 0..<text.scalars.count - 1 {
            guard let lengths = lengths[Self.start(text.scalars[start], text.scalars[start + 1])] else { continue }
            for length in lengths where start + length <= text.scalars.count {
                let stretch = start..<start + length
                guard let strength = strengths[text.scalars[stretch]], text.isWhole(stretch) else { continue }
                let isFound =
                    switch strength {
                    case .certain: true
                    case .shortName(let isOnePerson):
                        text.isHonored(at: stretch.upperBound) || (isFreeText && isOnePerson)
                    case .number: hasLetters
                    case .weak: false
                    }
                if isFound { return .identifier }
            }
        }
        return finding
    }

    /// Whether a label of a quasi-identifier is an identifier as a whole: labels are no free text.
    func isIdentifier(label: String) -> Bool {
        if case .certain? = strengths[FoldedText(label).scalars[...]] { true } else { false }
    }
}
