public import MunicipalData

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file as a stream; closed with the last reference to it.
public final class FileByteStream: ByteStream {
    private let descriptor: Int32
    private let path: String

    /// Opens the file.
    ///
    /// - Throws: ``FileReadError``.
    public init(path: String) throws(FileReadError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileReadError(path: path, code: errno) }
    }

    deinit { close(descriptor) }

    /// Reads the next bytes; see ``ByteStream``.
    ///
    /// - Throws: ``FileReadError``.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            if errno != EINTR { throw FileReadError(path: path, code: errno) }
        }
    }
}

/// A file could not be opened or read.
public struct FileReadError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// The system's error number.
    public let code: Int32

    /// What happened and where, in English.
    public var description: String {
        "\(path): \(String(cString: strerror(code))); check the path and the right to read it"
    }
}
