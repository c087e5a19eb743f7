import Dispatch
import Synchronization

/// Reads one file into a table, block by block.
///
/// While a batch of blocks is parsed, by one or several threads, the next one is read. Parsing only looks up what earlier
/// batches made known; then the batch is merged in the order of the file. So the result is the same for any number of
/// threads and any size of blocks.
struct DelimitedReader {
    let candidates: [TextEncoding]
    let format: DelimitedFormat
    let options: ReadingOptions
    private var source: BlockSource
    private(set) var header: [[UInt8]] = []
    private(set) var headerOffsets: [Int] = []
    var columns: [ColumnBuilder] = []
    private(set) var rowCount = 0

    init(_ start: EncodingStart, format: DelimitedFormat, options: ReadingOptions) {
        candidates = start.candidates
        self.format = format
        self.options = options
        source = BlockSource(
            start.stream, offset: start.markLength, isUTF16: start.candidates == [.utf16LittleEndian],
            delimiter: format.delimiter, options: options)
    }

    mutating func read(kept: (String) -> Bool) throws(DelimitedReadError) -> DelimitedTable {
        // The first block alone: its values are what most later cells hold.
        var current = Batch(count: 1)
        current.fill(from: &source)
        if let block = current.filled.first { try begin(block, kept: kept) }
        let layout = RowLayout(
            delimiter: format.delimiter, dictionaries: columns.map(\.dictionary),
            candidates: candidates.reduce(into: []) { $0.insert($1 == .cp932 ? .cp932 : .utf8) })
        let size = options.threads == 1 ? 1 : options.threads * 4
        var next = Batch(count: size)
        while !current.filled.isEmpty {
            current.prepare(width: layout.width)
            parse(current, layout, whileFilling: &next)
            for (block, parsed) in zip(current.filled, current.parsed) { try merge(block, parsed) }
            if current.blocks.count < size { current = Batch(count: size) }
            swap(&current, &next)
        }
        return try finish()
    }

    /// Parses one batch and reads the next.
    private mutating func parse(_ batch: Batch, _ layout: RowLayout, whileFilling next: inout Batch) {
        let blocks = batch.filled
        guard options.threads > 1, blocks.count > 1 || !source.hasEnded else {
            for (block, parsed) in zip(blocks, batch.parsed) { parsed.parse(block, as: layout) }
            next.fill(from: &source)
            return
        }
        // Each turn is taken by one thread: turn -1 is the only one that touches the source and the next batch, and each
        // other turn has its own block. What they share, the layout, nobody changes before all are done.
        nonisolated(unsafe) let layout = layout
        nonisolated(unsafe) let parsed = batch.parsed
        nonisolated(unsafe) let shared = blocks
        let threads = min(options.threads, blocks.count + 1)
        let turn = Atomic<Int>(-1)
        withUnsafeMutablePointer(to: &source) { source in
            withUnsafeMutablePointer(to: &next) { next in
                nonisolated(unsafe) let source = source
                nonisolated(unsafe) let next = next
                DispatchQueue.concurrentPerform(iterations: threads) { _ in
                    while true {
                        let mine = turn.add(1, ordering: .relaxed).oldValue
                        if mine >= shared.count { return }
                        if mine < 0 {
                            next.pointee.fill(from: &source.pointee)
                        } else {
                            parsed[mine].parse(shared[mine], as: layout)
                        }
                    }
                }
            }
        }
    }
}

/// Blocks that are parsed together.
private struct Batch {
    let blocks: [Block]
    private(set) var filled: [Block] = []
    private(set) var parsed: [ParsedBlock] = []

    init(count: Int) { blocks = (0..<count).map { _ in Block() } }

    mutating func fill(from source: inout BlockSource) {
        var count = 0
        while count < blocks.count, !source.hasEnded {
            source.fill(blocks[count])
            if blocks[count].count > 0 || blocks[count].fault != nil { count += 1 }
        }
        filled = Array(blocks[0..<count])
    }

    mutating func prepare(width: Int) {
        while parsed.count < filled.count { parsed.append(ParsedBlock(width: width)) }
    }
}

