/// What ``Vault/sweep()`` found and put in order.
public struct SweepReport: Hashable, Sendable {
    /// Unfinished files that were removed, such as `items/x.partial`.
    public internal(set) var removedPartials: [String] = []
    /// Keys removed whose items were never completely stored.
    public internal(set) var removedKeys: [CustodyItemID] = []
    /// Destructions that had been cut short and are complete now.
    public internal(set) var completedDestructions: [CustodyItemID] = []

    /// Nothing was out of order.
    public init() {}
}

extension Vault {
    /// Removes what killed stores left behind and completes destructions that were cut short.
    ///
    /// Call it at the start of a process. Stores that are under way, here or in other processes, are left alone.
    @discardableResult
    public func sweep() throws(VaultError) -> SweepReport {
        var report = SweepReport()
        for name in try destructionRecords.names() {
            guard let id = try? CustodyItemID(name) else { continue }
            let hasItem = try itemFiles.contains(name)
            let hasKey = try itemKeys.contains(name)
            guard hasItem || hasKey, let destruction = try recordedDestruction(of: id) else { continue }
            guard try withItemLock(id, body: { () throws(VaultError) in try complete(destruction) }) else { continue }
            report.completedDestructions.append(id)
        }
        for directory in [itemFiles, itemKeys, municipalityKeys, destructionRecords] {
            for name in try directory.names() where name.hasSuffix(".partial") {
                guard let lock = try directory.lock(name, waiting: false) else { continue }
                try directory.remove(name)
                withExtendedLifetime(lock) {}
                report.removedPartials.append("\(directory.name)/\(name)")
            }
        }
        for name in try itemKeys.names() {
            guard let id = try? CustodyItemID(name), try !itemFiles.contains(name) else { continue }
            var removed = false
            try withItemLock(id) { () throws(VaultError) in
                // Looked at again under the lock: a store may have ended meanwhile.
                guard try !itemFiles.contains(name) else { return }
                try itemKeys.remove(name)
                try itemKeys.synchronize()
                removed = true
            }
            if removed { report.removedKeys.append(id) }
        }
        return report
    }

    /// Runs `body` while no one else stores or destroys the item; `false` when someone does.
    @discardableResult
    private func withItemLock(
        _ id: CustodyItemID, body: () throws(VaultError) -> Void
    ) throws(VaultError) -> Bool {
        guard let lock = try itemFiles.lock("\(id).partial", waiting: false) else { return false }
        defer { withExtendedLifetime(lock) { try? itemFiles.remove("\(id).partial") } }
        try body()
        return true
    }
}
