import Dispatch
import Synchronization

/// One check from beginning to end.
///
/// Three batches of blocks are on their way: while one is checked by the threads, the next is read and the one before is
/// merged and written, each by one thread. Blocks are judged alone and merged in the order of the file, so that threads and
/// sizes of blocks change nothing.
struct CheckRun {
    private let check: LayoutCheck
    private let counting: CountingByteStream
    private let detecting: DetectingByteStream?
    private let declared: TextEncoding
    private let isWriting: Bool
    private var source: BlockSource
    private let delimiter: UInt8
    private var outputError: (any Error)?
    /// What ended the file before its end.
    private var fault: Block.SourceFault?

    init(_ check: LayoutCheck, _ start: EncodingStart, _ counting: CountingByteStream, isWriting: Bool) {
        self.check = check
        self.counting = counting
        self.isWriting = isWriting
        declared = start.candidates[0]
        detecting = start.candidates.count > 1 ? DetectingByteStream(start.stream) : nil
        var quoting = true
        switch check.layout.form {
        case .delimited(let delimiter, _): self.delimiter = delimiter
        case .fixed: (delimiter, quoting) = (UInt8(ascii: ","), false)
        }
        let options = check.options
        source = BlockSource(
            detecting ?? start.stream, offset: start.markLength, isUTF16: declared == .utf16LittleEndian,
            delimiter: delimiter,
            options: ReadingOptions(
                threads: options.threads, blockSize: min(options.blockSize, 1 << 28), limits: options.limits),
            quoting: quoting, marksFaults: true)
    }

    private var encoding: TextEncoding { detecting?.encoding ?? declared }

    mutating func run<Output: RowOutput>(
        into output: inout Output, _ progress: (_ bytesRead: Int) -> Bool
    ) throws(LayoutCheckError) -> CheckReport {
        var current = CheckBatch(count: 1)
        fill(&current)
        var header = header(of: current)
        var plan = CheckPlan(check.layout, check.options, names: header.names)
        plan.isWriting = isWriting
        if plan.hasOrder, isWriting, check.options.selection == nil { throw .layout(.selectionNeeded) }
        if detecting != nil, isWriting, !hasHeader, !hasPlainNames { throw .layout(.encodingNeeded) }
        if !header.isEnd, hasHeader { header.compare(with: check.layout, check.options, plan) }
        let merger = CheckMerger(plan, check.options, names: header.shownNames(check.layout, rows: 1))
        merger.report.writtenRows = isWriting ? 0 : nil
        for problem in header.problems { merger.add(problem) }
        if hasHeader, !header.isEnd { merger.addHeaderBreak(isPair: header.isPair, isMissing: header.isBreakMissing) }
        if isWriting, !header.isEnd { try writeHeader(plan, into: &output) }
        let threads = max(1, min(check.options.threads, 64))
        var workers: [BlockWorker] = []
        if header.isEnd {
            current.empty()
        } else {
            workers = (0..<threads).map { _ in
                BlockWorker(plan, encoding: encoding, listed: check.options.listed)
            }
        }
        var previous = CheckBatch(count: threads == 1 ? 1 : threads * 2)
        var next = CheckBatch(count: threads == 1 ? 1 : threads * 2)
        while !current.blocks.isEmpty || !previous.blocks.isEmpty {
            let isLast = current.blocks.isEmpty
            step(&previous, current, &next, workers, merger, &output, isReading: !isLast)
            if let outputError { throw .output(outputError) }
            if !progress(counting.count) { throw .interrupted }
            swap(&previous, &current)
            swap(&current, &next)
            if next.room < threads * 2, threads > 1 { next = CheckBatch(count: threads * 2) }
            next.empty()
        }
        try report(fault, to: merger)
        return finish(merger, workers, header, plan)
    }

    private var hasHeader: Bool {
        if case .delimited(_, header: true) = check.layout.form { true } else { false }
    }

