/// Looks for direct identifiers in columns and single values, at intake and on every output.
///
/// A finding on an innocent column stops work, a missed one may harm a resident. So forms that hardly anything else has
/// count from the first row on; forms that other numbers share count where most values of a column have them, or where the
/// column's name says what they are.
public enum DirectIdentifierScan {
    /// The share of the filled cells that must have a form that other things share too.
    public static let share = 0.5
    /// The share for plain numbers of a fixed length, where the column's name says nothing.
    public static let numberShare = 0.9
    /// The fewest distinct values by which a column is judged without its name.
    public static let fewestDistinct = 20
    /// Eleven-digit numbers are taken for resident record codes where they begin with this many different digits.
    public static let fewestFirstDigits = 6
    /// Twelve-digit numbers are taken for driving licences where they have this many different years.
    public static let fewestYears = 8
    /// A column of names has at least this many distinct values, or one for ``rowsPerName`` rows: categories have fewer.
    public static let manyDistinct = 1000
    /// See ``manyDistinct``.
    public static let rowsPerName = 20

    /// The kinds of identifiers that are sure from `text` alone, without a column around it.
    public static func kinds(in text: String) -> Set<DirectIdentifierKind> {
        let forms = IdentifierForms(text)
        guard !forms.sure.isEmpty else { return [] }
        return Set(DirectIdentifierKind.allCases.filter(forms.has))
    }

    /// The findings in all columns that are kept, in the order of the file.
    public static func findings(in table: DelimitedTable) -> [DirectIdentifierFinding] {
        table.columns.indices.flatMap { index in
            findings(in: table.columns[index], number: index + 1)
        }
    }

    /// The findings in one column.
    ///
    /// - Parameter number: the column's number in the file, from 1.
    public static func findings(
        in column: DelimitedTable.Column, number: Int
    ) -> [DirectIdentifierFinding] {
        findings(values: column.values, counts: column.counts(), name: column.name, number: number)
    }

    /// The findings in a column given as distinct values and how many rows hold each.
    package static func findings(
        values: [String], counts: [Int], name: String, number: Int
    ) -> [DirectIdentifierFinding] {
        var evidence = ColumnEvidence()
        for (value, rows) in zip(values, counts) where !value.isEmpty { evidence.add(value, rows: rows) }
        return DirectIdentifierKind.allCases.compactMap { kind in
            guard let reason = evidence.reason(for: kind, isNamed: isNamed(name, kind)) else { return nil }
            return DirectIdentifierFinding(
                kind: kind, column: number, name: name, rows: evidence.rows(of: kind, by: reason), reason: reason)
        }
    }

    /// Whether the column's name says that it holds such values.
    private static func isNamed(_ name: String, _ kind: DirectIdentifierKind) -> Bool {
        let lower = name.lowercased()
        guard kind.columnWords.contains(where: { lower.contains($0.lowercased()) }) else { return false }
        // 住所カナ, 町名フリガナ and the like are readings of places.
        let places = ["住所", "町", "字", "方書", "施設", "法人", "会社", "事業所", "学校", "銀行", "支店", "都道府県", "市区"]
        let isOfPlace = places.contains { name.contains($0) } && !name.contains("氏名")
        return !(isOfPlace && (kind == .name || kind == .nameReading))
    }
}
