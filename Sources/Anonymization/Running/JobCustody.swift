import Messages
import Primitives
import Vault

/// The items of one job in the vault: outputs, and processing-method information (加工方法等情報).
///
/// An item is called `JOB-1.2.<random>.data.csv`: job, attempt, run, file. The name of an item is never used twice, but
/// whatever an earlier run left is found by the job's prefix.
struct JobCustody: Sendable {
    static let pseudonymKey = "pseudonym-key"
    static let recipe = "recipe.yaml"

    let vault: Vault
    let job: String
    let owner: OwnerCode

    init(_ vault: Vault, job: String, municipality: MunicipalityCode) throws(VaultError) {
        self.vault = vault
        self.job = job
        owner = try OwnerCode(municipality.description)
    }

    /// Takes a file of a run into custody.
    @discardableResult
    func store(_ bytes: [UInt8], as name: String, attempt: Int, run: String) throws(VaultError) -> CustodyItem {
        let id = try CustodyItemID("\(job).\(attempt).\(run).\(name)")
        return try vault.store(id: id, owner: owner, kind: Self.kind(of: name), bytes: bytes)
    }

    /// Destroys everything of the job that is in the vault, and names what was destroyed before.
    /// - Parameters:
    ///   - attempt: only that attempt's items; nil for all.
    ///   - known: items that the log knows, with the hashes it knows.
    func destroy(
        attempt: Int? = nil, known: [String: ContentHash?] = [:], at now: Instant
    ) throws(VaultError) -> [DestructionRecord] {
        let prefix = attempt.map { "\(job).\($0)." } ?? "\(job)."
        let found = try vault.items().map(\.description).filter { $0.hasPrefix(prefix) }
        var records: [DestructionRecord] = []
        for name in Set(found).union(known.keys).sorted() {
            let id = try CustodyItemID(name)
            let hash =
                (try? vault.item(id, owner: owner).sha256).flatMap { ContentHash($0) } ?? known[name].flatMap(\.self)
            do {
                let destruction = try vault.destroy(id, owner: owner)
                let kind = Self.kind(of: name) == .output ? "output" : "method-information"
                records.append(
                    DestructionRecord(item: name, kind: kind, sha256: hash, method: destruction.method, at: now))
            } catch .noSuchItem {
                continue
            }
        }
        return records
    }

    private static func kind(of name: String) -> CustodyKind {
        name.hasSuffix(pseudonymKey) || name.hasSuffix(recipe) ? .methodInformation : .output
    }
}
