import Glibc

/// An open file: closed when it goes out of scope, never copied. Reads and writes name their offset, so none depends on
/// another's position.
struct OpenFile: ~Copyable {
    /// What `fstat` tells.
    struct Status {
        let byteCount: Int64
        let permissions: UInt32
        let identity: FileIdentity
    }

    fileprivate let descriptor: Int32
    /// The name shown in errors.
    let name: String

    init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    deinit { close(descriptor) }

    func status() throws(VaultError) -> Status {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last("fstat", file: name) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegularFile(file: name) }
        return Status(
            byteCount: Int64(status.st_size), permissions: UInt32(status.st_mode & 0o7777),
            identity: FileIdentity(status))
    }

    /// Reads until the buffer is full or the file ends; the number of bytes read.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(VaultError) -> Int {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + Int64(done)))
            if count < 0 {
                if errno == EINTR { continue }
                throw .last("pread", file: name)
            }
            if count == 0 { break }
            done += count
        }
        return done
    }

    /// The next `count` bytes from `offset` on, fewer at the end of the file.
    func read(count: Int, at offset: Int64) throws(VaultError) -> [UInt8] {
        var failure: VaultError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            do throws(VaultError) {
                initialized = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(VaultError) {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + Int64(done)))
            if count < 0 {
                if errno == EINTR { continue }
                throw .last("pwrite", file: name)
            }
            done += count
        }
    }

    func write(_ bytes: [UInt8], at offset: Int64) throws(VaultError) {
        var failure: VaultError?
        bytes.withUnsafeBytes { buffer in
            do throws(VaultError) { try write(buffer, at: offset) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    func truncate(to count: Int64 = 0) throws(VaultError) {
        guard ftruncate(descriptor, off_t(count)) == 0 else { throw .last("ftruncate", file: name) }
    }

    /// Returns when content and length are on the disk.
    func synchronize() throws(VaultError) {
        guard fsync(descriptor) == 0 else { throw .last("fsync", file: name) }
    }

    /// Takes the advisory lock of this opening, which ends with it (also when the process is killed); `false` when
    /// another opening has it and `waiting` is not wanted.
    func lock(waiting: Bool) throws(VaultError) -> Bool {
        while flock(descriptor, waiting ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            if errno == EINTR { continue }
            if errno == EWOULDBLOCK { return false }
            throw .last("flock", file: name)
        }
        return true
    }
}

extension OpenFile {
    /// Gives the advisory lock back before the file is closed.
    func unlock() { flock(descriptor, LOCK_UN) }
}

/// Which file it is, whatever its name.
struct FileIdentity: Equatable {
    let device: UInt64
    let number: UInt64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}

extension VaultError {
    /// The error of the system call that failed last in this thread.
    static func last(_ call: String, file: String) -> VaultError {
        switch errno {
        case ENOSPC, EDQUOT, EFBIG: .diskFull(file: file)
        case ELOOP: .symbolicLink(file: file)
        default: .fileSystem(call: call, file: file, code: errno)
        }
    }
}
