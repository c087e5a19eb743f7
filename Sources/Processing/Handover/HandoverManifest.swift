public import Primitives

/// `manifest.json` of a package that a municipality hands over: what is in it, without any cell value.
///
/// A package is a folder with this file, the encrypted parts `data.part-0001.cms`, … (CMS AuthEnvelopedData in DER to the
/// organization's certificate; their contents one after the other are the file), and `送付書.txt` for the paper file.
public struct HandoverManifest: Codable, Hashable, Sendable {
    /// The version of this format.
    public var handover = 1
    /// The request that is answered, such as `REQ-1`.
    public var request: String
    /// The municipality that hands over.
    public var municipality: MunicipalityCode
    /// The implementing body (実施機関).
    public var body: String
    /// The personal information file (個人情報ファイルの名称).
    public var fileName: String
    /// The day the data stand for (基準日).
    public var asOf: CivilDate
    /// The names of the columns, in the order of the file.
    public var columns: [String]
    /// Data rows.
    public var rows: Int
    /// The encoding's name, as in layouts.
    public var encoding: String
    /// The delimiter, one character.
    public var delimiter: String
    /// The bytes of the clear file.
    public var bytes: Int
    /// The SHA-256 of the clear file, 64 hexadecimal digits.
    public var sha256: String
    /// The SHA-256 of the extraction specification that was followed, 64 hexadecimal digits.
    public var specification: String
    /// The SHA-256 of the certificate (DER) to which the parts are encrypted, 64 hexadecimal digits.
    public var recipient: String
    /// Rows that were left out, by the reason (``MunicipalData/LeftOutReason``).
    public var leftOut: [String: Int]
    /// What is done about protected residents: `excluded`, `generalized`, or `none` where the file has no flag.
    public var protection: String
    /// The encrypted parts in their order.
    public var parts: [Part]
    /// Program and version that made the package.
    public var tool: String
    /// When it was made.
    public var createdAt: Instant

    /// One encrypted part.
    public struct Part: Codable, Hashable, Sendable {
        /// The file's name in the package.
        public var name: String
        /// Its size in bytes.
        public var bytes: Int
        /// Its SHA-256, 64 hexadecimal digits.
        public var sha256: String

        /// A part.
        public init(name: String, bytes: Int, sha256: String) {
            self.name = name
            self.bytes = bytes
            self.sha256 = sha256
        }
    }

    /// A manifest; see the properties.
    public init(
        request: String, municipality: MunicipalityCode, body: String, fileName: String, asOf: CivilDate,
        columns: [String], rows: Int, encoding: String, delimiter: String, bytes: Int, sha256: String,
        specification: String, recipient: String, leftOut: [String: Int], protection: String, parts: [Part],
        tool: String, createdAt: Instant
    ) {
        self.request = request
        self.municipality = municipality
        self.body = body
        self.fileName = fileName
        self.asOf = asOf
        self.columns = columns
        self.rows = rows
        self.encoding = encoding
        self.delimiter = delimiter
        self.bytes = bytes
        self.sha256 = sha256
        self.specification = specification
        self.recipient = recipient
        self.leftOut = leftOut
        self.protection = protection
        self.parts = parts
        self.tool = tool
        self.createdAt = createdAt
    }
}
