/// The outcome of an item's destruction, as it stands in a certificate of erasure (消去証明書).
public struct Destruction: Hashable, Sendable {
    /// The item that can no longer be read.
    public let id: CustodyItemID
    /// The body to which it belonged.
    public let owner: OwnerCode
    /// Which data key was destroyed; `nil` when the key was missing or its file unreadable before.
    public let keyFingerprint: KeyFingerprint?
    /// How: always ``method-swift.type.property``.
    public var method: String { Destruction.method }

    /// The one method of this vault: the wrapped data key is overwritten with random bytes, synchronized to the disk
    /// and removed; then the ciphertext is removed.
    public static let method = "AES-256 data key overwritten and removed, then ciphertext removed"
}

extension Destruction {
    /// The record that is written before anything is destroyed, so that a cut-short destruction is completed later.
    var record: [UInt8] {
        Array("oboro-destruction 1\n\(id)\n\(owner)\n\(keyFingerprint?.description ?? "-")\n".utf8)
    }

    /// Reads a record; `nil` when it is damaged or another item's.
    init?(record: [UInt8], of item: CustodyItemID) {
        let lines = String(decoding: record, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 5, lines[0] == "oboro-destruction 1", lines[1] == item.description, lines[4].isEmpty,
            let owner = try? OwnerCode(String(lines[2]))
        else { return nil }
        if lines[3] == "-" {
            self.init(id: item, owner: owner, keyFingerprint: nil)
        } else {
            guard let fingerprint = KeyFingerprint(String(lines[3])) else { return nil }
            self.init(id: item, owner: owner, keyFingerprint: fingerprint)
        }
    }
}
