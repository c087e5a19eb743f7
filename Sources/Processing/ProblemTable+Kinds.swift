import MunicipalData

extension DataProblem.Kind {
    /// What a clerk calls the kind.
    package var japaneseName: String {
        switch self {
        case .undecodableByte: "読めない文字"
        case .gaiji: "外字"
        case .variationSequence: "異体字の指定"
        case .individualNumber: "個人番号"
        case .impossibleDate: "日付の誤り"
        case .unmappedCode: "一覧にないコード"
        case .checkDigit: "検査数字の不一致"
        case .raggedRow: "項目数の不一致"
        case .unknownColumn: "余分な項目"
        case .missingColumn: "不足する項目"
        case .duplicateKey: "キーの重複"
        case .type: "形式の誤り"
        case .length: "文字数の超過"
        case .range: "範囲外の数値"
        case .missingValue: "必須項目の空欄"
        case .history: "履歴の矛盾"
        case .rowCount: "件数の不一致"
        case .protection: "支援措置対象者の扱い"
        case .structure: "ファイルの構造"
        }
    }
}
