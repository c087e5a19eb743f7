import Primitives

/// Puts rows together from the fields of their values.
///
/// Neighbouring columns with few values are joined first, so that a row is made of few pieces; a piece is copied sixteen
/// bytes at a time, and what is copied too much is overwritten by the next.
struct RowWriter {
    /// Some neighbouring columns, and the bytes of every combination of their values.
    private struct Group {
        var columns: [(codes: CodeVector, count: Int)]
        var pieces: Pieces
    }

    /// The most combinations of values, and the most bytes of them, that are made in advance.
    private static let mostPieces = 65_536
    private static let mostBytes = 1 << 21
    /// Rows whose codes are looked up together.
    private static let stretch = 1024
    /// Bytes that go to the sink at a time.
    private static let block = 1 << 20

    private var groups: [Group] = []

    /// - Parameter columns: the codes of a column, and for each code its field with the delimiter or the end of the row.
    init(columns: [(codes: CodeVector, fields: [[UInt8]])]) {
        for column in columns {
            let pieces = Pieces(column.fields)
            let part = (codes: column.codes, count: column.fields.count)
            if let last = groups.last, last.pieces.count * pieces.count <= min(Self.mostPieces, column.codes.count),
                (last.pieces.longest + pieces.longest) * last.pieces.count * pieces.count <= Self.mostBytes
            {
                groups[groups.count - 1] = Group(columns: last.columns + [part], pieces: Pieces(last.pieces, pieces))
            } else {
                groups.append(Group(columns: [part], pieces: pieces))
            }
        }
    }

    /// Writes rows.
    /// - Parameter order: the rows in their order; all of them where it is nil.
    func write(rows: Int, order: [Int32]?, to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let count = order?.count ?? rows
        let longestRow = groups.reduce(Pieces.slack) { $0 + $1.pieces.longest }
        let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.block + longestRow * Self.stretch)
        let width = groups.count
        let numbers = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, Self.stretch * width))
        // In another order all pieces are looked up before, so that a row is found at one place and not at one per column.
        let ordered = order.map { _ in UnsafeMutablePointer<Int32>.allocate(capacity: max(1, rows * width)) }
        defer {
            buffer.deallocate()
            numbers.deallocate()
            ordered?.deallocate()
        }
        var scratch = [Int32](repeating: 0, count: Self.stretch)
        if let ordered {
            for first in stride(from: 0, to: rows, by: Self.stretch) {
                number(first..<min(rows, first + Self.stretch), &scratch, into: ordered + first * width)
            }
        }
        var filled = 0
        for first in stride(from: 0, to: count, by: Self.stretch) {
            let part = first..<min(count, first + Self.stretch)
            if let ordered, let order {
                Self.gather(order[part], of: ordered, width: width, into: numbers)
            } else {
                number(part, &scratch, into: numbers)
            }
            filled = append(part.count, numbers, to: buffer, at: filled)
            if filled >= Self.block {
                try sink(UnsafeRawBufferPointer(start: buffer, count: filled))
                filled = 0
            }
        }
        if filled > 0 { try sink(UnsafeRawBufferPointer(start: buffer, count: filled)) }
    }

    /// Collects the pieces of rows that stand far apart: a loop of its own, so that many of them are fetched at a time.
    private static func gather(
        _ rows: ArraySlice<Int32>, of numbers: UnsafePointer<Int32>, width: Int,
        into target: UnsafeMutablePointer<Int32>
    ) {
        rows.withUnsafeBufferPointer { rows in
            for group in 0..<width {
                let source = numbers + group
                for index in 0..<rows.count { target[index &* width &+ group] = source[Int(rows[index]) &* width] }
            }
        }
    }

    /// The pieces of each of the rows, row by row: a group's values as the digits of a number.
    private func number(_ rows: Range<Int>, _ scratch: inout [Int32], into numbers: UnsafeMutablePointer<Int32>) {
        for (place, group) in groups.enumerated() {
            for (digit, column) in group.columns.enumerated() {
                column.codes.copy(rows, into: &scratch)
                let base = Int32(truncatingIfNeeded: column.count)
                let width = groups.count
                scratch.withUnsafeBufferPointer { scratch in
                    var target = numbers + place
                    for index in 0..<rows.count {
                        target.pointee = digit == 0 ? scratch[index] : target.pointee &* base &+ scratch[index]
                        target += width
                    }
                }
            }
        }
    }

    /// Appends rows to the buffer and gives the place behind them.
    private func append(
        _ rows: Int, _ numbers: UnsafePointer<Int32>, to buffer: UnsafeMutablePointer<UInt8>, at start: Int
    ) -> Int {
        groups.map(\.pieces.view).withUnsafeBufferPointer { views in
            let width = views.count
            var target = UnsafeMutableRawPointer(buffer + start)
            for row in 0..<rows {
                let pieces = numbers + row &* width
                for group in 0..<width {
                    let view = views[group]
                    let start = view.starts[Int(pieces[group])]
                    let length = view.starts[Int(pieces[group]) &+ 1] &- start
                    let source = UnsafeRawPointer(view.bytes + start)
                    // Mostly the same for every piece of a group, which the processor can foresee.
                    let copied = max(view.copied, length)
                    var offset = 0
                    repeat {
                        target.storeBytes(
                            of: source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self),
                            toByteOffset: offset, as: SIMD16<UInt8>.self)
                        offset &+= 16
                    } while offset < copied
                    target += length
                }
            }
            return target - UnsafeMutableRawPointer(buffer)
        }
    }
}

