import Primitives

/// Turns what a column shows into an item of a layout.
struct ColumnReading {
    let item: LayoutItem

    private static let sexes: [String: String] = ["1": "男", "2": "女", "0": "不明", "3": "その他", "9": "適用不能"]

    init(_ column: DelimitedTable.Column, name: String, rows: Int, limits: LayoutInference.Limits) {
        let evidence = ColumnSigns(column)
        var notes: [String] = []
        var item = LayoutItem(name: name, type: Self.type(name, evidence, &notes), itemClass: .other)
        Self.classify(&item, evidence, &notes)
        if rows > 0 { item.missingRate = Double(evidence.missing * 10_000 / rows) / 10_000 }
        if item.type == .code { Self.addCodes(&item, evidence, limits, &notes) }
        if item.type != .text, item.type != .address, !evidence.missingTexts.isEmpty {
            item.missing = [""] + evidence.missingTexts.sorted()
        }
        if item.type == .text, let lengths = evidence.lengths {
            // The longest value of one person is not kept: only a length that all share, or the next ten above.
            item.length = lengths.count == 1 ? lengths.lowerBound : (lengths.upperBound + 9) / 10 * 10
        }
        if item.type == .integer || item.type == .decimal, !evidence.isNegativeSeen { item.minimum = 0 }
        if item.itemClass == .linkingCode, evidence.missing == 0, evidence.distinct == rows, rows >= 20 {
            item.isUnique = true
            item.isRequired = true
            notes.append("調べた範囲で重複なし")
        }
        item.isConfirmed = false
        item.note = notes.joined(separator: "。")
        self.item = item
    }

    private static func type(_ name: String, _ evidence: ColumnSigns, _ notes: inout [String]) -> ItemType {
        let filled = evidence.filled
        guard filled > 0 else {
            notes.append("値がない")
            return .text
        }
        // One in a hundred may be wrong: the check of the file finds it.
        func isMost(_ rows: Int) -> Bool { rows * 100 >= filled * 99 }
        let saysDate = name.contains("日") && !name.contains("日数") || name.contains("年月")
        if isMost(evidence.dates + evidence.compactDates),
            saysDate || isMost(evidence.dates)
                || evidence.compactDates * 100 >= filled * 99 && evidence.impossibleDates == 0
                    && evidence.lengths == 8...8
        {
            if evidence.impossibleDates > 0 { notes.append("ありえない日付が \(countText(evidence.impossibleDates)) 行") }
            return .date
        }
        if isMost(evidence.hyphenatedPostalCodes)
            || name.contains("郵便番号") && isMost(evidence.postalCodes + evidence.hyphenatedPostalCodes)
        {
            return .postalCode
        }
        if isMost(evidence.municipalityCodes), evidence.lengths == 6...6, name.contains("コード") || filled >= 100 {
            return .municipalityCode
        }
        if let codes = evidence.codes, isCodeName(name) || Set(codes.keys).isSubset(of: ["0", "1"]) {
            return Set(codes.keys) == ["0", "1"] || name.contains("フラグ") && Set(codes.keys).isSubset(of: ["0", "1"])
                ? .flag : .code
        }
        if evidence.leadingZeros == 0, !saysCode(name) {
            if isMost(evidence.integers) { return .integer }
            if isMost(evidence.integers + evidence.decimals) { return .decimal }
        }
        if name.hasSuffix("住所") || name.hasSuffix("所在地") || evidence.addresses * 10 >= filled * 8 { return .address }
        return .text
    }

    private static func isCodeName(_ name: String) -> Bool {
        ["コード", "区分", "種別", "性別", "フラグ", "事由", "続柄", "等級", "状態", "有無"].contains { name.contains($0) }
    }

    /// Whether the name says that digits are no amount.
    private static func saysCode(_ name: String) -> Bool {
        ["コード", "番号", "区分", "ID", "電話"].contains { name.contains($0) }
    }

    /// The class by detectors of values, then by the name, then by the type.
    private static func classify(_ item: inout LayoutItem, _ evidence: ColumnSigns, _ notes: inout [String]) {
        func isMost(_ rows: Int) -> Bool { rows > 0 && rows * 2 >= evidence.filled }
        if evidence.individualNumbers > 0, isMost(evidence.individualNumbers) {
            item.itemClass = .identificationCode
            notes.append("個人番号とみられる値が \(countText(evidence.individualNumbers)) 行。受け渡せません")
        } else if let reading = ItemNameRules.reading(of: item.name) {
            item.itemClass = reading.itemClass
            notes.append("項目名の「\(reading.word)」による：\(reading.reason)")
        } else if isMost(evidence.phones) || isMost(evidence.mails) {
            item.itemClass = .directIdentifier
            notes.append(isMost(evidence.phones) ? "電話番号の形の値" : "メールアドレスの形の値")
        } else {
            switch item.type {
            case .date, .address, .postalCode, .municipalityCode:
                item.itemClass = .quasiIdentifier
                notes.append("値の形（\(item.type.rawValue)）による：組み合わせて個人を識別しうる")
            default: notes.append("分類を判断できない。確認してください")
            }
        }
        if evidence.individualNumbers > 0, !isMost(evidence.individualNumbers) {
            notes.append("個人番号とみられる値が \(countText(evidence.individualNumbers)) 行")
        }
    }

    private static func addCodes(
        _ item: inout LayoutItem, _ evidence: ColumnSigns, _ limits: LayoutInference.Limits, _ notes: inout [String]
    ) {
        let codes = evidence.codes ?? [:]
        let kept = codes.filter { $0.value >= limits.codeRows }.keys
        let isSex = item.name.contains("性別") && kept.allSatisfy { sexes[$0] != nil }
        for code in kept { item.codes[code] = isSex ? sexes[code] ?? "" : "" }
        if isSex { notes.append("コードの意味は一般的な割当て。確認してください") }
        if !isSex, !kept.isEmpty { notes.append("コードの意味を記入してください") }
        if kept.count < codes.count { notes.append("\(limits.codeRows) 行未満のコード \(codes.count - kept.count) 種類は載せていない") }
    }

    /// A count, small ones not exactly.
    private static func countText(_ rows: Int) -> String { rows < 10 ? "10 未満" : "\(rows)" }
}
