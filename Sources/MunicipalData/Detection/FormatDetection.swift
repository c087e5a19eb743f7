/// What is declared about how a file is written; what is not declared is detected.
public struct DeclaredFormat: Hashable, Sendable {
    /// The encoding.
    public var encoding = EncodingDeclaration.detect
    /// The byte between cells; nil = to be detected.
    public var delimiter: UInt8?
    /// Whether the first row holds the names; nil = to be detected.
    public var hasHeader: Bool?

    /// Nothing is declared.
    public init() {}
}

/// How a file is written, as its first bytes show it, and why it was decided so. A declaration is never overridden.
///
/// ``sampleLines`` hold residents' data: they are for the terminal of the clerk whose file it is, and are recorded nowhere.
public struct FormatDetection: Sendable {
    /// How a choice was made.
    public enum Basis: String, Sendable, Codable {
        /// Declared, and not looked at.
        case declared
        /// The bytes leave no other choice, such as a byte order mark.
        case certain
        /// The most plausible choice; a person should look at the sample lines.
        case likely
        /// The bytes say nothing; the usual was taken.
        case assumed
    }

    /// A choice with its basis.
    public struct Choice<Value: Hashable & Sendable>: Hashable, Sendable {
        /// What was chosen.
        public let value: Value
        /// How.
        public let basis: Basis
        /// Why, in English.
        public let reason: String
        /// Why, in Japanese.
        public let japanese: String
    }

    /// The encoding.
    public let encoding: Choice<TextEncoding>
    /// The byte between cells.
    public let delimiter: Choice<UInt8>
    /// Whether the first row holds the names.
    public let hasHeader: Choice<Bool>
    /// How rows end in the sample.
    public let lineBreaks: LineBreaks
    /// The fields of the rows of the sample: the most frequent number.
    public let fieldCount: Int
    /// Whether all lines have the same number of bytes and no delimiter: a fixed-length file, whose widths must be declared.
    public let looksFixed: Bool
    /// The first lines of the file as text, at most ``sampleLimit`` of them and 400 characters each.
    public let sampleLines: [String]

    /// How many lines are shown.
    public static let sampleLimit = 5

    /// The choices as a layout or the reader takes them.
    public var format: DelimitedFormat {
        DelimitedFormat(
            encoding: .exactly(encoding.value), delimiter: delimiter.value, hasHeader: hasHeader.value)
    }

    /// Looks at the beginning of a file.
    public init(of sample: FileSample, declared: DeclaredFormat = DeclaredFormat()) {
        encoding = Self.encoding(of: sample, declared: declared.encoding)
        let lines = SampleLines(sample.bytes, encoding: encoding.value)
        lineBreaks = lines.lineBreaks(isWhole: sample.isWhole)
        sampleLines = lines.texts(Self.sampleLimit)
        let found = DelimiterChoice(lines, encoding: encoding.value)
        if let declared = declared.delimiter {
            delimiter = Choice(value: declared, basis: .declared, reason: "declared", japanese: "宣言による")
        } else {
            delimiter = found.choice
        }
        let rows = lines.rows(delimiter: delimiter.value, limit: DelimiterChoice.rowLimit)
        fieldCount = DelimiterChoice.usualCount(rows.map(\.count)) ?? 0
        looksFixed = declared.delimiter == nil && found.isAssumed && lines.haveOneLength
        if let declared = declared.hasHeader {
            hasHeader = Choice(value: declared, basis: .declared, reason: "declared", japanese: "宣言による")
        } else {
            hasHeader = HeaderChoice(rows).choice
        }
    }
}
