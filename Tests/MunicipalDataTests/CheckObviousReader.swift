import MunicipalData

/// A slow reader of delimited files, one character after the other, for ``ObviousCheck``.
struct CheckObviousReader {
    /// A character, or nil for a byte or unit without meaning.
    struct Symbol {
        var scalar: Unicode.Scalar?
        var offset: Int
        var end: Int
    }

    struct Cell {
        var symbols: [Symbol] = []
        /// Behind an opening quote.
        var offset: Int
        var raw: Range<Int>

        var text: String? {
            var scalars = String.UnicodeScalarView()
            for symbol in symbols {
                guard let scalar = symbol.scalar else { return nil }
                scalars.append(scalar)
            }
            return String(scalars)
        }
    }

    enum LineBreak { case pair, lineFeed, none }

    struct Row {
        var cells: [Cell] = []
        var offset: Int
        var symbols: [Symbol] = []
        var lineBreak = LineBreak.none
    }

    var rows: [Row] = []
    /// The row, from 0, where quotes ended the reading, its column and the place of that cell.
    var fault: (row: Int, column: Int, offset: Int)?

    static func symbols(_ bytes: [UInt8], _ encoding: TextEncoding) -> [Symbol] {
        var symbols: [Symbol] = []
        var place = 0
        if encoding == .utf16LittleEndian, bytes.starts(with: [0xFF, 0xFE]) { place = 2 }
        if encoding != .cp932, encoding != .utf16LittleEndian, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        let sizes = encoding == .cp932 ? [1, 2] : encoding == .utf16LittleEndian ? [2, 4] : [1, 2, 3, 4]
        while place < bytes.count {
            var symbol = Symbol(scalar: nil, offset: place, end: min(bytes.count, place + sizes[0]))
            for size in sizes where place + size <= bytes.count {
                guard let text = try? encoding.decode(Array(bytes[place..<place + size])),
                    text.unicodeScalars.count == 1
                else { continue }
                symbol = Symbol(scalar: text.unicodeScalars.first, offset: place, end: place + size)
                break
            }
            symbols.append(symbol)
            place = symbol.end
        }
        return symbols
    }

    init(_ bytes: [UInt8], _ encoding: TextEncoding, delimiter: Unicode.Scalar) {
        let symbols = Self.symbols(bytes, encoding)
        var place = 0
        func at(_ index: Int) -> Unicode.Scalar? { index < symbols.count ? symbols[index].scalar : nil }
        func offset(_ index: Int) -> Int { index < symbols.count ? symbols[index].offset : bytes.count }
        while place < symbols.count {
            var row = Row(offset: offset(place))
            let rowStart = place
            while true {
                let start = place
                var cell = Cell(offset: offset(start), raw: 0..<0)
                if at(place) == "\"" {
                    place += 1
                    cell.offset = offset(place)
                    var isClosed = false
                    while place < symbols.count {
                        if at(place) == "\"", at(place + 1) != "\"" {
                            isClosed = true
                            place += 1
                            break
                        }
                        if at(place) == "\"" { place += 1 }
                        cell.symbols.append(symbols[place])
                        place += 1
                    }
                    let isEnd =
                        place == symbols.count || at(place) == delimiter || at(place) == "\n"
                        || (at(place) == "\r" && at(place + 1) == "\n")
                    guard isClosed, isEnd else {
                        fault = (rows.count, row.cells.count + 1, offset(start))
                        return
                    }
                } else {
                    while place < symbols.count, at(place) != delimiter, at(place) != "\n" {
                        if at(place) == "\r", at(place + 1) == "\n" { break }
                        cell.symbols.append(symbols[place])
                        place += 1
                    }
                }
                cell.raw = offset(start)..<offset(place)
                row.cells.append(cell)
                if at(place) == delimiter {
                    place += 1
                    continue
                }
                if at(place) == "\r" {
                    row.lineBreak = .pair
                    place += 2
                } else if at(place) == "\n" {
                    row.lineBreak = .lineFeed
                    place += 1
                }
                break
            }
            row.symbols = Array(symbols[rowStart..<place])
            rows.append(row)
        }
    }
}
