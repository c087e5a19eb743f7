/// The cells of a block's whole rows, one after the other, so that one loop can look at a column.
///
/// A block of plain rows is used as it stands. One with quotes, ragged rows or cells of fixed width is rewritten: the contents of
/// the good rows' cells, a byte between two of them, and where each stood.
final class BlockCells {
    /// A row with another number of cells, or in a fixed-length file another length.
    struct Ragged {
        /// In the block, from 0.
        var row: Int
        var range: Range<Int>
        var found: Int
    }

    /// Where the block stops being rows.
    struct Fault {
        var kind: DelimitedScanner.Fault
        var row: Int
        /// From 1.
        var column: Int
        var offset: Int
    }

    let width: Int
    /// What the places below count in; padding is readable behind it.
    private(set) var text: UnsafePointer<UInt8>
    /// Good rows.
    private(set) var rows = 0
    /// All rows, also the ragged ones.
    private(set) var totalRows = 0
    private(set) var isPlain = true
    private(set) var hasNul = false
    private(set) var ragged: [Ragged] = []
    private(set) var fault: Fault?
    /// Rows that end with carriage return and line feed.
    private(set) var pairs = 0
    /// The numbers in the block of the good rows; empty where all rows are good.
    private(set) var rowNumbers: [Int32] = []

    /// For each cell the place behind the byte that follows it; the first is 0.
    private var ends: UnsafeMutablePointer<UInt32>
    private var endCapacity = 0
    /// Where each cell of a rewritten block stood, quotes included.
    private var origins: UnsafeMutablePointer<UInt32>
    private var originEnds: UnsafeMutablePointer<UInt32>
    private var scratch: UnsafeMutablePointer<UInt8>
    private var scratchCapacity = 0
    private var written = 0
    private var cells = 0
    private var rowBreaks = 0

    init(width: Int) {
        self.width = width
        ends = .allocate(capacity: 1)
        origins = .allocate(capacity: 1)
        originEnds = .allocate(capacity: 1)
        scratch = .allocate(capacity: 1)
        text = UnsafePointer(scratch)
    }

    deinit {
        ends.deallocate()
        origins.deallocate()
        originEnds.deallocate()
        scratch.deallocate()
    }

    /// Finds the cells of a block, from its start on.
    func find(_ block: Block, _ plan: CheckPlan) {
        let bytes = UnsafeBufferPointer(rebasing: block.text[block.start...])
        (rows, totalRows, pairs, hasNul, fault) = (0, 0, 0, false, nil)
        ragged.removeAll(keepingCapacity: true)
        rowNumbers.removeAll(keepingCapacity: true)
        isPlain = true
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
        text = base
        if plan.widths.isEmpty, !block.needsScanner, findPlain(bytes, plan.delimiter) { return }
        beginRewriting(bytes, plan)
        if plan.widths.isEmpty {
            rewriteFields(bytes, plan.delimiter)
        } else {
            rewriteFixed(bytes, plan, block.encoding)
        }
        (scratch + written).update(repeating: 1, count: FieldIndex.padding)
        text = UnsafePointer(scratch)
        if rows == totalRows { rowNumbers.removeAll(keepingCapacity: true) }
    }

    /// The cells of a column in the good rows given.
    func run(_ column: Int, _ rows: Range<Int>, delimiter: UInt8) -> CellRun {
        let isLast = isPlain && column == width - 1
        return CellRun(
            text: text, places: UnsafePointer(ends) + (rows.lowerBound * width + column), stride: width,
            count: rows.count, separator: isLast ? UInt8(ascii: "\n") : delimiter, endsRow: isLast)
    }

    /// The number in the block of a good row.
    @inline(__always)
    func number(ofRow row: Int) -> Int { rowNumbers.isEmpty ? row : Int(rowNumbers[row]) }

    /// Where the content of a cell begins in the block, behind an opening quote.
    func origin(row: Int, column: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let cell = row * width + column
        guard !isPlain else { return Int(ends[cell]) }
        let start = Int(origins[cell])
        return originEnds[cell] > origins[cell] && isQuoted(start, bytes) ? start + 1 : start
    }

