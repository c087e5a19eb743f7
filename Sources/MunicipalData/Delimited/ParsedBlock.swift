/// What one block of a file came to: codes of known values, and the values that were not known before.
///
/// Codes up to the size of the column's dictionary when the block was parsed are that dictionary's; greater ones are new
/// values of this block in the order of their first appearance.
final class ParsedBlock {
    /// Where a value stands first.
    struct Place {
        /// The row in the block, from 0.
        var row: Int
        /// Its first byte in the block.
        var offset: Int
        /// Whether the quotes around it were doubled inside.
        var hasDoubledQuotes: Bool
    }

    /// The values of one column that are new.
    struct NewValues {
        /// The values that were known; new ones are numbered from there.
        let known: Int
        let dictionary = ByteDictionary()
        var places: [Place] = []
    }

    /// Where and why the block is no table.
    struct Fault {
        enum Kind {
            case unterminatedQuote, textAfterQuote, nul
            case wrongFieldCount(found: Int)
        }
        var kind: Kind
        /// From 0.
        var row: Int
        /// From 1.
        var column: Int
        var offset: Int
    }

    private(set) var rows = 0
    private(set) var fault: Fault?
    private(set) var newValues: [NewValues?]
    private(set) var checks: [CellCheck]
    private var codes: UnsafeMutablePointer<Int32>
    private var codeCapacity = 0
    private var stride = 0
    private var ends: UnsafeMutablePointer<UInt32>
    private var endCapacity = 0

    init(width: Int) {
        newValues = Array(repeating: nil, count: width)
        checks = Array(repeating: CellCheck(), count: width)
        codes = .allocate(capacity: 1)
        ends = .allocate(capacity: 1)
    }

    deinit {
        codes.deallocate()
        ends.deallocate()
    }

    /// The codes of a column, row by row.
    func codes(_ column: Int) -> UnsafeBufferPointer<Int32> {
        UnsafeBufferPointer(start: codes + column * stride, count: rows)
    }

    /// Replaces the codes of new values by those that the file's dictionary gave them.
    func renumber(_ column: Int, above known: Int, by numbers: [Int32]) {
        let target = codes + column * stride
        numbers.withUnsafeBufferPointer { numbers in
            for row in 0..<rows where target[row] >= Int32(truncatingIfNeeded: known) {
                target[row] = numbers[Int(target[row]) - known]
            }
        }
    }

    /// Parses the block, from its start on.
    func parse(_ block: Block, as layout: RowLayout) {
        let text = UnsafeBufferPointer(rebasing: block.text[block.start...])
        clear()
        if block.needsScanner || !parsePlain(text, layout) {
            clear()
            parseScanning(text, layout)
        }
    }

    private func clear() {
        rows = 0
        fault = nil
        for column in newValues.indices {
            newValues[column] = nil
            checks[column] = CellCheck()
        }
    }

    private func reserve(rows: Int, width: Int) {
        stride = rows
        guard rows * width > codeCapacity else { return }
        codes.deallocate()
        codeCapacity = rows * width
        codes = .allocate(capacity: codeCapacity)
    }
}

// MARK: Without quotes

extension ParsedBlock {
    /// Rows of one column that are looked at before those of the next, so that text and codes stay in the nearest cache.
    private static let stretch = 1024

    /// Parses text without quotes; false where it is no plain table, which the scanner then explains.
    private func parsePlain(_ text: UnsafeBufferPointer<UInt8>, _ layout: RowLayout) -> Bool {
        guard let base = text.baseAddress, !text.isEmpty else { return true }
        if endCapacity < text.count + FieldIndex.padding + 1 {
            ends.deallocate()
            endCapacity = text.count + FieldIndex.padding + 1
            ends = .allocate(capacity: endCapacity)
        }
        ends[0] = 0
        let found = FieldIndex.build(base, count: text.count, delimiter: layout.delimiter, into: ends + 1)
        let width = layout.width
        guard !found.hasNul, found.fields % width == 0 else { return false }
        rows = found.fields / width
        reserve(rows: rows, width: width)
        var first = 0
        while first < rows {
            let stretch = first..<min(rows, first + Self.stretch)
            for column in 0..<width {
                let isPlain =
                    layout.dictionaries[column].map { encode(base, column, stretch, layout, $0) }
                    ?? check(base, column, stretch, layout)
                if !isPlain { return false }
            }
            first = stretch.upperBound
        }
        return true
    }

    private func run(
        _ base: UnsafePointer<UInt8>, _ column: Int, _ stretch: Range<Int>, _ layout: RowLayout
    ) -> CellRun {
        let isLast = column == layout.width - 1
        return CellRun(
            text: base, places: UnsafePointer(ends) + (stretch.lowerBound * layout.width + column),
            stride: layout.width, count: stretch.count,
            separator: isLast ? UInt8(ascii: "\n") : layout.delimiter, endsRow: isLast)
    }

