public import Primitives

/// What the sender says about the file.
public struct TransferManifest: Sendable, Codable, Hashable {
    /// The SHA-256 of the file; another one means another file.
    public let sha256: ContentHash
    /// The number of rows without the header.
    public let rows: Int
    /// utf-8, cp932, utf-16le.
    public let encoding: String
    /// One ASCII character, or `tab`.
    public let delimiter: String
    /// The day the data stand for (基準日); a day in the future is refused.
    public let asOf: CivilDate

    /// A sender's declaration.
    public init(sha256: ContentHash, rows: Int, encoding: String, delimiter: String, asOf: CivilDate) {
        self.sha256 = sha256
        self.rows = rows
        self.encoding = encoding
        self.delimiter = delimiter
        self.asOf = asOf
    }
}

/// What was found when a file came in: facts without a single cell value.
public struct IntakeFacts: Sendable, Codable, Hashable {
    /// The vault's id of the item; it lies in quarantine until the decision.
    public var item: String
    /// The size of the file as it came.
    public let bytes: Int
    /// The SHA-256 of the file as it came.
    public let sha256: ContentHash
    /// The number of rows counted, without the header.
    public let rows: Int
    /// The column names in the file's order.
    public let header: [String]
    /// The encoding it was read in: utf-8, cp932, utf-16le.
    public let encoding: String
    /// The one character it was split at.
    public let delimiter: String
    /// Empty when the file is what was granted.
    public let problems: [Reason]
    /// What does not stop the file but must be settled before its output leaves, such as 外字.
    public let remarks: [Reason]?
    /// By which layout it was checked; nil where no check took place.
    public var layout: CheckedLayout?
    /// All problems by kind, such as `impossible-date`; nil where there is none.
    public var counts: [String: Int]?
    /// The first problems of each kind by their places.
    public var places: [ProblemPlace]?
    /// What the columns hold, in numbers only.
    public var profile: [ColumnSummary]?
    /// The package it came in; nil where it came as a file.
    public var package: PackageFacts?
    /// The upload it came by; nil where it came otherwise.
    public var upload: String?

    /// Facts of an intake; what is optional is set afterwards.
    public init(
        item: String, bytes: Int, sha256: ContentHash, rows: Int, header: [String], encoding: String,
        delimiter: String, problems: [Reason], remarks: [Reason]? = nil
    ) {
        self.item = item
        self.bytes = bytes
        self.sha256 = sha256
        self.rows = rows
        self.header = header
        self.encoding = encoding
        self.delimiter = delimiter
        self.problems = problems
        self.remarks = remarks
    }
}

/// The layout by which a file was checked.
public struct CheckedLayout: Sendable, Codable, Hashable {
    /// The layout's name.
    public let name: String
    /// The layout's version; blank where it has none.
    public let version: String
    /// The SHA-256 of the layout's text; nil where it was made of the granted items alone, all of them text.
    public let sha256: ContentHash?

    /// Makes a record.
    public init(name: String, version: String, sha256: ContentHash?) {
        self.name = name
        self.version = version
        self.sha256 = sha256
    }
}

/// The place of one problem in a file, never the value.
public struct ProblemPlace: Sendable, Codable, Hashable {
    /// The kind, such as `impossible-date`.
    public let code: String
    /// Data row, from 1 after the header; 0 for the header and the file as a whole.
    public let row: Int
    /// Column, from 1; nil where the whole row is meant.
    public let column: Int?
    /// The column's name; nil where it is not repeated.
    public let name: String?
    /// The byte from the start of the file.
    public let offset: Int
    /// What is wrong, in English.
    public let english: String
    /// The same in Japanese.
    public let japanese: String

    /// Makes a place.
    public init(
        code: String, row: Int, column: Int?, name: String?, offset: Int, english: String, japanese: String
    ) {
        self.code = code
        self.row = row
        self.column = column
        self.name = name
        self.offset = offset
        self.english = english
        self.japanese = japanese
    }
}

/// What a column holds, without any of its values.
public struct ColumnSummary: Sendable, Codable, Hashable {
    /// The name in the header.
    public let name: String
    /// Cells that hold a value.
    public let filled: Int
    /// Cells that stand for a missing value.
    public let missing: Int
    /// Cells with a problem.
    public let faulty: Int
    /// Distinct values; nil where there are too many to be counted.
    public let distinct: Int?

    /// Makes a summary.
    public init(name: String, filled: Int, missing: Int, faulty: Int, distinct: Int?) {
        self.name = name
        self.filled = filled
        self.missing = missing
        self.faulty = faulty
        self.distinct = distinct
    }
}

/// What the manifest of an encrypted package said besides the file itself.
public struct PackageFacts: Sendable, Codable, Hashable {
    /// The SHA-256 of `manifest.json`.
    public let manifest: ContentHash
    /// The SHA-256 of the extraction specification that was followed.
    public let specification: String
    /// The SHA-256 of the certificate to which the parts were encrypted.
    public let recipient: String
    /// The number of encrypted parts.
    public let parts: Int
    /// Rows that the municipality left out, by the reason.
    public let leftOut: [String: Int]
    /// What was done about protected residents: `excluded`, `generalized` or `none`.
    public let protection: String
    /// The program that made the package.
    public let tool: String
    /// When it was made.
    public let createdAt: Instant

    /// Makes a record.
    public init(
        manifest: ContentHash, specification: String, recipient: String, parts: Int, leftOut: [String: Int],
        protection: String, tool: String, createdAt: Instant
    ) {
        self.manifest = manifest
        self.specification = specification
        self.recipient = recipient
        self.parts = parts
        self.leftOut = leftOut
        self.protection = protection
        self.tool = tool
        self.createdAt = createdAt
    }
}

/// An extraction specification (抽出仕様書) as it was given to a municipality.
public struct IssuedSpecification: Sendable, Codable, Hashable {
    /// The document (YAML).
    public let text: String
    /// The SHA-256 of the document's UTF-8 bytes; a package names it.
    public let sha256: ContentHash
    /// The SHA-256 of the certificate in it (DER), 64 hexadecimal digits.
    public let recipient: String

    /// Makes a record.
    public init(text: String, recipient: String) {
        self.text = text
        sha256 = ContentHash(of: text)
        self.recipient = recipient
    }
}