    /// Whether the names are the same bytes in every encoding that can be detected behind them.
    private var hasPlainNames: Bool {
        (check.options.handedOver ?? check.layout.items.map(\.name)).allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }
    }

    private func header(of batch: CheckBatch) -> CheckHeader {
        guard hasHeader else { return CheckHeader(check.layout) }
        guard let block = batch.blocks.first, block.count > 0 else {
            var header = CheckHeader(check.layout)
            header.names = []
            // What the source could not deliver is reported in its place.
            header.isEnd = true
            return header
        }
        return CheckHeader(block, encoding, delimiter: delimiter, limits: check.options.limits)
    }

    private mutating func fill(_ batch: inout CheckBatch) {
        batch.fill(from: &source, encoding: declared, detecting)
        if let fault = batch.blocks.last?.fault { self.fault = fault }
    }

    /// Merges one batch, checks another and reads the next.
    private mutating func step<Output: RowOutput>(
        _ previous: inout CheckBatch, _ current: CheckBatch, _ next: inout CheckBatch, _ workers: [BlockWorker],
        _ merger: CheckMerger, _ output: inout Output, isReading: Bool
    ) {
        let isUTF16 = declared == .utf16LittleEndian
        guard workers.count > 1 else {
            merge(previous, merger, isUTF16, &output)
            for (block, result) in zip(current.blocks, current.results) { workers.first?.check(block, into: result) }
            if isReading { fill(&next) }
            return
        }
        // Each turn is taken by one thread. Turn -2 alone touches the previous batch, the merger and the output, turn -1 alone
        // the source and the next batch; each other turn has its own block and result, and each thread its own worker.
        nonisolated(unsafe) let blocks = current.blocks
        nonisolated(unsafe) let results = current.results
        nonisolated(unsafe) let workers = workers
        nonisolated(unsafe) let merger = merger
        let turn = Atomic<Int>(-2)
        let merged = previous
        withUnsafeMutablePointer(to: &self) { run in
            withUnsafeMutablePointer(to: &next) { next in
                withUnsafeMutablePointer(to: &output) { output in
                    nonisolated(unsafe) let run = run
                    nonisolated(unsafe) let next = next
                    nonisolated(unsafe) let output = output
                    nonisolated(unsafe) let merged = merged
                    DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
                        while true {
                            let mine = turn.add(1, ordering: .relaxed).oldValue
                            if mine >= blocks.count { return }
                            switch mine {
                            case -2: run.pointee.merge(merged, merger, isUTF16, &output.pointee)
                            case -1: if isReading { run.pointee.fill(&next.pointee) }
                            default: workers[thread].check(blocks[mine], into: results[mine])
                            }
                        }
                    }
                }
            }
        }
    }

    private mutating func merge<Output: RowOutput>(
        _ batch: CheckBatch, _ merger: CheckMerger, _ isUTF16: Bool, _ output: inout Output
    ) {
        for result in batch.checked where outputError == nil {
            if isWriting {
                do { try merger.write(result, isUTF16: isUTF16, into: &output) } catch { outputError = error }
            }
            merger.add(result)
        }
    }

    private func writeHeader<Output: RowOutput>(
        _ plan: CheckPlan, into output: inout Output
    ) throws(LayoutCheckError) {
        let items = check.options.handedOver ?? check.layout.items.map(\.name)
        let names = Set(plan.written)
        var writer = DelimitedWriter(delimiter: delimiter)
        // A column that the file lacks is missing in the header too.
        for item in items {
            guard let place = plan.names.firstIndex(of: item), names.contains(place) else { continue }
            writer.append(item)
        }
        writer.endRow()
        let text = String(decoding: writer.bytes, as: UTF8.self)
        do {
            try (encoding.encode(text)).withUnsafeBytes { try output.write($0) }
        } catch {
            throw .output(error)
        }
    }

    private func report(_ fault: Block.SourceFault?, to merger: CheckMerger) throws(LayoutCheckError) {
        switch fault {
        case nil, .undecodable: return
        case .stream(let error): throw .stream(error)
        case .rowTooLong:
            let row = merger.report.rows + 1
            let error = DelimitedFileError.rowTooLong(row: row, limit: check.options.limits.rowBytes)
            merger.add(DataProblem(.structure, row: row, offset: faultOffset, detail: .file(error)))
        }
    }

    private var faultOffset: Int { source.rowStart }

    private func finish(
        _ merger: CheckMerger, _ workers: [BlockWorker], _ header: CheckHeader, _ plan: CheckPlan
    ) -> CheckReport {
        merger.report.encoding = encoding
        merger.report.bytes = counting.count
        var report = merger.finish(hasRows: !header.isEnd)
        // Where no row fits the header, a line break was lost: what looks like names may be the first person's values.
        let fitting = report.rows - (report.counts[.raggedRow] ?? 0)
        let names = header.shownNames(check.layout, rows: fitting)
        report.columns = names.map { $0 ?? "…" }
        if names != header.shownNames(check.layout, rows: 1) || names.contains(nil) {
            for index in report.problems.indices {
                guard let column = report.problems[index].column, column <= names.count else { continue }
                report.problems[index].name = names[column - 1]
            }
        }
        for index in plan.columns.indices {
            guard let first = workers.first?.watches[index] else { continue }
            var tally = first.finish()
            for other in workers.dropFirst() { tally.add(other.watches[index].finish()) }
            tally.faulty += merger.repeatedCells[index] ?? 0
            report.profile.append(
                tally.profile(report.columns[index], plan.columns[index], codes: first.judge.codes))
        }
        return report
    }
}

/// Blocks that are checked together, and what they came to.
struct CheckBatch {
    private let all: [Block]
    let results: [CheckedBlock]
    private(set) var blocks: [Block] = []

    var room: Int { all.count }
    var checked: ArraySlice<CheckedBlock> { results[..<blocks.count] }

    init(count: Int) {
        all = (0..<count).map { _ in Block() }
        results = (0..<count).map { _ in CheckedBlock() }
    }

    mutating func empty() { blocks = [] }

    /// Reads the next blocks.
    mutating func fill(from source: inout BlockSource, encoding: TextEncoding, _ detecting: DetectingByteStream?) {
        var count = 0
        while count < all.count, !source.hasEnded {
            source.fill(all[count])
            all[count].encoding = detecting?.encoding ?? encoding
            if all[count].count > 0 || all[count].fault != nil { count += 1 }
        }
        blocks = Array(all[0..<count])
    }
}
