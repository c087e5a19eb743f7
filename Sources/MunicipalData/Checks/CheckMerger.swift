/// Puts the blocks' results together in the order of the file.
final class CheckMerger {
    /// Where a problem comes from.
    enum Source: Hashable { case file, cells, unique(Int), history, end }

    private struct Listed: Hashable {
        var source: Source
        var kind: DataProblem.Kind
    }

    private let plan: CheckPlan
    private let options: CheckOptions
    private let names: [String?]
    var report = CheckReport()
    private var lists: [Listed: Int] = [:]
    private var gaiji: [CheckedBlock.Gaiji: Int] = [:]
    private let uniqueTables: [KeyTable]
    private var history: HistoryWatch?
    private var lineBreaks = LineBreaks()

    init(_ plan: CheckPlan, _ options: CheckOptions, names: [String?]) {
        self.plan = plan
        self.options = options
        self.names = names
        uniqueTables = plan.uniqueColumns.map { _ in KeyTable() }
        if plan.historyKey != nil, plan.hasLatestFlag || plan.hasOrder {
            history = HistoryWatch(hasFlag: plan.hasLatestFlag)
        }
    }

    /// Adds the next block.
    func add(_ block: CheckedBlock) {
        let before = report.rows
        for found in block.found { list(problem(found, before), from: .cells) }
        for (kind, count) in block.counts.enumerated() where count > 0 {
            report.counts[DataProblem.Kind.allCases[kind], default: 0] += count
        }
        for (character, cells) in block.gaiji { gaiji[character, default: 0] += cells }
        addUnique(block, before)
        addHistory(block, before)
        countLeftOut(block, before)
        report.rows += block.rows
        lineBreaks.pairs += block.pairs
        lineBreaks.lineFeeds += block.rows - block.pairs - (block.lacksLastBreak ? 1 : 0)
        lineBreaks.isLastMissing = lineBreaks.isLastMissing || block.lacksLastBreak
    }

    /// Adds a problem of the header, of the file as a whole, or one that was found by comparing rows.
    func add(_ problem: DataProblem, from source: Source = .file) {
        report.counts[problem.kind, default: 0] += 1
        list(problem, from: source)
    }

    /// Keeps the first problems of each kind. Those from one source come in the order of the file; what is too much of several
    /// is cut at the end.
    private func list(_ problem: DataProblem, from source: Source) {
        let listed = Listed(source: source, kind: problem.kind)
        let count = lists[listed, default: 0]
        if count >= options.listed { return }
        lists[listed] = count + 1
        report.problems.append(problem)
    }

    /// Counts the line break of the header.
    func addHeaderBreak(isPair: Bool, isMissing: Bool) {
        if isMissing {
            lineBreaks.isLastMissing = true
        } else if isPair {
            lineBreaks.pairs += 1
        } else {
            lineBreaks.lineFeeds += 1
        }
    }

    /// The name of a column, where it may be shown.
    private func name(_ column: Int) -> String? { column >= 0 && column < names.count ? names[column] : nil }

    private func problem(_ found: CheckedBlock.Found, _ before: Int) -> DataProblem {
        let row = before + found.row + 1
        var detail = found.detail
        switch detail {
        case .file(.unterminatedQuote(_, let column)): detail = .file(.unterminatedQuote(row: row, column: column))
        case .file(.textAfterQuote(_, let column)): detail = .file(.textAfterQuote(row: row, column: column))
        default:
            if found.kind == .structure {
                let position = CellPosition(row: row, column: found.column + 1, name: name(found.column))
                detail = .file(.nulByte(position, byteOffset: found.offset))
            }
        }
        return DataProblem(
            found.kind, row: row, column: found.column < 0 ? nil : found.column + 1, name: name(found.column),
            offset: found.offset, detail: detail)
    }

    private func addUnique(_ block: CheckedBlock, _ before: Int) {
        for (number, column) in plan.uniqueColumns.enumerated() {
            let keys = block.keys[number]
            for row in keys.hashes.indices where !keys.hashes[row].isNone {
                let place = before + block.number(ofRow: row) + 1
                guard let earlier = uniqueTables[number].insert(keys.hashes[row], place) else { continue }
                add(
                    DataProblem(
                        .duplicateKey, row: place, column: column + 1, name: name(column), offset: keys.offsets[row],
                        detail: .sameAs(row: earlier)), from: .unique(number))
                if !keys.isFaulty[row] { repeatedCells[column, default: 0] += 1 }
            }
        }
    }

    /// Cells whose only problem is that another row has the same value.
    private(set) var repeatedCells: [Int: Int] = [:]

