extension BlockWorker {
    /// Puts together the rows that are handed over, as far as the row itself decides it.
    func write(_ text: UnsafeBufferPointer<UInt8>, into result: CheckedBlock) {
        let output = result.output
        guard let base = text.baseAddress else { return }
        let runs = cells.isPlain ? Self.runs(plan.written) : plan.written.map { $0...$0 }
        // A row grows by its line break, in a file of fixed width by delimiters and quotes as well.
        let room =
            plan.widths.isEmpty
            ? 0 : plan.widths.reduce(0, +) * 2 + plan.written.count * 3 + 2
        output.reserve(text.count + cells.rows * 2)
        for row in 0..<cells.rows {
            defer { output.endRow() }
            if !result.roles.isEmpty, plan.leavesOut(result.roles[row]) != nil { continue }
            if room > 0 { output.reserve(room) }
            for (number, run) in runs.enumerated() {
                if number > 0 { output.append(plan.delimiter) }
                if plan.widths.isEmpty {
                    let start = cells.raw(row: row, column: run.lowerBound).start
                    output.append(base + start, cells.raw(row: row, column: run.upperBound).end &- start)
                } else {
                    let cell = cells.raw(row: row, column: run.lowerBound)
                    appendQuoted(UnsafeBufferPointer(rebasing: text[cell.start..<cell.end]), output)
                }
            }
            output.append(UInt8(ascii: "\r"))
            output.append(UInt8(ascii: "\n"))
        }
    }

    /// Columns that stand side by side in the file as well.
    private static func runs(_ columns: [Int]) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for column in columns {
            if let last = runs.last, last.upperBound + 1 == column {
                runs[runs.count - 1] = last.lowerBound...column
            } else {
                runs.append(column...column)
            }
        }
        return runs
    }

    private func appendQuoted(_ cell: UnsafeBufferPointer<UInt8>, _ output: OutputBuffer) {
        let quote = UInt8(ascii: "\"")
        let mustQuote = cell.contains {
            $0 == plan.delimiter || $0 == quote || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n")
        }
        if mustQuote { output.append(quote) }
        for byte in cell {
            if byte == quote { output.append(quote) }
            output.append(byte)
        }
        if mustQuote { output.append(quote) }
    }
}
