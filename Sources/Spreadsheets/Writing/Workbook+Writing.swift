import CXlsxWriter

extension Workbook {
    /// The workbook as an `.xlsx` file: the same bytes for the same sheets.
    ///
    /// Every cell is a text, so leading zeros stay and nothing is a formula. The first row of each sheet is bold and stays
    /// in view; columns are as wide as their texts.
    ///
    /// libxlsxwriter collects each sheet in a scratch file (in memory where the system has `/dev/shm`), so a table of
    /// residents is never written this way: problem tables and registers hold none.
    public func xlsx() throws(WorkbookError) -> [UInt8] {
        try checkNames()
        // This version of the library writes to a file by name only; this one has no place on a disk.
        let file = oboro_memory_file()
        guard file >= 0 else { throw .writing(code: Int(file)) }
        defer { close(file) }
        let code = try write(to: "/proc/self/fd/\(file)")
        guard code == LXW_NO_ERROR else { throw .writing(code: Int(code.rawValue)) }
        return try Self.contents(of: file)
    }

    private func write(to path: String) throws(WorkbookError) -> lxw_error {
        let scratch = access("/dev/shm", W_OK) == 0 ? strdup("/dev/shm") : nil
        defer { free(scratch) }
        var options = lxw_workbook_options()
        options.tmpdir = scratch
        guard let workbook = workbook_new_opt(path, &options) else { throw .writing(code: -1) }
        var properties = lxw_doc_properties()
        // 2000-01-01T00:00:00Z: the time of making would be another in each file.
        properties.created = 946_684_800
        workbook_set_properties(workbook, &properties)
        let heading = workbook_add_format(workbook)
        format_set_bold(heading)
        var error: WorkbookError?
        for sheet in sheets {
            do throws(WorkbookError) {
                try sheet.write(to: workbook, heading: heading)
            } catch let found {
                error = found
                break
            }
        }
        // Closing is also what frees the workbook.
        let code = workbook_close(workbook)
        if let error { throw error }
        return code
    }

    /// The rules of the format for names; the library's own check reports most of them late.
    private func checkNames() throws(WorkbookError) {
        let folded = sheets.map { $0.name.lowercased() }
        guard !sheets.isEmpty, Set(folded).count == folded.count else { throw .sheetName }
        for sheet in sheets {
            let name = sheet.name
            guard (1...31).contains(name.utf16.count), !name.hasPrefix("'"), !name.hasSuffix("'"),
                !name.contains(where: { "[]:*?/\\".contains($0) }),
                !name.unicodeScalars.contains(where: { $0.value < 0x20 })
            else { throw .sheetName }
        }
    }

    private static func contents(of file: Int32) throws(WorkbookError) -> [UInt8] {
        let size = lseek(file, 0, SEEK_END)
        guard size > 0 else { throw .writing(code: Int(size)) }
        var bytes = [UInt8](repeating: 0, count: size)
        var position = 0
        while position < size {
            let got = bytes.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { pread(file, $0 + position, size - position, off_t(position)) } ?? 0
            }
            guard got > 0 else { throw .writing(code: got) }
            position += got
        }
        return bytes
    }
}

extension Sheet {
    /// The most characters (UTF-16 units) of a cell.
    private static let cellLength = 32_767

    fileprivate func write(
        to workbook: UnsafeMutablePointer<lxw_workbook>, heading: UnsafeMutablePointer<lxw_format>?
    ) throws(WorkbookError) {
        guard let worksheet = workbook_add_worksheet(workbook, name) else { throw .sheetName }
        guard rows.count <= CellReference.lastRow else {
            throw .tooLarge(.rows, limit: CellReference.lastRow, sheet: name)
        }
        var widths: [Int] = []
        for (row, cells) in rows.enumerated() {
            guard cells.count <= CellReference.lastColumn else {
                throw .tooLarge(.columns, limit: CellReference.lastColumn, sheet: name)
            }
            while widths.count < cells.count { widths.append(0) }
            for (column, text) in cells.enumerated() where !text.isEmpty {
                guard text.utf16.count <= Self.cellLength, !text.unicodeScalars.contains(where: Self.isUnwritable)
                else {
                    throw .unwritable(CellPlace(sheet: name, row: row + 1, column: column + 1))
                }
                widths[column] = max(widths[column], Self.width(text))
                let code = worksheet_write_string(
                    worksheet, UInt32(row), UInt16(column), EscapedText.protect(text), row == 0 ? heading : nil)
                guard code == LXW_NO_ERROR else { throw .writing(code: Int(code.rawValue)) }
            }
        }
        for (column, width) in widths.enumerated() {
            worksheet_set_column(
                worksheet, UInt16(column), UInt16(column), Double(min(max(width + 2, 6), 60)), nil)
        }
        worksheet_freeze_panes(worksheet, 1, 0)
    }

    /// Characters that a text in XML cannot hold; tab and line breaks can stand in it.
    private static func isUnwritable(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 9, 10, 13: false
        case 0..<0x20, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    /// The width of the longest line in half-width characters: beyond Latin letters a character takes two.
    private static func width(_ text: String) -> Int {
        var longest = 0
        var line = 0
        for scalar in text.unicodeScalars {
            line =
                scalar == "\n" ? 0 : line + (scalar.value < 0x1100 || (0xFF61...0xFF9F).contains(scalar.value) ? 1 : 2)
            longest = max(longest, line)
        }
        return longest
    }
}
