/// The columns of a file as its first row names them, and what is wrong with them.
struct CheckHeader {
    /// The columns' names; nil where a name is missing, repeated or no text.
    var names: [String?] = []
    /// Where each name stands in the file.
    var offsets: [Int] = []
    var problems: [DataProblem] = []
    /// Whether the file ends here.
    var isEnd = false
    /// How the header's row ends.
    var isPair = false
    var isBreakMissing = false

    /// The columns of a file without header.
    init(_ layout: Layout) {
        names = layout.items.map(\.name)
        offsets = Array(repeating: 0, count: names.count)
    }

    /// Reads the header from the first block, which begins behind it afterwards.
    init(_ block: Block, _ encoding: TextEncoding, delimiter: UInt8, limits: DelimitedLimits) {
        let text = block.text
        var places = FilePlaces(block, isUTF16: encoding == .utf16LittleEndian)
        var scanner = DelimitedScanner(text, delimiter: delimiter, start: 0)
        var fields: [DelimitedScanner.Field] = []
        do throws(DelimitedScanner.Fault) {
            while fields.last?.endsRow != true, let field = try scanner.next() {
                fields.append(field)
                if fields.count > limits.columns {
                    end(.tooManyColumns(limit: limits.columns), offset: 0)
                    return
                }
            }
        } catch .textAfterQuote {
            end(.textAfterQuote(row: 0, column: fields.count + 1), offset: places.offset(of: scanner.position))
            return
        } catch {
            end(.unterminatedQuote(row: 0, column: fields.count + 1), offset: places.offset(of: scanner.position))
            return
        }
        let position = scanner.position
        isPair = position > 1 && text[position - 1] == 0x0A && text[position - 2] == 0x0D
        isBreakMissing = block.lacksLastBreak && position >= block.count
        let content = encoding == .cp932 ? TextEncoding.cp932 : .utf8
        for (index, field) in fields.enumerated() {
            let start = field.range.lowerBound
            offsets.append(places.offset(of: start))
            if let zero = text[field.range].firstIndex(of: 0) {
                let offset = places.offset(of: zero)
                let position = CellPosition(row: 0, column: index + 1, name: nil)
                add(.structure, index, offset: offset, .file(.nulByte(position, byteOffset: offset)))
                names.append(nil)
                continue
            }
            let bytes = scanner.content(of: field)
            do throws(UndecodableBytes) {
                add(try content.decode(bytes), index)
            } catch {
                let quotes = field.hasDoubledQuotes ? bytes[..<error.offset].count { $0 == UInt8(ascii: "\"") } : 0
                add(.undecodableByte, index, offset: places.offset(of: start + error.offset + quotes), .none)
                names.append(nil)
            }
        }
        block.start = position
    }

    private mutating func add(_ name: String, _ index: Int) {
        if IndividualNumberScan.isFound(in: name) { add(.individualNumber, index, offset: offsets[index], .none) }
        if name.isEmpty {
            add(.structure, index, offset: offsets[index], .file(.unnamedColumn(index + 1)))
            names.append(nil)
        } else if let first = places[name] {
            let error = DelimitedFileError.duplicateColumn(first: first + 1, second: index + 1)
            add(.structure, index, offset: offsets[index], .file(error))
            names.append(nil)
        } else {
            places[name] = index
            names.append(name)
        }
    }

    private var places: [String: Int] = [:]

    private mutating func add(_ kind: DataProblem.Kind, _ index: Int, offset: Int, _ detail: DataProblem.Detail) {
        problems.append(DataProblem(kind, row: 0, column: index + 1, offset: offset, detail: detail))
    }

    /// The file ends with its header.
    mutating func end(_ error: DelimitedFileError, offset: Int) {
        problems.append(DataProblem(.structure, row: 0, offset: offset, detail: .file(error)))
        isEnd = true
    }

    /// Adds columns that the layout lacks and items that the file lacks.
    mutating func compare(with layout: Layout, _ options: CheckOptions, _ plan: CheckPlan) {
        for (index, column) in plan.columns.enumerated() {
            guard !column.isKept, column.isReported, let name = names[index] else { continue }
            problems.append(
                DataProblem(.unknownColumn, row: 0, column: index + 1, name: name, offset: offsets[index]))
        }
        var demanded = options.handedOver ?? layout.items.map(\.name)
        if options.dropsOthers {
            // Rules need their items also where these are not handed over.
            var rules = [layout.history?.key, layout.history?.latest?.item].compactMap { $0 }
            if layout.history?.latest == nil { rules += layout.history?.order ?? [] }
            rules += [layout.residency?.item, layout.protection?.item].compactMap { $0 }
            for item in rules where !demanded.contains(item) { demanded.append(item) }
        }
        let found = Set(names.compactMap { $0 })
        for item in demanded where !found.contains(item) {
            problems.append(DataProblem(.missingColumn, row: 0, name: item, offset: 0))
        }
    }

    /// The names that may be shown. In a file whose header is missing a name is a value, and so it may be where the only row
    /// became the header.
    func shownNames(_ layout: Layout, rows: Int) -> [String?] {
        let known = Set(layout.items.map(\.name))
        let hasHeader = names.contains { $0.map(known.contains) ?? false }
        return names.map { name in
            guard let name else { return nil }
            if known.contains(name) { return name }
            let isControlled = name.unicodeScalars.contains { $0.value < 0x20 } || name.unicodeScalars.count > 64
            return hasHeader && rows > 0 && !isControlled && !IndividualNumberScan.isFound(in: name) ? name : nil
        }
    }
}
