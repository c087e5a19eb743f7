import Glibc
import Messages

/// A file on the organization's host that a municipality handed over, opened once: what is scanned is what is stored.
enum HandedOverFile {
    /// The largest file taken in, in bytes, unless the service is set up with another limit. A file is held in memory
    /// while it is looked at.
    static let sizeLimit = 1 << 30

    /// Reads a regular file. A symbolic link, a directory, a device or a pipe is refused: the name alone must say what
    /// is read.
    static func read(_ path: String, limit: Int) throws(Refusal) -> [UInt8] {
        // O_NONBLOCK: a pipe in the file's place must not make the opening wait.
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw openingFailed(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw readingFailed(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw notAFile }
        guard status.st_size <= limit else { throw tooLarge(limit) }
        return try read(descriptor, expecting: Int(status.st_size), limit: limit)
    }

    private static func read(_ descriptor: Int32, expecting size: Int, limit: Int) throws(Refusal) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(size)
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw readingFailed(errno)
            }
            if count == 0 { return content }
            // It may have grown since it was opened.
            guard content.count + count <= limit else { throw tooLarge(limit) }
            content.append(contentsOf: piece[..<count])
        }
    }

    private static func openingFailed(_ code: Int32) -> Refusal {
        switch code {
        case ENOENT, ENOTDIR:
            Refusal(
                .notFound, "E-FILE-MISSING", "there is no file at the path given: check --file", "指定のファイルがありません。")
        case ELOOP: notAFile
        case EACCES, EPERM:
            Refusal(
                .invalid, "E-FILE-PERMISSION", "the file cannot be read: check its permissions",
                "ファイルを読み取る権限がありません。")
        default: readingFailed(code)
        }
    }

    private static var notAFile: Refusal {
        Refusal(
            .invalid, "E-FILE-KIND", "the path names a link, a folder or a device: name the file itself",
            "通常のファイルではありません（リンク、フォルダー等）。ファイルを直接指定してください。")
    }

    private static func tooLarge(_ limit: Int) -> Refusal {
        Refusal(
            .invalid, "E-FILE-SIZE", "the file is larger than \(limit) bytes: agree on parts with the municipality",
            "ファイルの大きさが上限（\(limit)バイト）を超えています。")
    }

    private static func readingFailed(_ code: Int32) -> Refusal {
        Refusal(
            .unavailable, "E-FILE-READ",
            "the file cannot be read (\(String(cString: strerror(code)))); repeat the command",
            "ファイルを読み取れませんでした。")
    }
}
