/// The names of the items: those of the header, or numbers where there is none.
struct ItemNaming {
    let hasHeader: Bool
    private var used: Set<String> = []

    init(hasHeader: Bool) { self.hasHeader = hasHeader }

    mutating func name(of column: String, at index: Int) -> String {
        // A number that may be a resident's is not repeated, whatever the header says.
        guard hasHeader, !IndividualNumberScan.isFound(in: column), used.insert(column).inserted else {
            return "項目\(index + 1)"
        }
        return column
    }
}

/// The first rows of a sample, whole.
struct RowCut {
    let bytes: [UInt8]
    let isWhole: Bool

    init(_ sample: FileSample, encoding: TextEncoding, delimiter: UInt8, rows: Int, hasHeader: Bool) {
        guard encoding != .utf16LittleEndian else {
            // Two bytes a unit: the rows are not counted, the sample is bounded by its bytes.
            bytes = sample.bytes
            isWhole = sample.isWhole
            return
        }
        let wanted = rows + (hasHeader ? 1 : 0)
        let mark = encoding.markLength(in: sample.bytes)
        let end = sample.bytes.withUnsafeBufferPointer { buffer -> Int in
            var scanner = DelimitedScanner(buffer, delimiter: delimiter, start: mark)
            var found = 0
            var end = mark
            while found < wanted, let field = try? scanner.next() {
                if field.endsRow {
                    found += 1
                    end = scanner.position
                }
            }
            // A sample that ends inside of quotes keeps the rows before; a whole file keeps its fault for the reader.
            return found < wanted && sample.isWhole ? buffer.count : end
        }
        bytes = end == sample.bytes.count ? sample.bytes : Array(sample.bytes[..<end])
        isWhole = sample.isWhole && end == sample.bytes.count
    }
}
