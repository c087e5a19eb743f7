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

    /// Runs the work, `data.csv` being written as it is made, then writes the other files of the outcome. Files of an earlier
    /// run in the same directory are replaced, and those that this outcome lacks are taken away.
    ///
    /// - Parameter work: makes the outcome; its rows go to the sink.
    /// - Throws: ``OutputError`` and what the work throws; nothing that looks finished is left then.
    @discardableResult
    public func write(
        _ work: (inout FileDescriptorSink) throws -> ProcessingOutcome
    ) throws -> ProcessingOutcome {
        let isNew = !FileManager.default.fileExists(atPath: path)
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputError(path: path, code: isNew ? EACCES : ENOTDIR)
        }
        do {
            let outcome = try written(work)
            // The older run goes as a whole before anything of this one appears: no mix of two can be taken for one.
            try remove(.report)
            for file in ProcessingOutcome.File.allCases where file != .report { try remove(file) }
            try synchronize(path)
            for file in ProcessingOutcome.File.allCases where file != .report { try publish(file, outcome) }
            try synchronize(path)
            try publish(.report, outcome)
            try synchronize(path)
            return outcome
        } catch {
            for file in ProcessingOutcome.File.allCases { unlink(temporary(file)) }
            if isNew { rmdir(path) }
            throw error
        }
    }

    /// Makes the outcome and all its files under temporary names, durable.
    private func written(
        _ work: (inout FileDescriptorSink) throws -> ProcessingOutcome
    ) throws -> ProcessingOutcome {
        // Readable by the owner alone: what a run makes is for the recipient.
        let descriptor = open(temporary(.data), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw OutputError(path: temporary(.data), code: errno) }
        defer { close(descriptor) }
        var sink = FileDescriptorSink(descriptor: descriptor, path: temporary(.data))
        let outcome = try work(&sink)
        if outcome.isSolution {
            guard fsync(descriptor) == 0 else { throw OutputError(path: temporary(.data), code: errno) }
        } else {
            unlink(temporary(.data))
        }
        for file in ProcessingOutcome.File.allCases where file != .data {
            if let bytes = outcome.files[file] { try DurableFile.write(bytes, to: temporary(file)) }
        }
        return outcome
    }

    private func final(_ file: ProcessingOutcome.File) -> String { path + "/" + file.rawValue }
    private func temporary(_ file: ProcessingOutcome.File) -> String { path + "/." + file.rawValue + ".partial" }

    private func publish(_ file: ProcessingOutcome.File, _ outcome: ProcessingOutcome) throws(OutputError) {
        guard outcome.isMade(file) else { return }
        guard rename(temporary(file), final(file)) == 0 else { throw OutputError(path: final(file), code: errno) }
    }

    private func remove(_ file: ProcessingOutcome.File) throws(OutputError) {
        guard unlink(final(file)) == 0 || errno == ENOENT else { throw OutputError(path: final(file), code: errno) }
    }

    /// Makes renames durable.
    private func synchronize(_ directory: String) throws(OutputError) {
        let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw OutputError(path: directory, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw OutputError(path: directory, code: errno) }
    }
}

extension ProcessingOutcome {
    /// Whether the run made the file: `data.csv` is in the sink.
    fileprivate func isMade(_ file: File) -> Bool { file == .data ? isSolution : files[file] != nil }
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
