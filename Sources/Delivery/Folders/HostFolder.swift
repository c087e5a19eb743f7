import Glibc
import Vault

/// A folder on the organization's host, held open. Names in it are never followed as symbolic links, so that what is
/// written lands in this folder and nowhere else.
final class HostFolder: Sendable {
    private let descriptor: Int32
    /// As the caller named it, for errors.
    let path: String

    /// Opens a folder; the last part of the path must not be a symbolic link.
    init(_ path: String) throws(HostFolderError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw HostFolderError(call: "open", place: path, code: errno)
        }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    /// Writes a file under a temporary name, synchronizes it and puts it in its place.
    func publish(_ bytes: [UInt8], as name: String) throws(HostFolderError) {
        var rest: [UInt8]? = bytes
        try publish(as: name) { () throws(HostFolderError) in
            defer { rest = nil }
            return rest
        }
    }

    /// As above, for content that comes in pieces until nil.
    func publish(as name: String, from next: () throws(HostFolderError) -> [UInt8]?) throws(HostFolderError) {
        let partial = ".\(name).partial"
        _ = unlinkat(descriptor, partial, 0)
        let file = openat(descriptor, partial, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw error("openat", partial) }
        defer { close(file) }
        do throws(HostFolderError) {
            while let piece = try next() { try write(piece, to: file, partial) }
            guard fsync(file) == 0 else { throw error("fsync", partial) }
            guard renameat(descriptor, partial, descriptor, name) == 0 else { throw error("rename", name) }
        } catch {
            _ = unlinkat(descriptor, partial, 0)
            throw error
        }
        try synchronize()
    }

    private func write(_ bytes: [UInt8], to file: Int32, _ name: String) throws(HostFolderError) {
        var done = 0
        while done < bytes.count {
            let written = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            guard written > 0 else { throw error("write", name) }
            done += written
        }
    }

    /// Copies a file of this folder into another one and compares its SHA-256 on the way; nothing appears when it differs.
    func copy(_ name: String, to target: HostFolder, expecting sha256: String) throws(HostFolderError) {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw error("openat", name) }
        defer { close(file) }
        var digest = ContentDigest()
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        try target.publish(as: name) { () throws(HostFolderError) in
            let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw error("read", name) }
            if count == 0 {
                guard digest.hexadecimalText == sha256 else {
                    throw HostFolderError(call: "compare", place: "\(path)/\(name)", code: EBADMSG)
                }
                return nil
            }
            let piece = Array(buffer.prefix(count))
            digest.update(piece)
            return piece
        }
    }

    /// Returns when the names in the folder are on the disk.
    func synchronize() throws(HostFolderError) {
        guard fsync(descriptor) == 0 else { throw error("fsync", "") }
    }

    private func error(_ call: String, _ name: String) -> HostFolderError {
        HostFolderError(call: call, place: "\(path)/\(name)", code: errno)
    }
}

/// A folder or file of the host does not do what it should.
struct HostFolderError: Error, Sendable, Equatable, CustomStringConvertible {
    let call: String
    let place: String
    let code: Int32

    /// What happened, where, and what to do next.
    var description: String {
        switch code {
        case ENOENT: "\(place) does not exist: check the path"
        case ENOTDIR, ELOOP: "\(place) is no folder, or a symbolic link: name a folder of its own"
        case EACCES, EPERM, EROFS: "\(place) may not be written: check its permissions"
        case ENOSPC, EDQUOT: "no space left at \(place): free some space and repeat the command"
        case EBADMSG: "\(place) is not the file that was sealed: have the delivery sealed anew"
        default: "\(call) failed at \(place) (errno \(code))"
        }
    }
}
