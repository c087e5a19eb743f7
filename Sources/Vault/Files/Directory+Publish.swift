import Glibc

extension Directory {
    /// Writes a file under a temporary name, synchronizes it and puts it in its place, so that it appears complete or
    /// not at all. A file that is there already is left as it is, or replaced if `replacing`.
    func publish(
        _ bytes: UnsafeRawBufferPointer, as child: String, replacing: Bool = false
    ) throws(VaultError) {
        let partial = "\(child).partial"
        let file = try lockWaiting(partial)
        // The open file is the lock as well.
        defer { withExtendedLifetime(file) {} }
        do throws(VaultError) {
            if !replacing, try contains(child) { return try remove(partial) }
            try file.truncate()
            try file.write(bytes, at: 0)
            try file.synchronize()
            try rename(partial, to: child)
        } catch {
            try? remove(partial)
            throw error
        }
        try synchronize()
    }

    /// As above, for a small record.
    func publish(_ record: [UInt8], as child: String, replacing: Bool = false) throws(VaultError) {
        var failure: VaultError?
        record.withUnsafeBytes { bytes in
            do throws(VaultError) { try publish(bytes, as: child, replacing: replacing) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// As above with `replacing`, for content of any length that `body` writes into the file.
    func replace(_ child: String, writing body: (borrowing OpenFile) throws -> Void) throws {
        let partial = "\(child).partial"
        let file = try lockWaiting(partial)
        defer { withExtendedLifetime(file) {} }
        do {
            try file.truncate()
            try body(file)
            try file.synchronize()
            try rename(partial, to: child)
        } catch {
            try? remove(partial)
            throw error
        }
        try synchronize()
    }

    private func lockWaiting(_ child: String) throws(VaultError) -> OpenFile {
        guard let file = try lock(child, waiting: true) else {
            throw .fileSystem(call: "flock", file: child, code: EWOULDBLOCK)
        }
        return file
    }
}
