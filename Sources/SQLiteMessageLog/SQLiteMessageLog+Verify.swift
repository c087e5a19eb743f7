import GRDB
public import MessageLog

extension SQLiteMessageLog {
    /// Recomputes the whole log on one consistent state of it, beside running writers.
    public func verify(progress: @Sendable (Int) -> Void) async throws(MessageLogError) -> Verification {
        try await readLong { database in try ChainVerifier.verify(database, progress: progress) }
    }
}
