/// What leads to a person by itself.
public enum DirectIdentifierKind: String, CaseIterable, Codable, Comparable, Sendable {
    /// 個人番号: twelve digits with a valid check digit.
    case individualNumber = "my-number"
    /// 住民票コード: eleven digits.
    case residentRecordCode = "resident-record-code"
    /// 基礎年金番号: 4-6 digits.
    case pensionNumber = "pension-number"
    /// 運転免許証番号: twelve digits, the first two a public safety commission's.
    case drivingLicence = "driving-licence"
    /// 在留カード番号: AA99999999AA.
    case residenceCard = "residence-card"
    /// 旅券番号: AA9999999.
    case passport
    /// 電話番号, fixed and mobile.
    case telephone
    /// 電子メールアドレス.
    case mail = "e-mail"
    /// クレジットカード番号, by issuer's prefix and Luhn's check digit.
    case creditCard = "credit-card"
    /// 氏名.
    case name
    /// 氏名の読み (フリガナ).
    case nameReading = "name-reading"

    /// What people call it.
    public var japanese: String {
        switch self {
        case .individualNumber: "個人番号"
        case .residentRecordCode: "住民票コード"
        case .pensionNumber: "基礎年金番号"
        case .drivingLicence: "運転免許証番号"
        case .residenceCard: "在留カード番号"
        case .passport: "旅券番号"
        case .telephone: "電話番号"
        case .mail: "電子メールアドレス"
        case .creditCard: "クレジットカード番号"
        case .name: "氏名"
        case .nameReading: "氏名の読み"
        }
    }

    /// In the order of the list above.
    public static func < (left: DirectIdentifierKind, right: DirectIdentifierKind) -> Bool { left.order < right.order }

    /// The place in the list above.
    var order: UInt16 {
        switch self {
        case .individualNumber: 0
        case .residentRecordCode: 1
        case .pensionNumber: 2
        case .drivingLicence: 3
        case .residenceCard: 4
        case .passport: 5
        case .telephone: 6
        case .mail: 7
        case .creditCard: 8
        case .name: 9
        case .nameReading: 10
        }
    }

    /// Words in the name of a column that holds such values: with one, the form of most values is enough.
    var columnWords: [String] {
        switch self {
        case .individualNumber: ["個人番号", "マイナンバー", "mynumber"]
        case .residentRecordCode: ["住民票コード", "住民票ｺｰﾄﾞ", "住基コード"]
        case .pensionNumber: ["年金番号"]
        case .drivingLicence: ["免許証", "免許番号", "licence", "license"]
        case .residenceCard: ["在留カード", "在留ｶｰﾄﾞ"]
        case .passport: ["旅券", "パスポート", "passport"]
        case .telephone: ["電話", "携帯", "連絡先", "FAX", "ＦＡＸ", "TEL", "ＴＥＬ", "phone"]
        case .mail: ["メール", "mail"]
        case .creditCard: ["クレジット", "カード番号"]
        case .name:
            ["氏名", "姓名", "名前", "世帯主名", "本名", "通称", "旧氏", "申請者", "届出人", "筆頭者", "氏_", "名_", "surname", "fullname"]
        case .nameReading: ["フリガナ", "ふりがな", "ﾌﾘｶﾞﾅ", "カナ", "ｶﾅ", "かな", "読み", "よみ"]
        }
    }
}

/// A column in which direct identifiers were found: how many rows and why, never a value.
public struct DirectIdentifierFinding: Hashable, Sendable {
    /// Why the values are taken for identifiers.
    public enum Reason: String, Codable, CaseIterable, Sendable {
        /// The form is that of such an identifier and of hardly anything else.
        case form
        /// The check digit is right in far more values than by chance.
        case checkDigit = "check-digit"
        /// Most values of the column have the form.
        case share
        /// The column's name says so, and most values have the form.
        case columnName = "column-name"
    }

    /// What was found.
    public let kind: DirectIdentifierKind
    /// The column, from 1.
    public let column: Int
    /// The column's name.
    public let name: String
    /// Rows with such a value.
    public let rows: Int
    /// Why.
    public let reason: Reason

    /// Makes a finding; see the properties.
    public init(kind: DirectIdentifierKind, column: Int, name: String, rows: Int, reason: Reason) {
        self.kind = kind
        self.column = column
        self.name = name
        self.rows = rows
        self.reason = reason
    }
}

extension DirectIdentifierFinding: CustomStringConvertible {
    /// What was found, where and why, in English.
    public var description: String {
        let why =
            switch reason {
            case .form: "by their form"
            case .checkDigit: "by their check digits"
            case .share: "by the form of most values"
            case .columnName: "by the column's name and the form of the values"
            }
        return "column \(column) (\(name)): \(rows) rows look like \(kind.rawValue) (\(kind.japanese)) \(why)"
    }
}
