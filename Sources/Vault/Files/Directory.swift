import Glibc

/// An open directory. Files are named relative to it and symbolic links are never followed, so that nobody can lead the
/// vault elsewhere by exchanging a path under it. The descriptor never changes: safe to use from several threads.
final class Directory: Sendable {
    private let descriptor: Int32
    /// The name shown in errors.
    let name: String

    private init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    deinit { close(descriptor) }

    /// Opens the directory at `path`, which the operator names and which may be a symbolic link.
    convenience init(path: String, creating: Bool = false) throws(VaultError) {
        if creating, mkdir(path, 0o700) != 0, errno != EEXIST { throw .last("mkdir", file: path) }
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("open", file: path) }
        self.init(descriptor: descriptor, name: path)
    }

    /// Opens a directory in this one and makes it if need be.
    func subdirectory(_ child: String) throws(VaultError) -> Directory {
        let label = label(child)
        if mkdirat(descriptor, child, 0o700) != 0 {
            guard errno == EEXIST else { throw .last("mkdir", file: label) }
        } else {
            try synchronize()
        }
        let opened = openat(descriptor, child, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard opened >= 0 else {
            if errno == ENOTDIR { throw .symbolicLink(file: label) }
            throw .last("open", file: label)
        }
        return Directory(descriptor: opened, name: label)
    }

    /// The directory that holds `path`, opened, and the last name in it.
    static func split(_ path: String) throws(VaultError) -> (Directory, String) {
        guard let slash = path.lastIndex(of: "/") else { return (try Directory(path: "."), path) }
        let parent = path[..<slash]
        return (try Directory(path: parent.isEmpty ? "/" : String(parent)), String(path[path.index(after: slash)...]))
    }

    private func label(_ child: String) -> String { name.hasSuffix("/") ? name + child : "\(name)/\(child)" }

    private func open(_ child: String, flags: Int32) throws(VaultError) -> OpenFile {
        // O_NONBLOCK: a FIFO put in a file's place must not make the opening wait.
        let opened = openat(descriptor, child, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard opened >= 0 else { throw .last("open", file: label(child)) }
        let file = OpenFile(descriptor: opened, name: label(child))
        _ = try file.status()
        return file
    }

    func openForReading(_ child: String) throws(VaultError) -> OpenFile { try open(child, flags: O_RDONLY) }

    /// Opens for reading; `nil` when there is no such file.
    func openIfPresent(_ child: String) throws(VaultError) -> OpenFile? {
        do {
            return try openForReading(child)
        } catch .fileSystem(_, _, ENOENT) {
            return nil
        }
    }

    /// The content of a small file; `nil` when there is none. More than `limit` bytes are cut off.
    func contents(of child: String, limit: Int = 4096) throws(VaultError) -> [UInt8]? {
        guard let file = try openIfPresent(child) else { return nil }
        return try file.read(count: limit, at: 0)
    }

    /// Makes or opens the file and locks it. `nil` when another has the lock and `waiting` is not wanted.
    ///
    /// The holder may rename or remove the file; who waited for it meanwhile then starts again with the new one.
    func lock(_ child: String, waiting: Bool) throws(VaultError) -> OpenFile? {
        while true {
            let file = try open(child, flags: O_RDWR | O_CREAT)
            guard try file.lock(waiting: waiting) else { return nil }
            if try identity(of: child) == file.status().identity { return file }
        }
    }

    private func identity(of child: String) throws(VaultError) -> FileIdentity? {
        var status = stat()
        guard fstatat(descriptor, child, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw .last("fstatat", file: label(child))
        }
        return FileIdentity(status)
    }

    func contains(_ child: String) throws(VaultError) -> Bool { try identity(of: child) != nil }

    func rename(_ child: String, to newName: String) throws(VaultError) {
        guard renameat(descriptor, child, descriptor, newName) == 0 else { throw .last("rename", file: label(child)) }
    }

    /// Removes the file; nothing happens when there is none.
    func remove(_ child: String) throws(VaultError) {
        guard unlinkat(descriptor, child, 0) == 0 || errno == ENOENT else { throw .last("unlink", file: label(child)) }
    }

    /// Overwrites the content of a small file with random bytes, durably; nothing happens when it was removed since.
    func overwrite(_ child: String) throws(VaultError) {
        do {
            let file = try open(child, flags: O_WRONLY)
            var generator = SystemRandomNumberGenerator()
            let length = Int(clamping: try file.status().byteCount)
            try file.write((0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }, at: 0)
            try file.synchronize()
        } catch .fileSystem(_, _, code: ENOENT) {
            return  // By another host.
        }
    }

    /// Returns when the names in the directory are on the disk.
    func synchronize() throws(VaultError) {
        guard fsync(descriptor) == 0 else { throw .last("fsync", file: name) }
    }

    /// The names in the directory, sorted, without `.` and `..`.
    func names() throws(VaultError) -> [String] {
        // A descriptor of its own: reading moves the position that duplicates would share.
        let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0, let stream = fdopendir(own) else { throw .last("opendir", file: name) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let text = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if text != ".", text != ".." { names.append(text) }
        }
        return names.sorted()
    }
}
