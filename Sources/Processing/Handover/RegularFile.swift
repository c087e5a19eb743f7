import Foundation
import MunicipalData

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file that is opened only where it is a regular one itself: no symbolic link, no folder, no device.
package final class RegularFile: ByteStream {
    /// Why a file was not opened.
    package enum Refusal: Error, Equatable {
        case missing
        case notRegular
        case unreadable(code: Int32)
    }

    /// Its length in bytes when it was opened.
    package let byteCount: Int
    private let handle: FileHandle
    private let path: String

    /// Opens the file for reading.
    package init(path: String) throws(Refusal) {
        self.path = path
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

    /// Reads the next bytes; see ``MunicipalData/ByteStream``.
    ///
    /// - Throws: ``FileReadError``.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        #if canImport(Glibc) || canImport(Darwin)
            while true {
                #if canImport(Glibc)
                    let count = Glibc.read(handle.fileDescriptor, buffer.baseAddress, buffer.count)
                #else
                    let count = Darwin.read(handle.fileDescriptor, buffer.baseAddress, buffer.count)
                #endif
                if count >= 0 { return count }
                if errno != EINTR { throw FileReadError(path: path, code: errno) }
            }
        #else
            guard let piece = try? handle.read(upToCount: buffer.count) else {
                throw FileReadError(path: path, code: 5)
            }
            buffer.copyBytes(from: piece)
            return piece.count
        #endif
    }

    /// The whole file where it has at most `limit` bytes; `nil` where it is larger.
    ///
    /// - Throws: ``Refusal``.
    package func bytes(limit: Int) throws(Refusal) -> [UInt8]? {
        guard byteCount <= limit else { return nil }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var filled = 0
        do {
            try bytes.withUnsafeMutableBytes { buffer in
                while filled < buffer.count {
                    let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
                    if count == 0 { return }
                    filled += count
                }
            }
        } catch {
            throw .unreadable(code: (error as? FileReadError)?.code ?? 0)
        }
        // A file that grew while it was read is none to rely on.
        return filled <= limit ? Array(bytes[..<filled]) : nil
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
