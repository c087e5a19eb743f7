public import Primitives

/// What the name of an item says about its class and type: words that municipal systems use in headers.
///
/// A proposal for the person who reviews a layout, never a decision.
public enum ItemNameRules {
    /// What a name says.
    public struct Reading: Hashable, Sendable {
        /// The class.
        public let itemClass: ItemClass
        /// The word in the name that says so.
        public let word: String
        /// Why, in Japanese, for the layout's note.
        public let reason: String
    }

    /// What the name says; `nil` where no known word is in it. The longest known word decides, of equally long ones the one
    /// that stands last, since a Japanese name ends with what the thing is.
    public static func reading(of name: String) -> Reading? {
        let compact = name.narrowed.filter { $0 != " " && $0 != "\u{3000}" }
        var best: (length: Int, place: Int, reading: Reading)?
        for rule in rules {
            for word in rule.words {
                guard let place = lastPlace(of: word, in: compact) else { continue }
                let found = (
                    length: word.count, place: place,
                    reading: Reading(
                        itemClass: rule.itemClass, word: word, reason: rule.reason)
                )
                if let known = best, (known.length, known.place) >= (found.length, found.place) { continue }
                best = found
            }
        }
        return best?.reading
    }

    /// Whether the name holds a known word.
    static func isKnown(_ name: String) -> Bool {
        reading(of: name) != nil || ["コード", "区分", "フラグ", "年月日", "名称"].contains { lastPlace(of: $0, in: name) != nil }
    }

    private static func lastPlace(of word: String, in name: String) -> Int? {
        let word = Array(word)
        let name = Array(name)
        guard word.count <= name.count else { return nil }
        return (0...name.count - word.count).last { name[$0..<$0 + word.count].elementsEqual(word) }
    }

    private struct Rule {
        var itemClass: ItemClass
        var reason: String
        var words: [String]
    }

    private static let rules: [Rule] = [
        Rule(
            itemClass: .directIdentifier, reason: "氏名・連絡先など、それだけで個人を識別できる記述",
            words: [
                "氏名", "氏", "名_", "姓", "フリガナ", "ふりがな", "カナ", "通称", "旧氏", "ローマ字", "世帯主名", "筆頭者",
                "電話", "電話番号", "携帯", "メール", "メールアドレス", "FAX", "口座", "口座番号", "口座名義", "方書", "番地",
                "番地号", "番地枝番", "地番号", "建物名", "送付先", "宛名", "連絡先", "氏名カナ", "顔写真", "署名",
            ]),
        Rule(
            itemClass: .identificationCode, reason: "個人識別符号（令1条）",
            words: [
                "個人番号", "マイナンバー", "住民票コード", "基礎年金番号", "旅券番号", "パスポート番号", "免許証番号", "在留カード",
                "在留カード等番号", "特別永住者証明書番号", "被保険者番号", "被保険者証番号", "被保険者記号", "記号番号", "指紋", "虹彩",
                "顔特徴量",
            ]),
        Rule(
            itemClass: .linkingCode, reason: "他の情報と連結する符号（規則62条3号）",
            words: [
                "宛名番号", "世帯番号", "住民番号", "個人コード", "世帯コード", "住民コード", "整理番号", "管理番号", "識別番号", "受付番号", "台帳番号",
                "通知書番号", "申請番号", "認定番号", "受給者番号", "手帳番号", "証番号", "会員番号", "利用者番号", "児童番号", "対象者番号",
                "通し番号", "ID", "お客様番号", "使用者番号", "契約番号", "物件番号", "学籍番号", "戸籍番号",
            ]),
        Rule(
            itemClass: .quasiIdentifier, reason: "他の記述等と組み合わせて個人を識別しうる項目",
            words: [
                "生年月日", "生年月", "生年", "年齢", "性別", "性別コード", "住所", "住所コード", "居所", "都道府県", "市区町村", "市区町村コード", "市区郡町村名",
                "町字",
                "町字コード", "丁目", "町丁", "郵便番号", "国籍", "国籍コード", "国籍名等", "続柄", "世帯人数", "世帯人員", "世帯構成", "家族構成", "職業",
                "勤務先", "学年", "学校", "小学校区", "住民種別", "異動年月日", "異動日", "異動事由", "転入", "転出", "住民日", "住定日", "在留資格", "在留期間",
                "婚姻",
                "本籍", "死亡年月日", "出生", "地区", "行政区", "入居年月日", "間取り",
            ]),
        Rule(
            itemClass: .specialCare, reason: "要配慮個人情報（法2条3項）に当たりうる項目",
            words: [
                "障害", "障害名", "障害等級", "障害種別", "等級", "病名", "疾病", "傷病", "傷病名", "診断", "健診", "健診結果", "検診", "検査", "検査値",
                "既往歴",
                "投薬", "服薬", "療育", "療育手帳", "精神", "感染症", "予防接種", "接種", "判定", "犯罪", "人種", "信条", "保健指導", "血圧", "血糖", "BMI",
                "身長", "体重", "腹囲",
                "コレステロール", "尿蛋白", "喫煙", "飲酒", "妊娠",
            ]),
        Rule(
            itemClass: .sensitive, reason: "本人について知られてはならない項目",
            words: [
                "所得", "収入", "年収", "税額", "課税", "所得割", "均等割", "控除", "控除額", "扶養", "滞納", "納付", "収納", "保険料", "保険料額", "保険税",
                "金額", "支給額", "給付",
                "給付費", "手当", "手当額", "扶助", "生活保護", "要介護", "要介護度", "要介護状態区分", "減免", "軽減", "負担割合", "使用料", "使用量", "請求額",
                "点数", "医療費",
                "支援措置", "所得区分", "所得段階", "評価額",
            ]),
        Rule(
            itemClass: .drop, reason: "システムの管理用項目",
            words: [
                "操作者", "操作者ID", "操作年月日", "操作時刻", "更新者", "更新日", "更新日時", "更新年月日", "登録者", "登録日時", "処理日", "処理日時", "端末",
                "端末ID", "履歴番号", "枝番",
                "最新フラグ", "不詳フラグ", "不詳表記", "論理削除", "削除フラグ", "作成日時", "記載順位", "公証確認状況", "確認状況",
                "氏名優先区分",
            ]),
        Rule(
            itemClass: .drop, reason: "自由記述（誰の何が書かれているか分からない）",
            words: ["備考", "メモ", "特記事項", "自由記述", "所見", "コメント", "摘要"]),
    ]
}
