/// The codes with a form of their own, and mostly with a check digit. Named in layouts as `check`.
public enum CheckedCodeKind: String, CaseIterable, Sendable {
    /// 全国地方公共団体コード: 6 digits.
    case municipalityCode = "municipality-code"
    /// 法人番号: 13 digits.
    case corporateNumber = "corporate-number"
    /// 住民票コード: 11 digits.
    case residentRecordCode = "resident-record-code"
    /// 保険者番号: 8 digits, or 6 for the national health insurance.
    case insurerNumber = "insurer-number"
    /// 郵便番号: 7 digits, without check digit.
    case postalCode = "postal-code"
    /// 町字ID: 7 digits, without check digit.
    case townID = "town-id"
}

/// A way of making cells alike. Declared per item, applied in the order declared, and recorded.
public enum TextNormalization: String, CaseIterable, Sendable {
    /// Spaces of either width at both ends are taken off.
    case trim
    /// Full-width digits, letters and signs become narrow.
    case narrow
    /// Half-width kana become full-width.
    case wideKana = "wide-kana"
    /// Spaces of either width inside become one narrow space.
    case singleSpace = "single-space"
    /// Zeros that a spreadsheet took off are put back, up to the item's length.
    case leadingZeros = "leading-zeros"
}
