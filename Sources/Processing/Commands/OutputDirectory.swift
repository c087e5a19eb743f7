import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A directory that receives the files of one run.
///
/// All files are written under temporary names and made durable first; then an older report is taken away, the files are
/// renamed, and `report.json` comes last. So a directory with a `report.json` holds the files of one finished run, and a killed
/// run leaves nothing that looks finished.
public struct OutputDirectory: Sendable {
    /// Its path.
    public let path: String

    /// A directory at `path`; it is made when something is written.
    public init(path: String) { self.path = path }

    /// Writes the files of `outcome`. Files of an earlier run in the same directory are replaced, and those that this outcome
    /// lacks are taken away.
    ///
    /// - Throws: ``OutputError``; nothing that looks finished is left then.
    public func write(_ outcome: ProcessingOutcome) throws(OutputError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputError(path: path, code: errno)
        }
        var written: [ProcessingOutcome.File] = []
        do throws(OutputError) {
            for file in ProcessingOutcome.File.allCases {
                guard let bytes = outcome.files[file] else { continue }
                written.append(file)
                try writeDurably(bytes, to: temporary(file))
            }
            try remove(.report)
            for file in ProcessingOutcome.File.allCases where outcome.files[file] == nil { try remove(file) }
            for file in ProcessingOutcome.File.allCases where file != .report { try publish(file, outcome) }
            try synchronize(path)
            try publish(.report, outcome)
            try synchronize(path)
        } catch {
            for file in written { unlink(temporary(file)) }
            throw error
        }
    }

    private func final(_ file: ProcessingOutcome.File) -> String { path + "/" + file.rawValue }
    private func temporary(_ file: ProcessingOutcome.File) -> String { path + "/." + file.rawValue + ".partial" }

    private func publish(_ file: ProcessingOutcome.File, _ outcome: ProcessingOutcome) throws(OutputError) {
        guard outcome.files[file] != nil else { return }
        guard rename(temporary(file), final(file)) == 0 else { throw OutputError(path: final(file), code: errno) }
    }

    private func remove(_ file: ProcessingOutcome.File) throws(OutputError) {
        guard unlink(final(file)) == 0 || errno == ENOENT else { throw OutputError(path: final(file), code: errno) }
    }

    private func writeDurably(_ bytes: [UInt8], to path: String) throws(OutputError) {
        // Readable by the owner alone: what a run makes is for the recipient.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw OutputError(path: path, code: errno) }
        defer { close(descriptor) }
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.write(descriptor, buffer.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw OutputError(path: path, code: errno) }
            offset += count
        }
        guard fsync(descriptor) == 0 else { throw OutputError(path: path, code: errno) }
    }

    /// Makes renames durable.
    private func synchronize(_ directory: String) throws(OutputError) {
        let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw OutputError(path: directory, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw OutputError(path: directory, code: errno) }
    }
}

/// A file of the output could not be written.
public struct OutputError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file or directory.
    public let path: String
    /// The system's error number.
    public let code: Int32

    /// What happened and where, in English.
    public var description: String {
        "\(path): \(String(cString: strerror(code))); the output is not finished, nothing of it may be used"
    }
}
