/// A dense array of class sizes, one cell per combination of labels, each cut off at half of what a cell can hold.
///
/// Half of a cell's range leaves a bit for the carry, so that whole machine words of cells are added and cut off at
/// once. Columns are laid out with few labels first, so that rows of neighbouring cells are long for the columns that
/// are worth merging.
struct Cube<Cell: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    let levels: [Int]
    /// The number of labels of each column, the innermost first.
    let sizes: [Int]
    var cells: [Cell]

    /// The greatest size that a cell tells from greater ones.
    static var most: Cell { .max / 2 }
    /// The lowest bit of each cell of a machine word.
    static var ones: UInt64 { .max / UInt64(truncatingIfNeeded: Cell.max) }
    private static var carry: UInt64 { ones &<< UInt64(Cell.bitWidth - 1) }
    private static var perWord: Int { 64 / Cell.bitWidth }

    /// The cube with the columns from `first` on merged by maps from each label to the coarser one; nil keeps a column.
    func rolled(_ axis: Int, map: [Int32], size: Int, levels: [Int]) -> Cube {
        let inner = sizes[..<axis].reduce(1, *)
        let outer = sizes[(axis + 1)...].reduce(1, *)
        var newSizes = sizes
        newSizes[axis] = size
        let newCells = [Cell](unsafeUninitializedCapacity: outer * size * inner) { target, count in
            count = outer * size * inner
            guard let target = target.baseAddress else { return }
            cells.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress else { return }
                if inner >= Self.perWord {
                    Self.addRows(source, to: target, outer: outer, map: map, size: size, inner: inner)
                } else {
                    target.initialize(repeating: 0, count: count)
                    Self.addCells(source, to: target, outer: outer, map: map, size: size, inner: inner)
                }
            }
        }
        return Cube(levels: levels, sizes: newSizes, cells: newCells)
    }

    private static func addRows(
        _ source: UnsafePointer<Cell>, to target: UnsafeMutablePointer<Cell>, outer: Int, map: [Int32], size: Int,
        inner: Int
    ) {
        var seen = [Bool](repeating: false, count: size)
        let isFirst = map.map { label in
            defer { seen[Int(label)] = true }
            return !seen[Int(label)]
        }
        for block in 0..<outer {
            for label in 0..<map.count {
                let from = source + (block &* map.count &+ label) &* inner
                let to = target + (block &* size &+ Int(map[label])) &* inner
                if isFirst[label] {
                    to.initialize(from: from, count: inner)
                } else {
                    add(from, to: to, count: inner)
                }
            }
        }
    }

    @inline(__always)
    private static func add(_ source: UnsafePointer<Cell>, to target: UnsafeMutablePointer<Cell>, count: Int) {
        let from = UnsafeRawPointer(source)
        let to = UnsafeMutableRawPointer(target)
        let bytes = count &* MemoryLayout<Cell>.stride
        let carry = Self.carry
        let shift = UInt64(Cell.bitWidth &- 1)
        var place = 0
        let carries = SIMD8<UInt64>(repeating: carry)
        let shifts = SIMD8<UInt64>(repeating: shift)
        while place &+ 64 <= bytes {
            let sum =
                from.loadUnaligned(fromByteOffset: place, as: SIMD8<UInt64>.self)
                &+ to.loadUnaligned(fromByteOffset: place, as: SIMD8<UInt64>.self)
            let over = sum & carries
            to.storeBytes(
                of: (sum | (over &- (over &>> shifts))) & ~carries, toByteOffset: place, as: SIMD8<UInt64>.self)
            place &+= 64
        }
        while place &+ 8 <= bytes {
            let sum =
                from.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                &+ to.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            let over = sum & carry
            to.storeBytes(of: (sum | (over &- (over &>> shift))) & ~carry, toByteOffset: place, as: UInt64.self)
            place &+= 8
        }
        var cell = place / MemoryLayout<Cell>.stride
        while cell < count {
            target[cell] = min(most, target[cell] &+ source[cell])
            cell &+= 1
        }
    }

    private static func addCells(
        _ source: UnsafePointer<Cell>, to target: UnsafeMutablePointer<Cell>, outer: Int, map: [Int32], size: Int,
        inner: Int
    ) {
        let places = map.flatMap { label in (0..<inner).map { Int(label) * inner + $0 } }
        places.withUnsafeBufferPointer { places in
            var from = source
            var to = target
            for _ in 0..<outer {
                for cell in 0..<places.count {
                    let place = places[cell]
                    to[place] = min(most, to[place] &+ from[cell])
                }
                from += places.count
                to += size &* inner
            }
        }
    }

    /// The sum of all cells below `bound` (at most ``most``).
    func sum(below bound: Int) -> Int {
        var total = 0
        cells.withUnsafeBytes { bytes in
            var place = 0
            let step = 64 * 128
            while place < bytes.count {
                let end = min(bytes.count, place + step)
                total += Self.sum(UnsafeRawBufferPointer(rebasing: bytes[place..<end]), below: bound)
                place = end
            }
        }
        return total
    }

    /// At most 128 times eight words, so that cells of twice the width do not overflow.
    private static func sum(_ bytes: UnsafeRawBufferPointer, below bound: Int) -> Int {
        let wordMask = Self.mask(below: bound)
        let low = lowHalves
        var place = 0
        var sums = SIMD8<UInt64>()
        let lows = SIMD8<UInt64>(repeating: low)
        let shifts = SIMD8<UInt64>(repeating: UInt64(Cell.bitWidth))
        while place &+ 64 <= bytes.count {
            let small = wordMask.applied(to: bytes.loadUnaligned(fromByteOffset: place, as: SIMD8<UInt64>.self))
            sums = sums &+ (small & lows) &+ ((small &>> shifts) & lows)
            place &+= 64
        }
        var total = 0
        for lane in 0..<8 { total += Self.sumOfHalves(sums[lane]) }
        while place &+ 8 <= bytes.count {
            let small = wordMask.applied(to: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            total += Self.sumOfHalves((small & low) &+ ((small &>> UInt64(Cell.bitWidth)) & low))
            place &+= 8
        }
        while place < bytes.count {
            let cell = Int(bytes.loadUnaligned(fromByteOffset: place, as: Cell.self))
            if cell < bound { total += cell }
            place &+= MemoryLayout<Cell>.stride
        }
        return total
    }

    /// Every second cell of a machine word.
    private static var lowHalves: UInt64 {
        Cell.bitWidth == 32
            ? 0xFFFF_FFFF : (.max / ((1 as UInt64 &<< UInt64(2 * Cell.bitWidth)) &- 1)) &* UInt64(Cell.max)
    }

    private static func sumOfHalves(_ word: UInt64) -> Int {
        let bits = 2 * Cell.bitWidth
        if bits == 64 { return Int(word) }
        var rest = word
        var sum = 0
        while rest != 0 {
            sum += Int(rest & ((1 as UInt64 &<< UInt64(bits)) &- 1))
            rest = rest &>> UInt64(bits)
        }
        return sum
    }

    /// Keeps the cells below a bound and clears the others.
    struct Mask {
        let limit: UInt64
        let carry: UInt64
        let shift: UInt64

        @inline(__always)
        func applied(to word: UInt64) -> UInt64 {
            let below = (limit &- word) & carry
            return word & (below &- (below &>> shift))
        }

        @inline(__always)
        func applied(to words: SIMD8<UInt64>) -> SIMD8<UInt64> {
            let below = (SIMD8<UInt64>(repeating: limit) &- words) & SIMD8<UInt64>(repeating: carry)
            return words & (below &- (below &>> SIMD8<UInt64>(repeating: shift)))
        }
    }

    /// The bound is at least 1 and at most ``most``.
    static func mask(below bound: Int) -> Mask {
        Mask(limit: carry | ones &* UInt64(bound - 1), carry: carry, shift: UInt64(Cell.bitWidth - 1))
    }
}
