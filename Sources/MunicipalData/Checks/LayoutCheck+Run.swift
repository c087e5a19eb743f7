/// Why a check could not be brought to its end. Problems of the file are no such reason: they stand in the report.
public enum LayoutCheckError: Error {
    /// The file could not be read.
    case stream(any Error)
    /// The output could not be written.
    case output(any Error)
    /// The caller asked to stop.
    case interrupted
    /// The layout or the options cannot be followed.
    case layout(LayoutProblem)
}

extension LayoutCheck {
    /// Looks at a file, and writes nothing.
    ///
    /// - Parameter progress: is told now and then how many bytes were read, on the calling thread; false stops the check.
    /// - Throws: ``LayoutCheckError``.
    public func run(
        _ stream: any ByteStream, progress: (_ bytesRead: Int) -> Bool = { _ in true }
    ) throws(LayoutCheckError) -> CheckReport {
        var output = NoOutput()
        return try run(stream, isWriting: false, &output, progress)
    }

    /// Looks at a file, and writes the columns and rows that are handed over while it does so: their bytes as they stood,
    /// line breaks CRLF, the names first. A file in UTF-16LE is written in it; a mark is written where the encoding is
    /// `utf-8-bom`; fixed-length cells are written without their padding and with commas. What is written of a file with
    /// problems is for nobody.
    ///
    /// - Parameters:
    ///   - output: takes the rows, possibly on another thread than the caller's but one after the other.
    ///   - progress: is told now and then how many bytes were read, on the calling thread; false stops the check.
    /// - Throws: ``LayoutCheckError``; ``LayoutProblem/selectionNeeded`` where a first look has to find the latest rows,
    ///   ``LayoutProblem/encodingNeeded`` where the encoding of a file without header is to be detected.
    public func run<Output: RowOutput>(
        _ stream: any ByteStream, into output: inout Output, progress: (_ bytesRead: Int) -> Bool = { _ in true }
    ) throws(LayoutCheckError) -> CheckReport {
        try run(stream, isWriting: true, &output, progress)
    }

    private func run<Output: RowOutput>(
        _ stream: any ByteStream, isWriting: Bool, _ output: inout Output, _ progress: (_ bytesRead: Int) -> Bool
    ) throws(LayoutCheckError) -> CheckReport {
        if let problem = layout.problems.first ?? handedOverProblem { throw .layout(problem) }
        let counting = CountingByteStream(stream)
        let start: EncodingStart
        do throws(DelimitedReadError) {
            start = try EncodingStart(counting, declared: layout.encoding)
        } catch {
            switch error {
            case .stream(let error): throw .stream(error)
            case .file(let error):
                var report = CheckReport()
                if case .exactly(let encoding) = layout.encoding { report.encoding = encoding }
                report.bytes = counting.count
                report.counts[.structure] = 1
                if options.listed > 0 {
                    report.problems = [DataProblem(.structure, row: 0, offset: 0, detail: .file(error))]
                }
                if isWriting { report.writtenRows = 0 }
                return report
            }
        }
        var run = CheckRun(self, start, counting, isWriting: isWriting)
        return try run.run(into: &output, progress)
    }

    private var handedOverProblem: LayoutProblem? {
        guard let columns = options.handedOver else { return nil }
        var known: Set<String> = []
        for column in columns {
            if layout.item(named: column) == nil { return .unknownItem(column, rule: "list of columns") }
            if !known.insert(column).inserted { return .handedOverTwice(column) }
        }
        return nil
    }
}

/// Takes nothing.
private struct NoOutput: RowOutput {
    mutating func write(_ bytes: UnsafeRawBufferPointer) {}
}

/// Counts the bytes that are read. A class, since the reader takes the stream and the count is asked for afterwards.
final class CountingByteStream: ByteStream {
    private var stream: any ByteStream
    private(set) var count = 0

    init(_ stream: any ByteStream) { self.stream = stream }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let read = try stream.read(into: buffer)
        count += read
        return read
    }
}
