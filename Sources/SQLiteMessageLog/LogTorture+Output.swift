import Glibc

extension LogTorture {
    /// Writes a line to the standard output with one system call, so that a kill cannot hold back what was said.
    package static let standardOutput: @Sendable (String) -> Void = { line in
        let bytes = Array((line + "\n").utf8)
        _ = write(STDOUT_FILENO, bytes, bytes.count)
    }
}
