import Primitives

/// The codes of one column as they are read, in as few bytes as the greatest so far needs.
struct CodeBuilder {
    private var bytes: [UInt8] = []
    private var words: [UInt16] = []
    private var wide: [Int32] = []
    private var width = 1

    /// Appends codes of a block, none greater than `greatest`.
    mutating func append(_ codes: UnsafeBufferPointer<Int32>, greatest: Int) {
        if width == 1, greatest > UInt8.max {
            words = bytes.map { UInt16($0) }
            bytes = []
            width = 2
        }
        if width == 2, greatest > UInt16.max {
            wide = words.map { Int32($0) }
            words = []
            width = 4
        }
        switch width {
        case 1: Self.append(codes, to: &bytes)
        case 2: Self.append(codes, to: &words)
        default: wide.append(contentsOf: codes)
        }
    }

    /// The codes, after which the builder is empty.
    mutating func finish() -> CodeVector {
        defer { self = CodeBuilder() }
        return switch width {
        case 1: CodeVector(.bytes(bytes))
        case 2: CodeVector(.words(words))
        default: CodeVector(.wide(wide))
        }
    }

    @inline(__always)
    private static func append<Code: FixedWidthInteger>(_ codes: UnsafeBufferPointer<Int32>, to array: inout [Code]) {
        let start = array.count
        if array.capacity < start + codes.count { array.reserveCapacity(max(start + codes.count, start * 2)) }
        array.append(contentsOf: repeatElement(0, count: codes.count))
        array.withUnsafeMutableBufferPointer { target in
            for index in 0..<codes.count { target[start &+ index] = Code(truncatingIfNeeded: codes[index]) }
        }
    }
}
