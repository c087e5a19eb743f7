extension WorkbookError: CustomStringConvertible {
    /// What happened and what to do next, without any cell's value.
    public var description: String {
        switch self {
        case .notAnArchive: "the file is not an xlsx workbook; a CSV file is read under a name that ends in .csv"
        case .damaged(let part): "the workbook is cut off or damaged\(Self.at(part)); copy or send it again"
        case .passwordProtected: "the workbook is protected by a password; save it without one"
        case .oldFormat: "the file is in the old format (.xls); save it as an Excel workbook (.xlsx)"
        case .notAWorkbook(let contents):
            "the file is an archive but not an xlsx workbook\(contents.map { " (it seems to be \($0))" } ?? "")"
        case .binaryFormat: "the file is a binary workbook (.xlsb); save it as an Excel workbook (.xlsx)"
        case .macros(let part): "the workbook holds macros\(Self.at(part)); save it as .xlsx, which has none"
        case .externalData(let part):
            "the workbook takes data from another file or source\(Self.at(part)); paste the values and break the links"
        case .nestedArchive(let part):
            "the workbook holds another file\(Self.at(part)); remove embedded objects and save it again"
        case .entryName(let fault, let shown):
            "the archive holds a file \(fault.text): \(shown); save the workbook again"
        case .symbolicLink(let part): "the archive holds a symbolic link\(Self.at(part)); save the workbook again"
        case .compression(let part):
            "the archive is packed by an unknown method\(Self.at(part)); save the workbook again"
        case .bomb(let part): "the archive becomes far larger than it should\(Self.at(part)); it is not opened"
        case .tooLarge(let what, let limit, let sheet):
            "the workbook has more than \(limit) \(what.text)\(Self.of(sheet)); save it as CSV and give that file instead"
        case .forbiddenXML(let part):
            "the workbook holds declarations that spreadsheets do not have\(Self.at(part)); save it again"
        case .malformed(let part, let row):
            "the workbook is not as the format says\(Self.at(part))\(row.map { ", row \($0)" } ?? ""); save it again"
        case .cellOrder(let sheet, let row):
            "a cell stands twice, out of order or beyond the sheet: sheet '\(Self.shown(sheet))', row \(row); save it again"
        case .formulas(let places, let count):
            "\(count) \(count == 1 ? "cell is" : "cells are") calculated by formulas, which is not taken over: "
                + places.map { Self.shown($0.description) }.joined(separator: ", ")
                + (count > places.count ? ", …" : "") + "; paste the values over them (値の貼り付け)"
        case .sheetName: "a sheet's name is blank, too long, used twice or holds one of [ ] : * ? / \\"
        case .unwritable(let place):
            "the cell \(Self.shown(place.description)) is too long or holds a control character"
        case .writing(let code): "the workbook could not be made (libxlsxwriter error \(code)); is there memory left?"
        }
    }

    private static func at(_ part: String?) -> String { part.map { " (in \(shown($0)))" } ?? "" }

    private static func of(_ sheet: String?) -> String { sheet.map { " (sheet '\(shown($0))')" } ?? "" }

    /// A name from the file as it may be printed: characters that steer a terminal or turn the direction are written out.
    static func shown(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars.prefix(120) {
            text +=
                EntryName.isHarmful(scalar)
                ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : String(scalar)
        }
        return text
    }
}

extension WorkbookError.EntryNameFault {
    fileprivate var text: String {
        switch self {
        case .traversal: "whose name leads out of the archive"
        case .absolute: "whose name begins at the root of a disk"
        case .character: "whose name holds control characters"
        case .length: "whose name is blank or longer than 255 bytes"
        case .encoding: "whose name is not UTF-8"
        case .duplicate: "twice"
        }
    }
}

extension WorkbookError.WorkbookLimit {
    fileprivate var text: String {
        switch self {
        case .bytes: "bytes"
        case .entries: "files inside"
        case .inflatedBytes: "bytes once unpacked"
        case .sheets: "sheets"
        case .rows: "rows"
        case .columns: "columns"
        case .cells: "cells"
        case .elementBytes: "bytes in one row or list of formats"
        }
    }
}
