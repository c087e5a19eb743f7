/// What an item in custody is, in the terms of 個人情報保護法 and its rules.
public enum CustodyKind: String, Sendable, Codable, CaseIterable {
    /// The file a municipality handed over (保有個人情報を含む個人情報ファイル).
    case sourceFile = "source-file"
    /// A file that was refused at intake and is kept apart until it is returned or erased.
    case quarantinedFile = "quarantined-file"
    /// Names, identification codes and the like that were deleted in processing (削除情報).
    case deletedInformation = "deleted-information"
    /// Keys, recipes and tables of the processing (加工方法等情報).
    case methodInformation = "method-information"
    /// A processed output (行政機関等匿名加工情報) before its delivery.
    case output
    /// A sealed package made ready for its recipient.
    case deliveryPackage = "delivery-package"
    /// A document that came with an application or a proposal.
    case attachment
}

/// What is known of an item in custody. It may stand in an event: it tells nothing of the content but size and digest.
public struct CustodyItem: Hashable, Sendable {
    /// The item's name in the vault.
    public let id: CustodyItemID
    /// The body to which the item belongs and whose key wraps the item's key.
    public let owner: OwnerCode
    /// What the item is.
    public let kind: CustodyKind
    /// The length of the clear content in bytes.
    public let byteCount: Int64
    /// The SHA-256 of the clear content, 64 hexadecimal digits.
    public let sha256: String
    /// Which data key seals it; a later ``Destruction`` names the same one.
    public let keyFingerprint: KeyFingerprint
}
