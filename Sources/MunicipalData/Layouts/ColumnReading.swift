import Primitives

/// Turns what a column shows into an item of a layout.
struct ColumnReading {
    let item: LayoutItem

    private static let sexes: [String: String] = ["1": "男", "2": "女", "0": "不明", "3": "その他", "9": "適用不能"]

    init(_ column: DelimitedTable.Column, name: String, rows: Int, limits: LayoutInference.Limits) {
        let evidence = ColumnSigns(column)
        var notes: [String] = []
        var item = LayoutItem(name: name, type: Self.type(name, evidence, &notes), itemClass: .other)
        Self.classify(
            &item, DirectIdentifierScan.findings(in: column, number: 1), filled: evidence.filled, &notes)
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
        if evidence.knownDates > 0, isMost(evidence.dates + evidence.compactDates),
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

    /// The class by individual numbers among the values, then by the name, then by the detectors of direct identifiers, then by
    /// the type. What else the detectors found is noted.
    private static func classify(
        _ item: inout LayoutItem, _ findings: [DirectIdentifierFinding], filled: Int, _ notes: inout [String]
    ) {
        let most = findings.first { $0.rows * 2 >= filled }
        if let most, most.kind == .individualNumber {
            item.itemClass = .identificationCode
            notes.append("個人番号は番号法19条により受け渡せない")
        } else if let reading = ItemNameRules.reading(of: item.name) {
            item.itemClass = reading.itemClass
            notes.append("項目名の「\(reading.word)」による：\(reading.reason)")
        } else if let most {
            item.itemClass = most.kind.itemClass
        } else {
            switch item.type {
            case .date, .address, .postalCode, .municipalityCode:
                item.itemClass = .quasiIdentifier
                notes.append("値の形（\(item.type.rawValue)）による：組み合わせて個人を識別しうる")
            default: notes.append("分類を判断できない。確認してください")
            }
        }
        notes += findings.map { "\($0.kind.japanese)とみられる値が \(countText($0.rows)) 行" }
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

extension DirectIdentifierKind {
    /// The class of a column that mostly holds such values (令1条, 規則62条1号).
    fileprivate var itemClass: ItemClass {
        switch self {
        case .individualNumber, .residentRecordCode, .pensionNumber, .drivingLicence, .residenceCard, .passport:
            .identificationCode
        case .telephone, .mail, .creditCard, .name, .nameReading: .directIdentifier
        }
    }
}
