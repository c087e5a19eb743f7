import Glibc
import Messages
import MunicipalData

/// A file on the organization's host that a municipality handed over, opened once and read once: what is looked at is what
/// is stored.
final class HandedOverFile: ByteStream {
    /// The largest file taken in, in bytes, unless the service is set up with another limit.
    static let sizeLimit = 16 << 30

    private let descriptor: Int32
    private let limit: Int
    private var count = 0

    /// Opens a regular file. A symbolic link, a directory, a device or a pipe is refused: the name alone must say what is
    /// read.
    init(_ path: String, limit: Int) throws(Refusal) {
        self.limit = limit
        // O_NONBLOCK: a pipe in the file's place must not make the opening wait.
        descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.openingFailed(errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Self.readingFailed(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Self.notAFile }
        guard status.st_size <= limit else { throw .fileTooLarge(limit) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The next bytes; a ``Refusal`` where they cannot be read, or where the file grew beyond the limit meanwhile.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let read = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if read < 0 {
                if errno == EINTR { continue }
                throw Self.readingFailed(errno)
            }
            count += read
            guard count <= limit else { throw Refusal.fileTooLarge(limit) }
            return read
        }
    }

    /// The content of a small file.
    static func contents(_ path: String, limit: Int) throws(Refusal) -> [UInt8] {
        let file = try HandedOverFile(path, limit: limit)
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count: Int
            do {
                count = try piece.withUnsafeMutableBytes { try file.read(into: $0) }
            } catch {
                throw Refusal(intake: error)
            }
            if count == 0 { return content }
            content.append(contentsOf: piece[..<count])
        }
    }

    private static func openingFailed(_ code: Int32) -> Refusal {
        switch code {
        case ENOENT, ENOTDIR:
            Refusal(
                .notFound, "E-FILE-MISSING", "there is no file at the path given: check the path", "指定のファイルがありません。")
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

    private static func readingFailed(_ code: Int32) -> Refusal {
        Refusal(
            .unavailable, "E-FILE-READ",
            "the file cannot be read (\(String(cString: strerror(code)))); repeat the command",
            "ファイルを読み取れませんでした。")
    }
}

extension Refusal {
    static func fileTooLarge(_ limit: Int) -> Refusal {
        Refusal(
            .invalid, "E-FILE-SIZE",
            "the file is larger than \(limit) bytes: agree on parts with the municipality, or raise the limit in organization.yaml",
            "ファイルの大きさが上限（\(limit)バイト）を超えています。")
    }
}