    private func addHistory(_ block: CheckedBlock, _ before: Int) {
        guard let column = plan.historyKey, history != nil else { return }
        let keys = block.historyKeys
        for row in keys.hashes.indices where !keys.hashes[row].isNone {
            let place = before + block.number(ofRow: row) + 1
            if plan.hasLatestFlag {
                let isLatest = block.roles[row].contains(.latest)
                if let earlier = history?.add(
                    keys.hashes[row], row: place, offset: keys.offsets[row], isLatest: isLatest)
                {
                    add(
                        DataProblem(
                            .history, row: place, column: column + 1, name: name(column), offset: keys.offsets[row],
                            detail: .sameAs(row: earlier)), from: .history)
                }
            } else if !block.roles[row].contains(.unordered) {
                history?.add(keys.hashes[row], row: place, offset: keys.offsets[row], order: block.orders[row])
            }
        }
    }

    /// Whether a row is an older one of its person.
    private func isOlder(_ row: Int) -> Bool { options.selection.map { !$0.contains(row: row) } ?? false }

    private func countLeftOut(_ block: CheckedBlock, _ before: Int) {
        if block.roles.isEmpty && (options.selection == nil || !plan.hasOrder) { return }
        for row in 0..<block.goodRows {
            let isOlder = plan.hasOrder && isOlder(before + block.number(ofRow: row) + 1)
            let reason = isOlder ? .history : block.roles.isEmpty ? nil : plan.leavesOut(block.roles[row])
            if let reason { report.leftOut[reason, default: 0] += 1 }
        }
    }
}

// MARK: Output

extension CheckMerger {
    /// Writes the rows of a block that are handed over; called before the block is added.
    func write<Output: RowOutput>(_ block: CheckedBlock, isUTF16: Bool, into output: inout Output) throws {
        let bytes = block.output.contents
        var writtenRows = report.writtenRows ?? 0
        defer { report.writtenRows = writtenRows }
        let rowEnds = block.output.rowEnds
        if !plan.hasOrder {
            var last = 0
            for end in rowEnds where Int(end) > last {
                writtenRows += 1
                last = Int(end)
            }
            try write(bytes, isUTF16, &output)
            return
        }
        var start = 0
        for (row, end) in rowEnds.enumerated() {
            defer { start = Int(end) }
            if Int(end) == start || isOlder(report.rows + block.number(ofRow: row) + 1) { continue }
            writtenRows += 1
            try write(UnsafeRawBufferPointer(rebasing: bytes[start..<Int(end)]), isUTF16, &output)
        }
    }

    private func write<Output: RowOutput>(
        _ bytes: UnsafeRawBufferPointer, _ isUTF16: Bool, _ output: inout Output
    ) throws {
        if bytes.isEmpty { return }
        guard isUTF16 else { return try output.write(bytes) }
        var units: [UInt8] = []
        units.reserveCapacity(bytes.count * 2)
        for unit in String(decoding: bytes, as: UTF8.self).utf16 {
            units.append(UInt8(truncatingIfNeeded: unit))
            units.append(UInt8(unit >> 8))
        }
        try units.withUnsafeBytes { try output.write($0) }
    }
}

// MARK: The end

extension CheckMerger {
    /// The report but for what the threads counted of the columns.
    /// - Parameter hasRows: whether the reading came behind the header; otherwise nobody knows the number of rows.
    func finish(hasRows: Bool) -> CheckReport {
        for problem in history?.problems() ?? [] {
            let column = plan.historyKey ?? 0
            let detail = problem.earlier.map { DataProblem.Detail.sameAs(row: $0) } ?? .none
            add(
                DataProblem(
                    .history, row: problem.row, column: column + 1, name: name(column), offset: problem.offset,
                    detail: detail), from: .end)
        }
        if hasRows, let expected = options.rows, expected != report.rows {
            add(
                DataProblem(
                    .rowCount, row: 0, offset: 0, detail: .count(expected: expected, found: report.rows)))
        }
        report.selection = history?.selection()
        report.lineBreaks = lineBreaks
        report.gaiji = gaiji.map { use, cells in
            GaijiUse(
                code: Self.code(of: use.character, report.encoding), column: name(use.column) ?? "…", cells: cells)
        }
        report.gaiji.sort { ($1.cells, $0.code, $0.column) < ($0.cells, $1.code, $1.column) }
        report.problems.sort(by: Self.isEarlier)
        var listed: [DataProblem.Kind: Int] = [:]
        report.problems.removeAll { problem in
            listed[problem.kind, default: 0] += 1
            return listed[problem.kind, default: 0] > options.listed
        }
        return report
    }

    private static func isEarlier(_ one: DataProblem, _ other: DataProblem) -> Bool {
        if one.row != other.row { return one.row < other.row }
        if one.column != other.column { return one.column ?? 0 < other.column ?? 0 }
        if one.kind != other.kind { return one.kind < other.kind }
        return one.name ?? "" < other.name ?? ""
    }

    /// `F040` in CP932, `U+E000` in Unicode.
    private static func code(of character: Unicode.Scalar, _ encoding: TextEncoding) -> String {
        func hexadecimal(_ number: UInt32, _ digits: Int) -> String {
            let text = String(number, radix: 16, uppercase: true)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        if encoding == .cp932, let bytes = try? CP932.encode(String(character)) {
            return bytes.map { hexadecimal(UInt32($0), 2) }.joined()
        }
        return "U+" + hexadecimal(character.value, 4)
    }
}
