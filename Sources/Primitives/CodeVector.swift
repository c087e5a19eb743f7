/// One code per row, stored as narrowly as the greatest code allows: one, two or four bytes.
///
/// A register of millions of rows is mostly codes of small dictionaries; narrow ones keep it in the processor's caches.
/// Loops over many rows read a block at a time by ``copy(_:into:)``, which costs the width's test once a block.
@frozen public struct CodeVector: Sendable {
    /// The codes in their width.
    @frozen public enum Storage: Sendable {
        /// Codes up to 255.
        case bytes([UInt8])
        /// Codes up to 65,535.
        case words([UInt16])
        /// All codes; never negative.
        case wide([Int32])
    }

    /// The codes in their width.
    public let storage: Storage

    /// A vector of codes in the width in which they are given.
    public init(_ storage: Storage) { self.storage = storage }

    /// A vector of codes, stored as narrowly as the greatest allows. Codes are not negative.
    public init(_ codes: [Int32]) {
        let greatest = codes.reduce(0, max)
        if greatest <= UInt8.max {
            storage = .bytes(codes.map { UInt8(truncatingIfNeeded: $0) })
        } else if greatest <= UInt16.max {
            storage = .words(codes.map { UInt16(truncatingIfNeeded: $0) })
        } else {
            storage = .wide(codes)
        }
    }

    /// The number of rows.
    @inlinable public var count: Int {
        switch storage {
        case .bytes(let codes): codes.count
        case .words(let codes): codes.count
        case .wide(let codes): codes.count
        }
    }

    /// The code of a row, counted from 0.
    @inlinable public subscript(row: Int) -> Int {
        switch storage {
        case .bytes(let codes): Int(codes[row])
        case .words(let codes): Int(codes[row])
        case .wide(let codes): Int(codes[row])
        }
    }

    /// All codes, four bytes each.
    public var unpacked: [Int32] {
        switch storage {
        case .bytes(let codes): codes.map { Int32($0) }
        case .words(let codes): codes.map { Int32($0) }
        case .wide(let codes): codes
        }
    }

    /// Writes the codes of these rows to the beginning of the block, which must have room for them.
    public func copy(_ rows: Range<Int>, into block: inout [Int32]) {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= count && rows.count <= block.count)
        block.withUnsafeMutableBufferPointer { target in
            switch storage {
            case .bytes(let codes):
                codes.withUnsafeBufferPointer { source in
                    for index in 0..<rows.count { target[index] = Int32(source[rows.lowerBound &+ index]) }
                }
            case .words(let codes):
                codes.withUnsafeBufferPointer { source in
                    for index in 0..<rows.count { target[index] = Int32(source[rows.lowerBound &+ index]) }
                }
            case .wide(let codes):
                codes.withUnsafeBufferPointer { source in
                    for index in 0..<rows.count { target[index] = source[rows.lowerBound &+ index] }
                }
            }
        }
    }

    /// Calls `body` with each code in the order of rows.
    @inlinable
    public func forEach(_ body: (Int) -> Void) {
        switch storage {
        case .bytes(let codes): for code in codes { body(Int(code)) }
        case .words(let codes): for code in codes { body(Int(code)) }
        case .wide(let codes): for code in codes { body(Int(code)) }
        }
    }

    /// The codes at these rows, in that order, in the same width.
    public func selecting(_ rows: [Int32]) -> CodeVector {
        func gathered<Code>(_ codes: [Code]) -> [Code] {
            codes.withUnsafeBufferPointer { source in
                [Code](unsafeUninitializedCapacity: rows.count) { target, count in
                    for (index, row) in rows.enumerated() { target.initializeElement(at: index, to: source[Int(row)]) }
                    count = rows.count
                }
            }
        }
        switch storage {
        case .bytes(let codes): return CodeVector(.bytes(gathered(codes)))
        case .words(let codes): return CodeVector(.words(gathered(codes)))
        case .wide(let codes): return CodeVector(.wide(gathered(codes)))
        }
    }

    /// The vector with each code replaced by the code at its position in the table.
    public func mapped(through table: [Int32]) -> CodeVector {
        let greatest = table.reduce(0, max)
        func mapped<Code: FixedWidthInteger>(_ code: (Int) -> Code) -> [Code] {
            var codes: [Code] = []
            codes.reserveCapacity(count)
            forEach { codes.append(code($0)) }
            return codes
        }
        if greatest <= UInt8.max {
            let narrow = table.map { UInt8(truncatingIfNeeded: $0) }
            return CodeVector(.bytes(mapped { narrow[$0] }))
        }
        if greatest <= UInt16.max {
            let narrow = table.map { UInt16(truncatingIfNeeded: $0) }
            return CodeVector(.words(mapped { narrow[$0] }))
        }
        return CodeVector(.wide(mapped { table[$0] }))
    }
}

extension CodeVector {
    /// The first row (from 0) whose code is negative or greater than `greatest`, nil when there is none.
    public func firstRow(above greatest: Int) -> Int? {
        switch storage {
        case .bytes(let codes): codes.firstIndex { Int($0) > greatest }
        case .words(let codes): codes.firstIndex { Int($0) > greatest }
        case .wide(let codes): codes.firstIndex { $0 < 0 || Int($0) > greatest }
        }
    }
}

extension CodeVector: Equatable {
    /// Whether the codes are the same, whatever their width.
    public static func == (left: CodeVector, right: CodeVector) -> Bool {
        left.count == right.count && left.unpacked == right.unpacked
    }
}
