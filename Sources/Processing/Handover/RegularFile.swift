import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is opened only where it is a regular one itself: no symbolic link, no folder, no device.
package final class RegularFile {
    /// Why a file was not opened.
    package enum Refusal: Error, Equatable {
        case missing
        case notRegular
        case unreadable(code: Int32)
    }

    /// Its length in bytes when it was opened.
    package let byteCount: Int
    private let handle: FileHandle

    /// Opens the file for reading.
    package init(path: String) throws(Refusal) {
        #if canImport(Glibc) || canImport(Darwin)
            // One call decides what is opened; not blocking, so that a pipe does not make the program wait for its writer.
            let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard descriptor >= 0 else {
                switch errno {
                case ENOENT, ENOTDIR: throw .missing
                case ELOOP, ENXIO: throw .notRegular
                default: throw .unreadable(code: errno)
                }
            }
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                close(descriptor)
                throw .notRegular
            }
            byteCount = Int(status.st_size)
            handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        #else
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            guard let attributes else { throw .missing }
            guard attributes[.type] as? FileAttributeType == .typeRegular else { throw .notRegular }
            guard let handle = FileHandle(forReadingAtPath: path) else { throw .unreadable(code: 0) }
            byteCount = (attributes[.size] as? NSNumber)?.intValue ?? 0
            self.handle = handle
        #endif
    }

    /// The next bytes, at most `count`; empty at the end.
    package func read(upTo count: Int) throws(Refusal) -> Data {
        do {
            return try handle.read(upToCount: count) ?? Data()
        } catch {
            throw .unreadable(code: Int32(truncatingIfNeeded: (error as NSError).code))
        }
    }

    /// The whole file where it has at most `limit` bytes; `nil` where it is larger.
    package func bytes(limit: Int) throws(Refusal) -> [UInt8]? {
        guard byteCount <= limit else { return nil }
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            let piece = try read(upTo: limit + 1 - bytes.count)
            if piece.isEmpty { return bytes }
            bytes += piece
        }
        return nil
    }
}

/// The system's text for an error number.
func systemMessage(_ code: Int32) -> String {
    #if canImport(Glibc) || canImport(Darwin)
        String(cString: strerror(code))
    #else
        "error \(code)"
    #endif
}
