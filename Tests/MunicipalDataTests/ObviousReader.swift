import MunicipalData

/// A slow reader of delimited text, one character after the other, with nothing but an array of rows: what the fast one must
/// agree with.
struct ObviousReader {
    enum Outcome: Equatable {
        case rows([[[UInt8]]])
        case error(DelimitedFileError)
    }

    let delimiter: UInt8

    /// Header and rows of UTF-8 or CP932 bytes, each cell undecoded.
    func read(_ bytes: [UInt8]) -> Outcome {
        var rows: [[[UInt8]]] = []
        var row: [[UInt8]] = []
        var place = 0
        func at(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }
        while place < bytes.count || !row.isEmpty {
            var cell: [UInt8] = []
            if at(place) == UInt8(ascii: "\"") {
                place += 1
                while true {
                    guard let byte = at(place) else {
                        return .error(.unterminatedQuote(row: rows.count, column: row.count + 1))
                    }
                    place += 1
                    if byte == UInt8(ascii: "\"") {
                        if at(place) != UInt8(ascii: "\"") { break }
                        place += 1
                    }
                    cell.append(byte)
                }
                let isEnd = at(place) == nil || at(place) == delimiter || at(place) == UInt8(ascii: "\n")
                if !isEnd {
                    guard at(place) == UInt8(ascii: "\r"), at(place + 1) == UInt8(ascii: "\n") else {
                        return .error(.textAfterQuote(row: rows.count, column: row.count + 1))
                    }
                    place += 1
                }
            } else {
                while let byte = at(place), byte != delimiter, byte != UInt8(ascii: "\n") {
                    cell.append(byte)
                    place += 1
                }
                if at(place) == UInt8(ascii: "\n"), cell.last == UInt8(ascii: "\r") { cell.removeLast() }
            }
            if let zero = cell.firstIndex(of: 0) {
                // Zero bytes are put in unquoted cells only, so that the offset is plain.
                let start = place - cell.count - (at(place - 1) == UInt8(ascii: "\r") && cell.last != 13 ? 1 : 0)
                let position = CellPosition(row: rows.count, column: row.count + 1, name: nil)
                return .error(.nulByte(position, byteOffset: start + zero))
            }
            row.append(cell)
            if at(place) == delimiter {
                place += 1
                continue
            }
            place += 1
            if let first = rows.first, first.count != row.count {
                return .error(.wrongFieldCount(row: rows.count, expected: first.count, found: row.count))
            }
            rows.append(row)
            row = []
        }
        return .rows(rows)
    }
}
