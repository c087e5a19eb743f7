import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes whole files for the owner alone, durably: what a run makes is for its recipient.
enum DurableFile {
    /// Replaces the file and waits until it is on the disk.
    ///
    /// - Throws: ``OutputError``.
    static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
        // Readable by the owner alone: what a run makes is for the recipient.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw OutputError(path: path, code: errno) }
        defer { close(descriptor) }
        do {
            try bytes.withUnsafeBytes { try FileDescriptorSink(descriptor: descriptor, path: path).write($0) }
        } catch let error as OutputError {
            throw error
        } catch {
            throw OutputError(path: path, code: EIO)
        }
        guard fsync(descriptor) == 0 else { throw OutputError(path: path, code: errno) }
    }
}
