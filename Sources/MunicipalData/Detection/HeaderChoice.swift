/// Whether the first row holds names. In doubt it does not: a row of residents' data must not be taken for names, which
/// are shown and recorded.
struct HeaderChoice {
    let choice: FormatDetection.Choice<Bool>

    init(_ rows: [[String]]) {
        guard let first = rows.first, !first.isEmpty else {
            choice = FormatDetection.Choice(value: false, basis: .assumed, reason: "no row", japanese: "行がない")
            return
        }
        let names = first.map { $0.narrowed.filter { $0 != " " } }
        if let column = names.firstIndex(where: Self.isValue) {
            choice = FormatDetection.Choice(
                value: false, basis: .likely, reason: "field \(column + 1) of the first row is a value, not a name",
                japanese: "1行目の \(column + 1) 番目が値（数字・日付など）で、項目名ではない")
            return
        }
        guard names.allSatisfy({ !$0.isEmpty }), Set(names).count == names.count else {
            choice = FormatDetection.Choice(
                value: false, basis: .likely, reason: "the first row has blank or equal fields",
                japanese: "1行目に空欄又は同じ値がある")
            return
        }
        let known = names.count { ItemNameRules.isKnown($0) }
        if known * 2 >= names.count || known >= 3 {
            choice = FormatDetection.Choice(
                value: true, basis: .likely,
                reason: "\(known) of \(names.count) fields of the first row are known item names",
                japanese: "1行目の \(names.count) 項目のうち \(known) が既知の項目名")
            return
        }
        let below = rows.dropFirst().filter { $0.count == names.count }
        let contrast = names.indices.count { column in
            let filled = below.map { $0[column] }.filter { !$0.isEmpty }
            return filled.count >= 3 && filled.count { Self.isValue($0.narrowed) } * 10 >= filled.count * 9
        }
        if contrast > 0 {
            choice = FormatDetection.Choice(
                value: true, basis: .likely,
                reason: "\(contrast) columns hold numbers or dates below a first row of words",
                japanese: "\(contrast) 列で 2行目以降が数字・日付、1行目は語")
            return
        }
        choice = FormatDetection.Choice(
            value: false, basis: .assumed,
            reason: "nothing tells the first row from the others; declare whether it holds names",
            japanese: "1行目が項目名か判断できない。項目名の有無を指定してください")
    }

    /// Whether a cell is a number, a date, a code with digits or an address with numbers: no name of an item.
    static func isValue(_ cell: String) -> Bool {
        guard cell.unicodeScalars.contains(where: { ("0"..."9").contains($0) }) else { return false }
        let letters = cell.unicodeScalars.count { $0.properties.isAlphabetic }
        let digits = cell.unicodeScalars.count { ("0"..."9").contains($0) }
        // 続柄1コード and 検査値2 are names; 1980-01-01, H12.3.4, 188-0011 and 3丁目4番 are not.
        if letters <= 1 || digits >= letters { return true }
        if case .day? = try? WrittenDate(reading: cell) { return true }
        return ["丁目", "番地"].contains { cell.contains($0) }
    }
}
