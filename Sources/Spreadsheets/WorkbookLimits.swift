/// What is refused before memory or time is spent on it.
public struct WorkbookLimits: Hashable, Sendable {
    /// Bytes of the file.
    public var bytes = 32 << 20
    /// Files in the archive.
    public var entries = 2000
    /// Bytes of all files in the archive together, once inflated.
    public var inflatedBytes = 256 << 20
    /// How many times larger a file in the archive may become; counted where it is larger than 1 MiB.
    public var ratio = 250
    /// Sheets.
    public var sheets = 100
    /// Rows of a sheet.
    public var rows = 100_000
    /// Columns of a sheet.
    public var columns = 1000
    /// Cells of all sheets together; each takes some 30 µs to read.
    public var cells = 500_000

    /// The usual limits: a list of the size that people keep in a spreadsheet.
    public init() {}
}
