extension Cube {
    /// For each column, the innermost first, the sum of the cells below `bound` by label.
    func marginals(below bound: Int) -> [[Int]] {
        // Rows of the innermost columns are summed as wholes, the rest by their totals.
        var split = 0
        var width = 1
        while split < sizes.count, width < 64 {
            width *= sizes[split]
            split += 1
        }
        let outer = sizes[split...].reduce(1, *)
        var columnSums = [Int](repeating: 0, count: width)
        var totals = [Int](repeating: 0, count: outer)
        if width >= 64 / Cell.bitWidth {
            sumRows(below: bound, width: width, columnSums: &columnSums, totals: &totals)
        } else {
            for (place, cell) in cells.enumerated() where Int(cell) < bound {
                columnSums[place % width] += Int(cell)
                totals[place / width] += Int(cell)
            }
        }
        return Self.marginals(columnSums, sizes: sizes[..<split]) + Self.marginals(totals, sizes: sizes[split...])
    }

    /// Rows are added cell by cell within machine words, as many at a time as cannot overflow a cell.
    private func sumRows(below bound: Int, width: Int, columnSums: inout [Int], totals: inout [Int]) {
        let batch = bound <= 2 ? 64 : max(1, min(64, Int(Cell.max) / (bound - 1)))
        let mask = Self.mask(below: bound)
        let rowBytes = width * MemoryLayout<Cell>.stride
        let words = rowBytes / 8
        let tail = words * (64 / Cell.bitWidth)
        var sums = [UInt64](repeating: 0, count: words)
        cells.withUnsafeBytes { bytes in
            sums.withUnsafeMutableBufferPointer { sums in
                columnSums.withUnsafeMutableBufferPointer { columnSums in
                    for first in stride(from: 0, to: totals.count, by: batch) {
                        for row in first..<min(totals.count, first + batch) {
                            let start = row &* rowBytes
                            var total = 0
                            for word in 0..<words {
                                let small = mask.applied(
                                    to: bytes.loadUnaligned(fromByteOffset: start &+ word &* 8, as: UInt64.self))
                                if small != 0 {
                                    sums[word] &+= small
                                    total &+= Self.sumOfCells(small)
                                }
                            }
                            for cell in tail..<width {
                                let value = Int(
                                    bytes.loadUnaligned(
                                        fromByteOffset: start &+ cell &* MemoryLayout<Cell>.stride, as: Cell.self))
                                if value < bound {
                                    columnSums[cell] &+= value
                                    total &+= value
                                }
                            }
                            totals[row] = total
                        }
                        for word in 0..<words where sums[word] != 0 {
                            for lane in 0..<(64 / Cell.bitWidth) {
                                columnSums[word * (64 / Cell.bitWidth) + lane] += Int(
                                    Cell(truncatingIfNeeded: sums[word] &>> UInt64(lane * Cell.bitWidth)))
                            }
                            sums[word] = 0
                        }
                    }
                }
            }
        }
    }

    /// The sum of the cells of a word, each at most ``most``.
    @inline(__always)
    private static func sumOfCells(_ word: UInt64) -> Int {
        switch Cell.bitWidth {
        case 8:
            // Four sums of two cells, added by one multiplication into the highest 16 bits.
            let pairs = (word & 0x00FF_00FF_00FF_00FF) &+ ((word &>> 8) & 0x00FF_00FF_00FF_00FF)
            return Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
        case 16:
            let pairs = (word & 0x0000_FFFF_0000_FFFF) &+ ((word &>> 16) & 0x0000_FFFF_0000_FFFF)
            return Int((pairs &+ (pairs &>> 32)) & 0xFFFF_FFFF)
        default: return Int((word & 0xFFFF_FFFF) &+ (word &>> 32))
        }
    }

    /// Column by column: the sums by label, and the rest added up over the labels.
    private static func marginals(_ sums: [Int], sizes: ArraySlice<Int>) -> [[Int]] {
        var rest = sums
        return sizes.map { size in
            var marginal = [Int](repeating: 0, count: size)
            var totals = [Int](repeating: 0, count: rest.count / max(1, size))
            var place = 0
            for outer in totals.indices {
                var total = 0
                for label in 0..<size {
                    marginal[label] &+= rest[place]
                    total &+= rest[place]
                    place &+= 1
                }
                totals[outer] = total
            }
            rest = totals
            return marginal
        }
    }
}
