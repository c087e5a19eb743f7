/// Makes a first layout from the beginning of a file, for a person to review: types, codes, rates, lengths and classes with the
/// reason of each as its note.
///
/// No value is kept besides code lists of short codes that stand in several rows. Nothing in it is confirmed.
public struct LayoutInference: Sendable {
    /// Bounds of what is looked at.
    public struct Limits: Sendable {
        /// The most data rows.
        public var rows = 100_000
        /// The most bytes from the beginning of the file.
        public var bytes = 64 << 20
        /// A code is kept only where it stands in this many rows.
        public var codeRows = 3

        /// The usual bounds.
        public init() {}
    }

    /// The layout.
    public let layout: Layout
    /// How the format was found.
    public let detection: FormatDetection
    /// Data rows that were looked at.
    public let rows: Int
    /// Whether these are all rows of the file.
    public let isWholeFile: Bool

    /// Looks at the beginning of a file.
    ///
    /// - Parameters:
    ///   - name: what the file is called.
    ///   - stream: the file.
    ///   - declared: what is known about the format; the rest is detected.
    /// - Throws: ``LayoutInferenceError``.
    public init(
        of stream: any ByteStream, name: String, declared: DeclaredFormat = DeclaredFormat(), limits: Limits = Limits()
    ) throws(LayoutInferenceError) {
        let sample: FileSample
        do {
            sample = try FileSample(reading: stream, limit: limits.bytes)
        } catch {
            throw .stream(error)
        }
        try self.init(of: sample, name: name, declared: declared, limits: limits)
    }

    /// Looks at a sample of a file; see ``init(of:name:declared:limits:)-(ByteStream,_,_,_)``.
    public init(
        of sample: FileSample, name: String, declared: DeclaredFormat = DeclaredFormat(), limits: Limits = Limits()
    ) throws(LayoutInferenceError) {
        guard !sample.bytes.isEmpty else { throw .file(.empty) }
        let beginning = sample.bytes.prefix(Self.headerBytes)
        guard beginning.count < Self.headerBytes || beginning.contains(UInt8(ascii: "\n")) else {
            throw .file(.rowTooLong(row: 0, limit: Self.headerBytes))
        }
        let detection = Self.detection(of: sample, declared: declared)
        guard !detection.looksFixed else { throw .fixedLength }
        let cut = RowCut(
            sample, encoding: detection.encoding.value, delimiter: detection.delimiter.value, rows: limits.rows,
            hasHeader: detection.hasHeader.value)
        let table: DelimitedTable
        do {
            table = try DelimitedTable.surveying(cut.bytes, as: detection.format)
        } catch {
            throw .file(error)
        }
        // A few bytes without meaning are found by the check of the file; many mean that it is no text.
        guard table.undecodable.reduce(0, { $0 + $1.rows }) * 10 <= table.rowCount * table.columns.count else {
            throw .noText(detection.encoding.value)
        }
        self.detection = detection
        rows = table.rowCount
        isWholeFile = cut.isWhole
        var names = ItemNaming(hasHeader: detection.hasHeader.value)
        let items = table.columns.enumerated().map { index, column in
            ColumnReading(column, name: names.name(of: column.name, at: index), rows: table.rowCount, limits: limits)
                .item
        }
        var layout = Layout(name: name, items: items)
        layout.encoding = .exactly(detection.encoding.value)
        layout.form = .delimited(delimiter: detection.delimiter.value, header: detection.hasHeader.value)
        layout.source = cut.isWhole ? "推定（全 \(table.rowCount) 行）" : "推定（先頭 \(table.rowCount) 行）"
        self.layout = layout
    }

    /// A first row that is longer holds no names of columns: looking at them would take minutes.
    private static let headerBytes = 1 << 20

    /// Bytes by which the format is told, unless they are all ASCII and say nothing of the encoding.
    private static let detectionBytes = 4 << 20

    private static func detection(of sample: FileSample, declared: DeclaredFormat) -> FormatDetection {
        guard sample.bytes.count > detectionBytes else { return FormatDetection(of: sample, declared: declared) }
        let beginning = FileSample(Array(sample.bytes[..<detectionBytes]), isWhole: false)
        let detection = FormatDetection(of: beginning, declared: declared)
        return detection.encoding.basis == .assumed ? FormatDetection(of: sample, declared: declared) : detection
    }
}

/// Why no layout could be made from a file.
public enum LayoutInferenceError: Error, CustomStringConvertible {
    /// The file could not be read.
    case stream(any Error)
    /// The file is no delimited file.
    case file(DelimitedFileError)
    /// All lines have the same length and no delimiter.
    case fixedLength
    /// More than a tenth of the cells are no text in the encoding.
    case noText(TextEncoding)

    /// What happened and what to do, in English.
    public var description: String {
        switch self {
        case .stream(let error): "\(error)"
        case .file(let error): error.description
        case .noText(let encoding):
            "more than a tenth of the cells are no text in \(encoding.rawValue); declare the encoding, or export the file again"
        case .fixedLength:
            "all lines have the same number of bytes and no delimiter: a fixed-length file does not show where its items "
                + "begin; write a layout with 'fixed: true' and the width of every item from the vendor's document"
        }
    }
}
