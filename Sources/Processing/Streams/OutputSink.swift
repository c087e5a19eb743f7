import Crypto

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Receives the bytes of one file of the output, in order.
public protocol OutputSink {
    /// Takes the next bytes.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws
}

/// Keeps what it receives.
public struct MemorySink: OutputSink, Sendable {
    /// All bytes so far.
    public private(set) var bytes: [UInt8] = []

    /// An empty sink.
    public init() {}

    /// Keeps the bytes.
    public mutating func write(_ bytes: UnsafeRawBufferPointer) { self.bytes.append(contentsOf: bytes) }
}

/// Writes what it receives to an open file, which the caller opens, makes durable and closes.
public struct FileDescriptorSink: OutputSink, Sendable {
    private let descriptor: Int32
    private let path: String

    /// - Parameter path: the file's name, for errors.
    public init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Writes the bytes.
    ///
    /// - Throws: ``OutputError``.
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        var left = bytes
        while !left.isEmpty {
            #if canImport(Glibc)
                let count = Glibc.write(descriptor, left.baseAddress, left.count)
            #else
                let count = Darwin.write(descriptor, left.baseAddress, left.count)
            #endif
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw OutputError(path: path, code: errno) }
            left = UnsafeRawBufferPointer(rebasing: left[count...])
        }
    }
}
