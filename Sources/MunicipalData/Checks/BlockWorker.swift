import Primitives

/// Checks blocks on one thread.
final class BlockWorker {
    let plan: CheckPlan
    let cells: BlockCells
    let watches: [ColumnWatch]
    private var encoding: TextEncoding
    private let isUTF16: Bool
    private let listed: Int
    private let codes: UnsafeMutablePointer<Int32>
    /// What was found in the rows at hand.
    private var found: [CheckedBlock.Found] = []

    /// Rows of one column that are looked at before those of the next, so that text and codes stay in the nearest cache.
    private static let stretch = 1024

    init(_ plan: CheckPlan, encoding: TextEncoding, listed: Int) {
        self.plan = plan
        self.encoding = encoding
        self.listed = listed
        isUTF16 = encoding == .utf16LittleEndian
        cells = BlockCells(width: plan.columns.count)
        watches = plan.columns.enumerated().map {
            ColumnWatch($1, $0, encoding: encoding, columns: plan.columns.count)
        }
        codes = .allocate(capacity: Self.stretch)
    }

    deinit { codes.deallocate() }

    /// Checks a block, from its start on.
    func check(_ block: Block, into result: CheckedBlock) {
        result.clear(plan)
        if !isUTF16, block.encoding != encoding {
            encoding = block.encoding
            for watch in watches { watch.change(to: encoding) }
        }
        let text = UnsafeBufferPointer(rebasing: block.text[block.start...])
        var places = FilePlaces(block, isUTF16: isUTF16)
        cells.find(block, plan)
        result.rows = cells.totalRows
        result.goodRows = cells.rows
        result.pairs = cells.pairs
        result.lacksLastBreak = block.lacksLastBreak && cells.fault == nil && cells.totalRows > 0
        result.rowNumbers = cells.rowNumbers
        prepare(result)
        var ragged = cells.ragged[...]
        var first = 0
        repeat {
            let rows = first..<min(cells.rows, first + Self.stretch)
            for column in plan.columns.indices where plan.columns[column].isLooked {
                if plan.columns[column].demandsEachCell {
                    lookAtEach(column, rows, text, &places, result)
                } else {
                    look(column, rows, text, result)
                }
            }
            let next = rows.upperBound < cells.rows ? cells.number(ofRow: rows.upperBound) : .max
            while let row = ragged.first, row.row < next {
                report(row, text)
                ragged.removeFirst()
            }
            if next == .max, let fault = cells.fault { report(fault) }
            flush(into: result, &places)
            first = rows.upperBound
        } while first < cells.rows
        if plan.isWriting { write(text, into: result) }
    }

    private func prepare(_ result: CheckedBlock) {
        if plan.columns.contains(where: \.hasRoles) {
            result.roles.append(contentsOf: repeatElement([], count: cells.rows))
        }
        if plan.hasOrder { result.orders.append(contentsOf: repeatElement(RowOrder(), count: cells.rows)) }
        if plan.hasOrder, result.roles.isEmpty {
            result.roles.append(contentsOf: repeatElement([], count: cells.rows))
        }
    }

    private func look(
        _ column: Int, _ rows: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ result: CheckedBlock
    ) {
        let run = cells.run(column, rows, delimiter: plan.delimiter)
        watches[column].look(at: run, hasNul: cells.hasNul, codes: codes) { row, verdict in
            hear(verdict, row: rows.lowerBound + row, column, text, result)
        }
    }

    private func hear(
        _ verdict: CellVerdict, row: Int, _ column: Int, _ text: UnsafeBufferPointer<UInt8>, _ result: CheckedBlock
    ) {
        if !verdict.roles.isEmpty { result.roles[row].formUnion(verdict.roles) }
        for finding in verdict.findings {
            let place =
                finding.offset.map { cells.place(row: row, column: column, offset: $0, in: text) }
                ?? cells.origin(row: row, column: column, in: text)
            found.append(
                CheckedBlock.Found(
                    kind: finding.kind, row: cells.number(ofRow: row), column: column, offset: place,
                    detail: finding.detail))
        }
        for character in verdict.gaiji {
            result.gaiji[CheckedBlock.Gaiji(column: column, character: character), default: 0] += 1
        }
    }

