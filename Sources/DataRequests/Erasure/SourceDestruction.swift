import Messages
import Primitives
import Vault

/// Destroys what the vault holds for a request: the keys first, then the ciphertext.
struct SourceDestruction: Sendable {
    let vault: Vault

    /// Destroys what the vault holds for a request and no event names: a process was killed between storing it and
    /// recording it. Only called when no intake of the request can be recorded any more.
    @concurrent
    func destroyUnrecorded(of record: RequestRecord) async throws {
        let recorded = Set(record.items.map(\.item))
        let prefix = CustodyItemID.prefix(of: record.planned)
        let owner = try OwnerCode(record.municipality.description)
        for id in try vault.items() where id.description.hasPrefix(prefix) && !recorded.contains(id.description) {
            _ = try vault.destroy(id, owner: owner)
        }
    }

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
