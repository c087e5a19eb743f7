import Primitives

extension DataProblem {
    /// What is wrong and what to do about it, in Japanese for the clerk, without the cell's value.
    public var japanese: String {
        switch kind {
        case .undecodableByte: "指定の文字コードで読めないバイトがあります。文字コードの指定を確認するか、出力し直してください。"
        case .gaiji: "外字（自治体独自の文字）があります。標準の文字に置き換えるか、除いてください。"
        case .variationSequence: "異体字セレクタ（IVS）付きの文字があります。基底の文字だけにしてください。"
        case .individualNumber: "個人番号とみられる数字があります。提供できません（番号法19条）。除いて出力し直してください。"
        case .impossibleDate: japaneseOfDate
        case .unmappedCode:
            "\(japaneseOfCode)はコード一覧にありません。一覧に加えるか、値を直してください。"
        case .checkDigit: "\(japaneseOfCheck)の検査数字が合いません。入力誤りを元の台帳で確認してください。"
        case .raggedRow: japaneseOfRow
        case .unknownColumn: "取り決めにない項目です。この項目を除いて出力し直してください。"
        case .missingColumn: "取り決めた項目がありません。この項目を含めて出力し直すか、見出しの項目名を直してください。"
        case .duplicateKey: "\(sameRow)行目と同じ値です。重複してはならない項目なので、どちらかの行を除いてください。"
        case .type: "\(japaneseOfType)ではありません。値を直すか、レイアウトの型を確認してください。"
        case .length: "文字数が上限（\(limitText)文字）を超えています。値を短くするか、レイアウトを確認してください。"
        case .range: "数値が範囲（\(limitText)）を外れています。値を直すか、レイアウトの範囲を確認してください。"
        case .missingValue: "必須の項目が空です。値を入れるか、この行を除いてください。"
        case .history: japaneseOfHistory
        case .rowCount: japaneseOfCount
        case .protection: "支援措置対象者の行です。除外するか一般化して提供するかを決めてください。"
        case .structure: japaneseOfFile
        }
    }

    private var japaneseOfDate: String {
        switch detail {
        case .date(let problem) where problem.hint != nil: "\(problem.japanese)。元の台帳で確認してください。"
        case .date(.outsideEra):
            "その元号の期間にない日です。前後の元号の日か、年の誤りと考えられます。元の台帳で確認してください。"
        case .date(.impossibleDay):
            "暦にない日です。その月にない日か、年月日の誤りと考えられます。元の台帳で確認してください。"
        default: "暦にない日です。元の台帳で確認してください。"
        }
    }

    private var japaneseOfCode: String { if case .code(let code?) = detail { "コード「\(code)」" } else { "このコード" } }

    private var japaneseOfHistory: String {
        switch detail {
        case .sameAs(let row): "\(row)行目とともに同じ人の最新の行になっています。最新の行を一つにしてください。"
        case .expected: "履歴の順序を決められない値です。整数か日付で出力してください。"
        default: "この人には最新の行がありません。最新の行を示してください。"
        }
    }

    private var japaneseOfRow: String {
        guard case .count(let expected, let found) = detail else { return "項目の数が違います。出力し直してください。" }
        return "項目の数（固定長ではバイト数）が\(expected)ではなく\(found)です。値の中の区切り文字や改行を確認してください。"
    }

    private var japaneseOfCount: String {
        guard case .count(let expected, let found) = detail else { return "行数が違います。送り直してください。" }
        return "行数が\(expected)行ではなく\(found)行です。送り直すか、送付の記載を直してください。"
    }

    private var japaneseOfCheck: String {
        guard case .check(let kind) = detail else { return "コード" }
        switch kind {
        case .municipalityCode: return "全国地方公共団体コード"
        case .corporateNumber: return "法人番号"
        case .residentRecordCode: return "住民票コード"
        case .insurerNumber: return "保険者番号"
        case .postalCode: return "郵便番号"
        case .townID: return "町字ID"
        }
    }

    private var japaneseOfType: String {
        guard case .expected(let type) = detail else { return japaneseOfCheck }
        switch type {
        case .text, .address, .code: return "文字列"
        case .integer: return "整数（桁区切りなし）"
        case .decimal: return "数値（桁区切りなし）"
        case .date: return "日付"
        case .postalCode: return "郵便番号（7桁）"
        case .municipalityCode: return "全国地方公共団体コード（6桁）"
        case .flag: return "0または1"
        }
    }

    private var japaneseOfFile: String {
        guard case .file(let error) = detail else { return "この先を行として読めません。出力し直してください。" }
        switch error {
        case .empty: return "ファイルが空です。出力し直してください。"
        case .markMissing: return "指定の文字コード（BOM付きUTF-8）の印がありません。指定を確認してください。"
        case .undecodable: return "指定の文字コードで読めないバイトがあります。文字コードの指定を確認してください。"
        case .wrongFieldCount: return "項目の数が違う行があります。出力し直してください。"
        case .unterminatedQuote: return "引用符が閉じないままファイルが終わっています。途中で切れていないか確認し、送り直してください。"
        case .textAfterQuote: return "閉じた引用符の後に文字があります。値の中の引用符は二つ重ねてください。この先は調べていません。"
        case .duplicateColumn(let first, let second): return "\(first)列目と\(second)列目の項目名が同じです。項目名を分けてください。"
        case .unnamedColumn(let column): return "\(column)列目に項目名がありません。項目名を付けてください。"
        case .nulByte: return "文字ではないバイト（NUL）があります。文字コードの指定を確認するか、出力し直してください。"
        case .rowTooLong(_, let limit): return "行が\(limit)バイトを超えています。改行や閉じる引用符が抜けていないか確認してください。"
        case .tooManyColumns(let limit): return "項目が\(limit)を超えています。区切り文字の指定を確認してください。"
        case .tooManyRows(let limit): return "行数が\(limit)を超えています。ファイルを分けてください。"
        case .tooManyDistinctValues: return "値の種類が多すぎる項目があります。ファイルを分けてください。"
        }
    }
}
