/// The encodings a recipe may name.
public enum TextEncoding: String, Sendable, Equatable, Codable, CaseIterable {
    /// UTF-8.
    case utf8 = "utf-8"
    /// Windows code page 932, the usual form of municipal files.
    case cp932
    /// UTF-16, little endian.
    case utf16LittleEndian = "utf-16le"
    /// Found out from the bytes (input only).
    case auto
}

/// How the input file is written.
public struct InputFormat: Sendable, Equatable, Codable {
    /// The encoding; `auto` unless said.
    public var encoding: TextEncoding
    /// The delimiter between cells, one character.
    public var delimiter: String
    /// Whether the first line names the columns.
    public var header: Bool

    /// A format; CSV with a header unless said.
    public init(encoding: TextEncoding = .auto, delimiter: String = ",", header: Bool = true) {
        self.encoding = encoding
        self.delimiter = delimiter
        self.header = header
    }
}

/// How the output file is written.
public struct OutputFormat: Sendable, Equatable, Codable {
    /// The encoding; UTF-8 unless said.
    public var encoding: TextEncoding
    /// Whether a byte order mark comes first.
    public var byteOrderMark: Bool
    /// The delimiter between cells, one character.
    public var delimiter: String

    /// A format; UTF-8 CSV without byte order mark unless said.
    public init(encoding: TextEncoding = .utf8, byteOrderMark: Bool = false, delimiter: String = ",") {
        self.encoding = encoding
        self.byteOrderMark = byteOrderMark
        self.delimiter = delimiter
    }
}