    /// Where a byte of a cell's content stands in the block: a doubled quote takes two bytes there.
    func place(row: Int, column: Int, offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let start = origin(row: row, column: column, in: bytes)
        let cell = row * width + column
        guard !isPlain, start > Int(origins[cell]) else { return start + offset }
        let content = UnsafeBufferPointer(start: text + Int(ends[cell]), count: offset)
        return start + offset + content.count { $0 == UInt8(ascii: "\"") }
    }

    /// A cell as it stands in the block, quotes included.
    @inline(__always)
    func raw(row: Int, column: Int) -> (start: Int, end: Int) {
        let cell = row &* width &+ column
        if !isPlain { return (Int(origins[cell]), Int(originEnds[cell])) }
        let start = Int(ends[cell])
        var end = Int(ends[cell &+ 1]) &- 1
        if column == width &- 1, end > start, text[end &- 1] == UInt8(ascii: "\r") { end &-= 1 }
        return (start, end)
    }

    private var isFixed = false
    private func isQuoted(_ start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        !isFixed && bytes[start] == UInt8(ascii: "\"")
    }
}

// MARK: Plain rows

extension BlockCells {
    private func reserve(cells: Int) {
        guard endCapacity < cells + FieldIndex.padding + 2 else { return }
        ends.deallocate()
        endCapacity = cells + FieldIndex.padding + 2
        ends = .allocate(capacity: endCapacity)
    }

    /// False where the rows are not all of the same width.
    private func findPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        reserve(cells: bytes.count)
        ends[0] = 0
        let found = FieldIndex.build(base, count: bytes.count, delimiter: delimiter, into: ends + 1)
        hasNul = found.hasNul
        guard found.fields % width == 0 else { return false }
        rows = found.fields / width
        var strange: UInt8 = 0
        var end = ends + 1
        for _ in 0..<rows {
            for _ in 0..<width &- 1 {
                strange |= base[Int(end.pointee) &- 1] ^ delimiter
                end += 1
            }
            let last = Int(end.pointee) &- 1
            strange |= base[last] ^ UInt8(ascii: "\n")
            if last > 0, base[last &- 1] == UInt8(ascii: "\r") { pairs &+= 1 }
            end += 1
        }
        if strange != 0 {
            (rows, pairs) = (0, 0)
            return false
        }
        totalRows = rows
        return true
    }
}

// MARK: Other rows

extension BlockCells {
    private func beginRewriting(_ bytes: UnsafeBufferPointer<UInt8>, _ plan: CheckPlan) {
        isPlain = false
        hasNul = hasNul || FieldIndex.contains(0, bytes)
        (written, cells) = (0, 0)
        reserve(cells: bytes.count)
        ends[0] = 0
        // A delimited cell stands before a byte of its own, the last one perhaps not; one of fixed width gains that byte.
        let length = plan.widths.reduce(0, +)
        let gained = plan.widths.isEmpty ? 1 : (bytes.count + 1) / (length + 1) * plan.widths.count
        let capacity = bytes.count + gained + FieldIndex.padding
        guard scratchCapacity < capacity else { return }
        scratchCapacity = capacity
        scratch.deallocate()
        scratch = .allocate(capacity: capacity)
        origins.deallocate()
        origins = .allocate(capacity: capacity)
        originEnds.deallocate()
        originEnds = .allocate(capacity: capacity)
    }

    @inline(__always)
    private func endCell(_ raw: Range<Int>) {
        scratch[written] = 1
        written &+= 1
        origins[cells] = UInt32(truncatingIfNeeded: raw.lowerBound)
        originEnds[cells] = UInt32(truncatingIfNeeded: raw.upperBound)
        cells &+= 1
        ends[cells] = UInt32(truncatingIfNeeded: written)
    }

