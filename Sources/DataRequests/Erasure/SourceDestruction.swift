import Messages
import Primitives
import Vault

/// Destroys what the vault holds for a request: the keys first, then the ciphertext.
struct SourceDestruction: Sendable {
    let vault: Vault

    /// One record per item. Repeatable: what is destroyed already gives the same record again.
    @concurrent
    func destroy(
        _ entries: [CustodyEntry], of municipality: MunicipalityCode, at instant: Instant
    ) async throws -> [DestructionRecord] {
        let owner = try OwnerCode(municipality.description)
        var records: [DestructionRecord] = []
        for entry in entries {
            let destruction = try vault.destroy(try CustodyItemID(entry.item), owner: owner)
            records.append(
                DestructionRecord(
                    item: entry.item, kind: entry.isSource ? "source" : "quarantined", sha256: entry.sha256,
                    method: destruction.method, at: instant))
        }
        return records
    }
}
