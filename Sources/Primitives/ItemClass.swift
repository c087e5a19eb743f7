/// How an item of a file (記録項目) can lead to a person. Travels in messages, layouts and standards by its name.
public enum ItemClass: String, Sendable, Codable, CaseIterable {
    /// 氏名, 電話番号 and the like (規則62条1号).
    case directIdentifier = "direct-identifier"
    /// 個人識別符号 (令1条; 規則62条2号).
    case identificationCode = "identification-code"
    /// 連結符号 (規則62条3号).
    case linkingCode = "linking-code"
    /// Leads to a person together with other items: 生年月日, 性別, 住所.
    case quasiIdentifier = "quasi-identifier"
    /// Must not become known of a person.
    case sensitive
    /// 要配慮個人情報 (法2条3項).
    case specialCare = "special-care"
    /// Neither leads to a person nor harms anybody.
    case insensitive
    /// Of the system alone (操作者, 操作時刻): no use outside.
    case drop
    /// Not yet decided, or none of these.
    case other
}

/// What the cells of an item hold. Travels in messages and layouts by its name.
public enum ItemType: String, Sendable, Codable, CaseIterable {
    case text, integer, decimal, date, code, address
    case postalCode = "postal-code"
    case municipalityCode = "municipality-code"
    /// 0/1 and the like.
    case flag
}
