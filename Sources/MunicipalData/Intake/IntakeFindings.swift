/// What a file was agreed to be.
public struct IntakeExpectation: Hashable, Codable, Sendable {
    /// The granted columns, in the agreed order.
    public var columns: [String]
    /// The number of data rows in the manifest, or `nil` where none was agreed.
    public var rows: Int?
    /// The agreed encoding.
    public var encoding: EncodingDeclaration
    /// The agreed delimiter.
    public var delimiter: UInt8

    /// Makes an expectation; see the properties.
    public init(
        columns: [String], rows: Int? = nil, encoding: EncodingDeclaration, delimiter: UInt8 = UInt8(ascii: ",")
    ) {
        self.columns = columns
        self.rows = rows
        self.encoding = encoding
        self.delimiter = delimiter
    }
}

/// One reason not to accept a file. Carries positions and counts, never a cell value.
public enum IntakeProblem: Hashable, Codable, Sendable {
    /// The file cannot be read as delimited text.
    case unreadable(DelimitedFileError)
    /// No granted column is in the header: most likely the file has none. Names are not repeated, they may be values.
    case headerMissing
    /// A column that was not granted.
    case extraColumn(number: Int, name: String)
    /// A granted column that is missing.
    case missingColumn(name: String)
    /// A granted column is missing and another stands in its place: it was renamed.
    case renamedColumn(number: Int, expected: String, found: String)
    /// The manifest says another number of rows.
    case rowCount(expected: Int, found: Int)
    /// Bytes without meaning in the agreed encoding.
    case undecodable(CellPosition, byteOffset: Int, rows: Int)
    /// Numbers that look like an individual number (個人番号): the file is to be quarantined.
    case individualNumbers(IndividualNumberFinding)

    /// Such a number in a file that cannot be read as delimited text: it is to be quarantined too.
    case individualNumbersInUnreadableFile

    /// Whether the file must be locked away and destroyed rather than merely sent again.
    public var demandsQuarantine: Bool {
        switch self {
        case .individualNumbers, .individualNumbersInUnreadableFile: true
        default: false
        }
    }
}

/// Something that does not stop a file but must be settled before its output leaves.
public enum IntakeRemark: Hashable, Codable, Sendable {
    /// Private-use characters (外字): the first cell and the number of rows.
    case privateUse(first: CellPosition, rows: Int)
    /// The columns stand in another order than agreed.
    case columnOrder
}

/// What one look at a file showed: facts, problems and remarks, without any cell value.
public struct IntakeFindings: Hashable, Codable, Sendable {
    /// Data rows, or `nil` where the file cannot be read.
    public let rows: Int?
    /// The file's columns in its order; empty where the header is missing or unreadable.
    public let columns: [String]
    /// The encoding by which the file was read: declared, or detected.
    public let encoding: TextEncoding?
    /// Why the file is not acceptable; empty when it is.
    public let problems: [IntakeProblem]
    /// What has to be settled later.
    public let remarks: [IntakeRemark]

    /// Whether the file is what was granted.
    public var isAcceptable: Bool { problems.isEmpty }
    /// Whether the file must be quarantined.
    public var demandsQuarantine: Bool { problems.contains(where: \.demandsQuarantine) }
}

extension IntakeProblem: CustomStringConvertible {
    /// What is wrong, where, and what to do, in English.
    public var description: String {
        switch self {
        case .unreadable(let error): error.description
        case .headerMissing: "the first row names no granted column; export the file with its header"
        case .extraColumn(let number, let name):
            "column \(number) (\(name)) was not granted; export the file without it"
        case .missingColumn(let name): "the granted column \(name) is missing"
        case .renamedColumn(let number, let expected, let found):
            "column \(number) is named \(found) instead of \(expected)"
        case .rowCount(let expected, let found): "the manifest says \(expected) rows, the file has \(found)"
        case .undecodable(let position, let offset, let rows):
            "\(position), byte offset \(offset): a byte that is no text in the agreed encoding (\(rows) rows)"
        case .individualNumbers(let finding):
            "\(finding.first): numbers that look like an individual number (個人番号), in \(finding.rows) rows; "
                + "the file is quarantined, export it without them"
        case .individualNumbersInUnreadableFile:
            "the file holds a number that looks like an individual number (個人番号); it is quarantined, "
                + "export it without them"
        }
    }
}