    /// Numbers the cells of a stretch of a column.
    private func encode(
        _ base: UnsafePointer<UInt8>, _ column: Int, _ stretch: Range<Int>, _ layout: RowLayout,
        _ dictionary: ByteDictionary
    ) -> Bool {
        let run = run(base, column, stretch, layout)
        let target = codes + (column * stride + stretch.lowerBound)
        var strange: UInt8 = 0
        var index = 0
        while true {
            index = dictionary.view.encode(run, from: index, into: target, strange: &strange)
            if index == run.count { return strange == 0 }
            let (start, end) = run.cell(index)
            var code = dictionary.view.find(base + start, end - start)
            if code < 0 {
                let place = Place(row: stretch.lowerBound + index, offset: start, hasDoubledQuotes: false)
                code = newCode(base + start, end - start, column, known: dictionary.count, place)
            }
            target[index] = code
            index += 1
        }
    }

    /// Checks the cells of a stretch of a column of which no value is kept.
    private func check(
        _ base: UnsafePointer<UInt8>, _ column: Int, _ stretch: Range<Int>, _ layout: RowLayout
    ) -> Bool {
        let run = run(base, column, stretch, layout)
        var check = checks[column]
        var strange: UInt8 = 0
        for index in 0..<run.count {
            let (start, end) = run.cell(index)
            strange |= base[Int((run.places + index * run.stride)[1]) - 1] ^ run.separator
            check.look(
                at: UnsafeBufferPointer(start: base + start, count: end - start), row: stretch.lowerBound + index,
                offset: start, layout.candidates)
        }
        checks[column] = check
        return strange == 0
    }

    @inline(never)
    private func newCode(
        _ key: UnsafePointer<UInt8>, _ length: Int, _ column: Int, known: Int, _ place: Place
    ) -> Int32 {
        if newValues[column] == nil { newValues[column] = NewValues(known: known) }
        guard let dictionary = newValues[column]?.dictionary else { return 0 }
        var code = dictionary.view.find(key, length)
        if code < 0 {
            code = dictionary.insert(key, length)
            newValues[column]?.places.append(place)
        }
        return code &+ Int32(truncatingIfNeeded: known)
    }
}

// MARK: With quotes and faults

extension ParsedBlock {
    /// Parses any text field by field, up to its first fault.
    private func parseScanning(_ text: UnsafeBufferPointer<UInt8>, _ layout: RowLayout) {
        reserve(rows: text.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }, width: layout.width)
        var scanner = DelimitedScanner(text, delimiter: layout.delimiter, start: 0)
        // Taken out of the dictionaries once: asking an object for each field costs more than the look-up.
        let known = layout.dictionaries.map { $0.map { (view: $0.view, count: $0.count) } }
        var column = 0
        do {
            while let field = try scanner.next() {
                if text[field.range].contains(0) {
                    let offset = text[field.range].firstIndex(of: 0) ?? 0
                    fault = Fault(kind: .nul, row: rows, column: column + 1, offset: offset)
                    return
                }
                if column < layout.width { add(field, scanner, text, column, known[column], layout.candidates) }
                column += 1
                if field.endsRow {
                    guard column == layout.width else {
                        fault = Fault(kind: .wrongFieldCount(found: column), row: rows, column: column, offset: 0)
                        return
                    }
                    rows += 1
                    column = 0
                }
            }
        } catch {
            let kind: Fault.Kind =
                switch error {
                case .unterminatedQuote: .unterminatedQuote
                case .textAfterQuote: .textAfterQuote
                }
            fault = Fault(kind: kind, row: rows, column: column + 1, offset: scanner.position)
        }
    }

    private func add(
        _ field: DelimitedScanner.Field, _ scanner: DelimitedScanner, _ text: UnsafeBufferPointer<UInt8>,
        _ column: Int, _ known: (view: ByteDictionary.View, count: Int)?, _ candidates: CellCheck.Candidates
    ) {
        let raw = UnsafeBufferPointer(rebasing: text[field.range])
        guard let known else {
            checks[column].look(at: raw, row: rows, offset: field.range.lowerBound, candidates)
            return
        }
        let place = Place(row: rows, offset: field.range.lowerBound, hasDoubledQuotes: field.hasDoubledQuotes)
        func number(_ value: UnsafeBufferPointer<UInt8>) -> Int32 {
            guard let key = value.baseAddress else { return 0 }
            let code = known.view.find(key, value.count)
            return code >= 0 ? code : newCode(key, value.count, column, known: known.count, place)
        }
        if field.hasDoubledQuotes {
            let value = scanner.content(of: field)
            let padded = value + [UInt8](repeating: 0, count: ByteDictionary.View.readAhead)
            codes[column * stride + rows] = padded.withUnsafeBufferPointer {
                number(UnsafeBufferPointer(rebasing: $0[0..<value.count]))
            }
        } else {
            codes[column * stride + rows] = number(raw)
        }
    }
}

/// What all blocks of a file share while they are parsed.
struct RowLayout {
    let delimiter: UInt8
    /// The dictionary of each column, nil where its values are not kept. Nobody changes them during a parse.
    let dictionaries: [ByteDictionary?]
    /// Encodings that the file may have.
    let candidates: CellCheck.Candidates

    var width: Int { dictionaries.count }
}