/// Byte strings one behind the other.
private final class Pieces {
    /// What a loop over rows needs.
    struct View {
        let bytes: UnsafeMutablePointer<UInt8>
        /// Where each begins, and where the last ends.
        let starts: UnsafeMutablePointer<Int>
        /// Bytes that are copied of each, however short it is.
        let copied: Int
    }

    /// Bytes that may be read behind the last piece and written behind the last row.
    static let slack = 64

    let count: Int
    let longest: Int
    let view: View

    init(_ strings: [[UInt8]]) {
        count = strings.count
        longest = strings.reduce(0) { max($0, $1.count) }
        view = Self.room(count: count, bytes: strings.reduce(0) { $0 + $1.count }, longest: longest)
        for (index, string) in strings.enumerated() {
            append(index, UnsafeBufferPointer(start: view.bytes, count: 0), string)
        }
    }

    /// Every piece of the first behind which stands every piece of the second.
    init(_ first: Pieces, _ second: Pieces) {
        count = first.count * second.count
        longest = first.longest + second.longest
        let bytes = first.size * second.count + second.size * first.count
        view = Self.room(count: count, bytes: bytes, longest: longest)
        for left in 0..<first.count {
            for right in 0..<second.count {
                append(left * second.count + right, first.piece(left), second.piece(right))
            }
        }
    }

    deinit {
        view.bytes.deallocate()
        view.starts.deallocate()
    }

    private var size: Int { view.starts[count] }

    private func piece(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: view.bytes + view.starts[index], count: view.starts[index + 1] - view.starts[index])
    }

    private func append(_ index: Int, _ first: UnsafeBufferPointer<UInt8>, _ second: some Collection<UInt8>) {
        var end = view.starts[index]
        for byte in first {
            view.bytes[end] = byte
            end += 1
        }
        for byte in second {
            view.bytes[end] = byte
            end += 1
        }
        view.starts[index + 1] = end
    }

    private static func room(count: Int, bytes: Int, longest: Int) -> View {
        let view = View(
            bytes: .allocate(capacity: bytes + slack + 16), starts: .allocate(capacity: count + 1),
            copied: min(longest, slack))
        view.starts[0] = 0
        (view.bytes + bytes).update(repeating: 0, count: slack + 16)
        return view
    }
}
