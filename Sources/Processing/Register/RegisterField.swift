/// What a column of a list can hold: a field of the register of personal information files (個人情報ファイル簿), by the name
/// that an entry has for it, or the office work (事務) that a row is of.
public enum RegisterField: String, CaseIterable, Sendable, Hashable {
    /// 1 個人情報ファイルの名称.
    case name
    /// 2 行政機関等の名称（実施機関）.
    case body
    /// 3 事務をつかさどる組織の名称.
    case department
    /// 4 利用目的.
    case purpose
    /// 5 記録項目.
    case items
    /// 6 記録範囲.
    case scope
    /// 7 記録情報の収集方法.
    case collection
    /// 8 要配慮個人情報.
    case specialCare
    /// 9 条例要配慮個人情報.
    case ordinanceSpecialCare
    /// 10 経常的提供先.
    case regularRecipients
    /// 11 開示請求等を受理する組織の名称及び所在地.
    case disclosureDesk
    /// 12 特別の手続等.
    case specialProcedures
    /// 13 個人情報ファイルの種別.
    case computerised
    /// 13 マニュアル利用ファイルの有無.
    case manualUse
    /// 14 提案の募集をする個人情報ファイルである旨.
    case solicitable
    /// 15 提案を受ける組織の名称及び所在地.
    case proposalDesk
    /// 19 備考.
    case remarks
    /// 本人の数.
    case personCount
    /// The day on which the persons were counted.
    case personCountAsOf
    /// 更新頻度.
    case refreshCycle
    /// 保存期間.
    case retention
    /// 事務の名称: what the lists of old were ordered by.
    case officeWork

    /// What the field is called in messages to a person, in Japanese.
    var japanese: String {
        switch self {
        case .name: "個人情報ファイルの名称"
        case .body: "行政機関等の名称"
        case .department: "事務をつかさどる組織"
        case .purpose: "利用目的"
        case .items: "記録項目"
        case .scope: "記録範囲"
        case .collection: "収集方法"
        case .specialCare: "要配慮個人情報"
        case .ordinanceSpecialCare: "条例要配慮個人情報"
        case .regularRecipients: "経常的提供先"
        case .disclosureDesk: "開示請求等を受理する組織"
        case .specialProcedures: "特別の手続等"
        case .computerised: "ファイルの種別"
        case .manualUse: "マニュアル利用ファイルの有無"
        case .solicitable: "提案の募集"
        case .proposalDesk: "提案を受ける組織"
        case .remarks: "備考"
        case .personCount: "本人の数"
        case .personCountAsOf: "本人の数の基準日"
        case .refreshCycle: "更新頻度"
        case .retention: "保存期間"
        case .officeWork: "事務の名称"
        }
    }

    /// Whether a cell says yes or no.
    var isFlag: Bool {
        switch self {
        case .specialCare, .ordinanceSpecialCare, .computerised, .manualUse, .solicitable: true
        default: false
        }
    }

    /// Whether several office works may well say different things about one file, all of which hold (利用目的, 収集方法).
    var isJoined: Bool {
        switch self {
        case .purpose, .scope, .collection, .regularRecipients, .specialProcedures, .remarks: true
        default: false
        }
    }
}
