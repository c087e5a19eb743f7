/// Why a file is not read as a workbook, or a workbook not written. No case holds a cell's value.
public enum WorkbookError: Error, Hashable, Sendable {
    /// The file is not an archive at all, such as a CSV with a wrong name.
    case notAnArchive
    /// The archive is cut off or damaged; `part` is the file in it where known.
    case damaged(part: String?)
    /// The file is encrypted: a password is needed to open it.
    case passwordProtected
    /// The format of before 2007 (`.xls`).
    case oldFormat
    /// An archive, but not of a workbook: `contents` says what it seems to be.
    case notAWorkbook(contents: String?)
    /// The binary format (`.xlsb`).
    case binaryFormat
    /// The workbook holds macros; `part` is where.
    case macros(part: String)
    /// The workbook takes data from another file or a data source; `part` is where.
    case externalData(part: String)
    /// A file in the archive that is an archive or a document itself.
    case nestedArchive(part: String)
    /// A file in the archive with a name that no spreadsheet program writes.
    case entryName(EntryNameFault, shown: String)
    /// A file in the archive that is a link to another place.
    case symbolicLink(part: String)
    /// A file in the archive that is packed by an unknown method.
    case compression(part: String)
    /// An archive that is made to fill the memory: it becomes more than is allowed.
    case bomb(part: String?)
    /// More than ``WorkbookLimits`` allow.
    case tooLarge(WorkbookLimit, limit: Int, sheet: String?)
    /// A part with declarations that spreadsheets do not have (DTD, entities, another encoding than UTF-8).
    case forbiddenXML(part: String)
    /// A part that is not what the format says; `row` is the sheet's row where known.
    case malformed(part: String, row: Int?)
    /// A cell that stands at no place, twice, or not in order.
    case cellOrder(sheet: String, row: Int)
    /// Cells that are calculated: the first of them, and how many there are.
    case formulas([CellPlace], count: Int)
    /// The sheet's name cannot be written: blank, longer than 31 characters, twice, or with one of `[ ] : * ? / \`.
    case sheetName
    /// A cell that cannot be written: longer than 32,767 characters or with a character that XML has not.
    case unwritable(CellPlace)
    /// The workbook could not be made; the number is the writing library's.
    case writing(code: Int)

    /// What is wrong with a name in the archive.
    public enum EntryNameFault: Hashable, Sendable {
        /// It leads out of the archive.
        case traversal
        /// It begins at the root of the disk, or names a drive.
        case absolute
        /// It holds a line break or another control character, or one that turns the reading direction.
        case character
        /// It is longer than 255 bytes, or blank.
        case length
        /// It is not UTF-8.
        case encoding
        /// Two files have this name.
        case duplicate
    }

    /// What there is too much of.
    public enum WorkbookLimit: Hashable, Sendable {
        case bytes, entries, inflatedBytes, sheets, rows, columns, cells, elementBytes
    }
}
