/// What one look at a whole file showed: facts, problems and a profile, without any cell value.
public struct CheckReport: Sendable {
    /// Data rows.
    public var rows = 0
    /// Rows that were written to the output; nil where there was none.
    public var writtenRows: Int?
    /// The columns of the file in its order, as the header names them. A name that may be a value is shown as `…`.
    public var columns: [String] = []
    /// The encoding by which the file was read.
    public var encoding = TextEncoding.utf8
    /// The bytes of the file.
    public var bytes = 0
    /// How rows end.
    public var lineBreaks = LineBreaks()
    /// The problems in the order of the file: at most ``CheckOptions/listed`` of each kind.
    public var problems: [DataProblem] = []
    /// All problems by kind, listed or not.
    public var counts: [DataProblem.Kind: Int] = [:]
    /// What each column holds, in the order of the file.
    public var profile: [ColumnProfile] = []
    /// The characters of the municipality's own that were found, the most frequent first.
    public var gaiji: [GaijiUse] = []
    /// Rows that were left out of the output, by the reason.
    public var leftOut: [LeftOutReason: Int] = [:]
    /// The latest rows, where only the whole file tells them (``HistoryRule/order`` without a flag): for
    /// ``CheckOptions/selection`` of a second look with output. Nil elsewhere.
    public var selection: RowSelection?

    /// An empty report.
    public init() {}

    /// Whether the file is what the layout says.
    public var isClean: Bool { counts.isEmpty }
}

/// Why a row is not handed over though nothing is wrong with it.
public enum LeftOutReason: String, CaseIterable, Sendable {
    /// An older row of the person (履歴).
    case history
    /// Of no living resident (転出, 死亡).
    case nonResident = "non-resident"
    /// A protected resident (支援措置対象者), excluded by decision.
    case protected
}

/// How the rows of a file end.
public struct LineBreaks: Hashable, Sendable {
    /// Rows that end with carriage return and line feed.
    public var pairs = 0
    /// Rows that end with a line feed alone.
    public var lineFeeds = 0
    /// Whether the last row lacks its line break.
    public var isLastMissing = false

    /// No rows yet.
    public init() {}

    /// CRLF, LF or mixed.
    public var name: String { pairs == 0 ? "LF" : lineFeeds == 0 ? "CRLF" : "mixed" }
}

/// A character of a municipality's own, and how often it stands in the file.
public struct GaijiUse: Hashable, Sendable {
    /// Its code: `F040` in CP932, `U+E000` in Unicode.
    public var code: String
    /// The column's name.
    public var column: String
    /// Cells that hold it.
    public var cells: Int

    /// Makes a record.
    public init(code: String, column: String, cells: Int) {
        self.code = code
        self.column = column
        self.cells = cells
    }
}

/// What a column holds: counts only, so that a clerk can approve it without seeing a resident.
public struct ColumnProfile: Hashable, Sendable {
    /// The name in the header.
    public var name: String
    /// Whether the column is handed over.
    public var isKept = true
    /// Cells that hold a value.
    public var filled = 0
    /// Cells that stand for a missing value.
    public var missing = 0
    /// Cells with a problem of any kind.
    public var faulty = 0
    /// Distinct values, or nil where there are more than ``distinctLimit``.
    public var distinct: Int?
    /// The fewest and the most characters of a value; nil where there is none.
    public var lengths: ClosedRange<Int>?
    /// The least and the greatest year of the dates; nil where there is none.
    public var years: ClosedRange<Int>?
    /// Of each code of the layout how often it stands; empty for other items. Counts below 10 are shown as such.
    public var codes: [String: Int] = [:]

    /// Distinct values are counted up to this number.
    public static let distinctLimit = 1000

    /// The profile of a column that was not looked at yet.
    public init(name: String) { self.name = name }
}

/// How a file is looked at.
public struct CheckOptions: Sendable {
    /// Threads that parse and check; the result is the same for any number.
    public var threads = 1
    /// Bytes that are parsed at a time.
    public var blockSize = 1 << 20
    /// What is refused as being no file of a municipality.
    public var limits = DelimitedLimits()
    /// How many problems of each kind are listed; all are counted.
    public var listed = 10_000
    /// The columns that are handed over, in this order; nil = all items of the layout. Any other column of the file is
    /// dropped, and is then no problem, an individual number in it neither, only where ``dropsOthers``.
    public var handedOver: [String]?
    /// Whether columns that the layout lacks are dropped instead of being a problem (the clerk's kit drops them).
    public var dropsOthers = false
    /// The number of rows in the manifest; nil where none was agreed.
    public var rows: Int?
    /// The latest rows, which a first look at the same file found (``CheckReport/selection``); others are left out of the
    /// output. Needed for an output only where the layout tells the latest row by an order and not by a flag.
    public var selection: RowSelection?

    /// The usual options: one thread, every column handed over, nothing dropped.
    public init() {}
}

/// Takes the rows that are handed over, while they are checked.
public protocol RowOutput: SendableMetatype {
    /// Takes whole rows, in the order of the file: the bytes as they stood in it, line breaks CRLF, the header first.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws
}