    private func endRow(isGood: Bool, _ raw: Range<Int>, found: Int, cellsBefore: Int) {
        if isGood {
            rowNumbers.append(Int32(truncatingIfNeeded: totalRows))
            rows += 1
        } else {
            ragged.append(Ragged(row: totalRows, range: raw, found: found))
            cells = cellsBefore
            written = Int(ends[cells])
        }
        totalRows += 1
    }

    private func rewriteFields(_ bytes: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) {
        guard let base = bytes.baseAddress else { return }
        isFixed = false
        var scanner = DelimitedScanner(bytes, delimiter: delimiter, start: 0)
        var rowStart = 0
        var cellsBefore = 0
        var column = 0
        do throws(DelimitedScanner.Fault) {
            while true {
                let fieldStart = scanner.position
                guard let field = try scanner.next() else { break }
                column &+= 1
                if column <= width {
                    if field.hasDoubledQuotes {
                        for byte in scanner.content(of: field) {
                            scratch[written] = byte
                            written &+= 1
                        }
                    } else {
                        (scratch + written).update(from: base + field.range.lowerBound, count: field.range.count)
                        written &+= field.range.count
                    }
                    let isQuoted = field.range.lowerBound > fieldStart
                    endCell(fieldStart..<field.range.upperBound &+ (isQuoted ? 1 : 0))
                }
                if field.endsRow {
                    let end = scanner.position
                    if end > 1, bytes[end - 1] == UInt8(ascii: "\n"), bytes[end - 2] == UInt8(ascii: "\r") {
                        pairs += 1
                    }
                    endRow(isGood: column == width, rowStart..<end, found: column, cellsBefore: cellsBefore)
                    (rowStart, cellsBefore, column) = (end, cells, 0)
                }
            }
        } catch {
            fault = Fault(kind: error, row: totalRows, column: column + 1, offset: scanner.position)
        }
    }

    private func rewriteFixed(_ bytes: UnsafeBufferPointer<UInt8>, _ plan: CheckPlan, _ encoding: TextEncoding) {
        isFixed = true
        let length = plan.widths.reduce(0, +)
        var start = 0
        while start < bytes.count {
            let lineFeed = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
            var end = lineFeed ?? bytes.count
            if lineFeed != nil, end > start, bytes[end - 1] == UInt8(ascii: "\r") {
                end -= 1
                pairs += 1
            }
            let isGood = end - start == length
            let cellsBefore = cells
            if isGood {
                var place = start
                for width in plan.widths {
                    let cell = Padding.trimmed(bytes, place..<place + width, encoding)
                    for index in cell {
                        scratch[written] = bytes[index]
                        written &+= 1
                    }
                    endCell(cell)
                    place += width
                }
            }
            endRow(isGood: isGood, start..<end, found: end - start, cellsBefore: cellsBefore)
            start = (lineFeed ?? bytes.count - 1) + 1
        }
    }
}

/// The spaces that fill a cell of fixed width.
enum Padding {
    /// The cell without spaces of either width at its ends.
    static func trimmed(
        _ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>, _ encoding: TextEncoding
    ) -> Range<Int> {
        let wide: [UInt8] = encoding == .cp932 ? [0x81, 0x40] : [0xE3, 0x80, 0x80]
        var first: Int?
        var end = cell.lowerBound
        var index = cell.lowerBound
        while index < cell.upperBound {
            let byte = bytes[index]
            var size = 1
            // In CP932 a trail byte can look like the lead byte of a space, so characters are walked over.
            if encoding == .cp932, (0x81...0x9F).contains(byte) || (0xE0...0xFC).contains(byte) { size = 2 }
            var isSpace = byte == UInt8(ascii: " ")
            if byte == wide[0], index + wide.count <= cell.upperBound,
                bytes[index + 1] == wide[1], bytes[index + wide.count - 1] == wide[wide.count - 1]
            {
                (isSpace, size) = (true, wide.count)
            }
            if !isSpace {
                first = first ?? index
                end = min(index + size, cell.upperBound)
            }
            index += size
        }
        return (first ?? cell.lowerBound)..<max(first ?? cell.lowerBound, end)
    }
}
