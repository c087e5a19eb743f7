/// What one block of a file came to; rows are counted in the block.
final class CheckedBlock {
    /// Something wrong, at its place in the file but for its row.
    struct Found {
        var kind: DataProblem.Kind
        /// In the block, from 0.
        var row: Int
        /// From 0; -1 where the whole row is meant.
        var column: Int
        var offset: Int
        var detail: DataProblem.Detail
    }

    /// A character of the municipality's own in a column.
    struct Gaiji: Hashable {
        var column: Int
        var character: Unicode.Scalar
    }

    /// What rows of a column are compared by.
    struct Keys {
        var hashes: [KeyHash] = []
        /// Where each cell stands in the file.
        var offsets: [Int] = []
        /// Whether something else is wrong with the cell.
        var isFaulty: [Bool] = []
    }

    /// All rows.
    var rows = 0
    var pairs = 0
    var lacksLastBreak = false
    /// In the order of the file, at most as many of each kind as are listed.
    var found: [Found] = []
    /// All of each kind.
    var counts = [Int](repeating: 0, count: DataProblem.Kind.allCases.count)
    var gaiji: [Gaiji: Int] = [:]
    /// The number in the block of each good row; empty where all are good.
    var rowNumbers: [Int32] = []
    /// Good rows.
    var goodRows = 0
    /// By the places of the plan's unique columns.
    var keys: [Keys] = []
    var historyKeys = Keys()
    /// Of each good row, where the plan has an order.
    var orders: [RowOrder] = []
    /// Of each good row, where a column decides over rows.
    var roles: [RowRoles] = []
    /// The rows that are handed over, and for each good row where its bytes end.
    let output = OutputBuffer()

    /// Forgets everything but the room it took.
    func clear(_ plan: CheckPlan) {
        (rows, pairs, goodRows, lacksLastBreak) = (0, 0, 0, false)
        found.removeAll(keepingCapacity: true)
        for kind in counts.indices { counts[kind] = 0 }
        gaiji.removeAll()
        rowNumbers.removeAll(keepingCapacity: true)
        if keys.count != plan.uniqueColumns.count {
            keys = Array(repeating: Keys(), count: plan.uniqueColumns.count)
        }
        for index in keys.indices { keys[index].clear() }
        historyKeys.clear()
        orders.removeAll(keepingCapacity: true)
        roles.removeAll(keepingCapacity: true)
        output.clear()
    }

    /// The number in the block of a good row.
    @inline(__always)
    func number(ofRow row: Int) -> Int { rowNumbers.isEmpty ? row : Int(rowNumbers[row]) }
}

extension CheckedBlock.Keys {
    fileprivate mutating func clear() {
        hashes.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        isFaulty.removeAll(keepingCapacity: true)
    }
}

/// Rows to be written.
final class OutputBuffer {
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity = 64
    /// For each good row where its bytes end.
    private(set) var rowEnds: [Int32] = []

    init() { bytes = .allocate(capacity: capacity) }

    deinit { bytes.deallocate() }

    var contents: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }

    func clear() {
        count = 0
        rowEnds.removeAll(keepingCapacity: true)
    }

    /// Makes room for more bytes, and for what a copy in steps writes too much.
    func reserve(_ more: Int) {
        guard capacity < count + more + 32 else { return }
        capacity = max(capacity * 2, count + more + 32)
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        grown.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = grown
    }

    /// Appends bytes for which there is room, and behind which thirty-two more are readable.
    @inline(__always)
    func append(_ source: UnsafePointer<UInt8>, _ length: Int) {
        let from = UnsafeRawPointer(source)
        let to = UnsafeMutableRawPointer(bytes + count)
        if length <= 32 {
            to.storeBytes(of: from.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
            if length > 16 {
                to.storeBytes(
                    of: from.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self), toByteOffset: 16,
                    as: SIMD16<UInt8>.self)
            }
        } else {
            to.copyMemory(from: from, byteCount: length)
        }
        count &+= length
    }

    @inline(__always)
    func append(_ byte: UInt8) {
        bytes[count] = byte
        count &+= 1
    }

    /// Ends the row; what it appended is taken back where it is not written.
    @inline(__always)
    func endRow() { rowEnds.append(Int32(truncatingIfNeeded: count)) }
}