extension DelimitedReader {
    /// Reads the header, or the number of columns, from the first block.
    private mutating func begin(_ block: Block, kept: (String) -> Bool) throws(DelimitedReadError) {
        let fields = try firstRow(block)
        guard fields.count <= options.limits.columns else {
            throw .file(.tooManyColumns(limit: options.limits.columns))
        }
        let names: [String]
        if format.hasHeader {
            // The first candidate that fits; the whole file decides in the end.
            let encoding = candidates.first { decodedHeader($0) != nil } ?? candidates[candidates.count - 1]
            names = try checkedHeader(encoding)
        } else {
            names = fields.indices.map { String($0 + 1) }
            header = names.map { Array($0.utf8) }
        }
        columns = names.map { ColumnBuilder(isKept: kept($0)) }
    }

    private mutating func firstRow(_ block: Block) throws(DelimitedReadError) -> [DelimitedScanner.Field] {
        let row = format.hasHeader ? 0 : 1
        var scanner = DelimitedScanner(block.text, delimiter: format.delimiter, start: 0)
        var fields: [DelimitedScanner.Field] = []
        do throws(DelimitedScanner.Fault) {
            while fields.last?.endsRow != true, let field = try scanner.next() { fields.append(field) }
        } catch .textAfterQuote {
            throw .file(.textAfterQuote(row: row, column: fields.count + 1))
        } catch {
            throw .file(.unterminatedQuote(row: row, column: fields.count + 1))
        }
        if fields.isEmpty { try checkFault(block, row: row) }
        guard format.hasHeader else { return fields }
        for (index, field) in fields.enumerated() {
            guard let zero = block.text[field.range].firstIndex(of: 0) else { continue }
            let position = CellPosition(row: 0, column: index + 1, name: nil)
            throw .file(.nulByte(position, byteOffset: offset(block, zero)))
        }
        header = fields.map { scanner.content(of: $0) }
        headerOffsets = fields.map { offset(block, $0.range.lowerBound) }
        block.start = scanner.position
        return fields
    }

    /// The place in the file of a byte of a block.
    func offset(_ block: Block, _ index: Int) -> Int {
        guard candidates == [.utf16LittleEndian] else { return block.fileOffset + index }
        return block.fileOffset + 2 * utf16Length(UnsafeBufferPointer(rebasing: block.text[0..<index]))
    }

    /// Throws for what the source could not deliver behind the rows of a block.
    func checkFault(_ block: Block, row: Int) throws(DelimitedReadError) {
        switch block.fault {
        case nil: return
        case .rowTooLong: throw .file(.rowTooLong(row: row, limit: options.limits.rowBytes))
        case .stream(let error): throw .stream(error)
        case .undecodable(let column, let byteOffset):
            throw .file(
                .undecodable(
                    CellPosition(row: row, column: column, name: nil), byteOffset: byteOffset,
                    encoding: .utf16LittleEndian))
        }
    }

    private mutating func merge(_ block: Block, _ parsed: ParsedBlock) throws(DelimitedReadError) {
        guard rowCount + parsed.rows <= options.limits.codes else {
            throw .file(.tooManyRows(limit: options.limits.codes))
        }
        let offset = block.fileOffset + block.start
        for index in columns.indices {
            if !columns[index].append(parsed, index, row: rowCount + 1, offset: offset, limit: options.limits.codes) {
                throw .file(.tooManyDistinctValues(column: index + 1, limit: options.limits.codes))
            }
        }
        rowCount += parsed.rows
        if let fault = parsed.fault { throw .file(error(fault, block)) }
        try checkFault(block, row: rowCount + 1)
    }

    private func error(_ fault: ParsedBlock.Fault, _ block: Block) -> DelimitedFileError {
        let row = rowCount + 1
        switch fault.kind {
        case .unterminatedQuote: return .unterminatedQuote(row: row, column: fault.column)
        case .textAfterQuote: return .textAfterQuote(row: row, column: fault.column)
        case .wrongFieldCount(let found):
            return .wrongFieldCount(row: row, expected: columns.count, found: found)
        case .nul:
            let position = CellPosition(row: row, column: fault.column, name: nil)
            return .nulByte(position, byteOffset: offset(block, block.start + fault.offset))
        }
    }
}
