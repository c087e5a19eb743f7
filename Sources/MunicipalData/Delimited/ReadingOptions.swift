/// How a delimited file is read: neither threads nor blocks change the result.
public struct ReadingOptions: Sendable {
    /// Threads that parse, at least 1.
    public var threads: Int
    /// Bytes that are parsed at a time. A block grows where a row is longer.
    public var blockSize: Int
    /// What is refused as being no file of a municipality.
    public var limits: DelimitedLimits

    /// Options; by default one thread and blocks that fit a processor's cache.
    public init(threads: Int = 1, blockSize: Int = 1 << 19, limits: DelimitedLimits = DelimitedLimits()) {
        self.threads = max(1, threads)
        self.blockSize = max(1, blockSize)
        self.limits = limits
    }
}

/// Bounds on a delimited file, so that a faulty one costs little memory.
public struct DelimitedLimits: Sendable {
    /// The most bytes of a row, its line break included.
    public var rowBytes: Int
    /// The most columns.
    public var columns: Int
    /// The most data rows, and the most distinct values of a column: a code has four bytes.
    public var codes: Int

    /// Bounds; by default 16 MB a row, 16,384 columns and as many rows as a code can number.
    public init(rowBytes: Int = 16 << 20, columns: Int = 16_384, codes: Int = Int(Int32.max)) {
        self.rowBytes = max(1, rowBytes)
        self.columns = max(1, columns)
        self.codes = min(max(1, codes), Int(Int32.max))
    }
}

/// Why a stream gives no table: the file's fault, or the stream's.
public enum DelimitedReadError: Error {
    /// The file is no delimited file.
    case file(DelimitedFileError)
    /// The stream could not be read.
    case stream(any Error)
}