    /// Looks at a column whose rows are compared with each other.
    private func lookAtEach(
        _ column: Int, _ rows: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, _ places: inout FilePlaces,
        _ result: CheckedBlock
    ) {
        let watch = watches[column]
        let plan = plan.columns[column]
        let run = cells.run(column, rows, delimiter: self.plan.delimiter)
        let bits = RowOrder.bits(items: self.plan.orderColumns.count)
        for index in 0..<run.count {
            let (start, end) = run.cell(index)
            let row = rows.lowerBound + index
            let verdict = watch.verdict(run.text + start, end - start, hasNul: cells.hasNul)
            if !verdict.isQuiet { hear(verdict, row: row, column, text, result) }
            if plan.unique != nil || plan.isHistoryKey {
                let offset = places.offset(of: cells.origin(row: row, column: column, in: text))
                if let unique = plan.unique { result.keys[unique].append(verdict, offset) }
                if plan.isHistoryKey { result.historyKeys.append(verdict, offset) }
            }
            if let order = plan.order {
                let isOrdered = verdict.order.map { result.orders[row].set($0, at: order, bits: bits) }
                if isOrdered != true {
                    result.roles[row].insert(.unordered)
                    // A cell that is no text reports that and nothing else.
                    if verdict.characters < 0 { continue }
                    found.append(
                        CheckedBlock.Found(
                            kind: .history, row: cells.number(ofRow: row), column: column,
                            offset: cells.origin(row: row, column: column, in: text), detail: .expected(.integer)))
                }
            }
        }
    }

    private func report(_ row: BlockCells.Ragged, _ text: UnsafeBufferPointer<UInt8>) {
        let expected = plan.widths.isEmpty ? plan.columns.count : plan.widths.reduce(0, +)
        let detail = DataProblem.Detail.count(expected: expected, found: row.found)
        found.append(
            CheckedBlock.Found(
                kind: .raggedRow, row: row.row, column: -1, offset: row.range.lowerBound, detail: detail))
        // Nothing else is known of such a row, but an individual number must not pass unseen.
        let bytes = Array(text[row.range])
        let ascii = bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "x") }
        let content = encoding == .cp932 ? TextEncoding.cp932 : .utf8
        let readable = (try? content.decode(bytes)) ?? String(decoding: ascii, as: UTF8.self)
        if IndividualNumberScan.isFound(in: readable) {
            found.append(
                CheckedBlock.Found(
                    kind: .individualNumber, row: row.row, column: -1, offset: row.range.lowerBound, detail: .none))
        }
    }

    private func report(_ fault: BlockCells.Fault) {
        let row = fault.row
        let error: DelimitedFileError =
            switch fault.kind {
            case .unterminatedQuote: .unterminatedQuote(row: row, column: fault.column)
            case .textAfterQuote: .textAfterQuote(row: row, column: fault.column)
            }
        found.append(
            CheckedBlock.Found(
                kind: .structure, row: row, column: fault.column - 1, offset: fault.offset, detail: .file(error)))
    }

    /// Puts what was found in order and hands over what is listed.
    private func flush(into result: CheckedBlock, _ places: inout FilePlaces) {
        if found.isEmpty { return }
        let kinds = Dictionary(
            uniqueKeysWithValues: DataProblem.Kind.allCases.enumerated().map { ($1, $0) })
        func rank(_ one: CheckedBlock.Found) -> Int { kinds[one.kind] ?? 0 }
        found.sort { ($0.row, $0.column, rank($0)) < ($1.row, $1.column, rank($1)) }
        for var one in found {
            let kind = rank(one)
            result.counts[kind] += 1
            if result.counts[kind] > listed { continue }
            one.offset = places.offset(of: one.offset)
            result.found.append(one)
        }
        found.removeAll(keepingCapacity: true)
    }
}

extension CheckedBlock.Keys {
    fileprivate mutating func append(_ verdict: CellVerdict, _ offset: Int) {
        hashes.append(verdict.key)
        offsets.append(offset)
        isFaulty.append(!verdict.findings.isEmpty)
    }
}

/// The places in the file of the bytes of a block.
struct FilePlaces {
    private let text: UnsafeBufferPointer<UInt8>
    private let start: Int
    private let isUTF16: Bool
    private var known = 0
    private var units = 0

    init(_ block: Block, isUTF16: Bool) {
        text = UnsafeBufferPointer(rebasing: block.text[block.start...])
        self.isUTF16 = isUTF16
        let header = UnsafeBufferPointer(rebasing: block.text[..<block.start])
        start = block.fileOffset + (isUTF16 ? 2 * utf16Length(header) : header.count)
    }

    /// The place of a byte behind the block's start; fast where places are asked in their order.
    mutating func offset(of index: Int) -> Int {
        guard isUTF16 else { return start + index }
        if index < known { (known, units) = (0, 0) }
        units += utf16Length(UnsafeBufferPointer(rebasing: text[known..<index]))
        known = index
        return start + 2 * units
    }
}
