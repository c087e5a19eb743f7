/// Finds delimiters and line feeds 64 bytes at a time: SWAR on words, since a comparison of SIMD lanes compiles to a loop.
///
/// For bytes without quotes, where each of these two bytes ends a field.
enum FieldIndex {
    /// Bytes behind the text that are read, and places behind the last that are written.
    static let padding = 64

    private static var low: SIMD8<UInt64> { SIMD8(repeating: 0x7F7F_7F7F_7F7F_7F7F) }
    private static var ones: SIMD8<UInt64> { SIMD8(repeating: 0x0101_0101_0101_0101) }
    private static var high: SIMD8<UInt64> { SIMD8(repeating: 0x8080_8080_8080_8080) }

    /// Writes for each field the place behind the byte that ends it.
    /// - Parameters:
    ///   - text: ``padding`` bytes behind it are readable and hold neither a zero nor a byte that ends a field.
    ///   - ends: room for as many places as `text` has bytes, and ``padding`` more.
    /// - Returns: the number of fields, and whether there is a zero byte.
    static func build(
        _ text: UnsafePointer<UInt8>, count: Int, delimiter: UInt8, into ends: UnsafeMutablePointer<UInt32>
    ) -> (fields: Int, hasNul: Bool) {
        let low = low
        let ones = ones
        let delimiters = ones &* SIMD8<UInt64>(repeating: UInt64(delimiter))
        let lineFeeds = ones &* SIMD8<UInt64>(repeating: 0x0A)
        let raw = UnsafeRawPointer(text)
        var nul = SIMD8<UInt64>(repeating: 0)
        var fields = 0
        var offset = 0
        while offset < count {
            let bytes = raw.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self)
            let delimiter = bytes ^ delimiters
            let lineFeed = bytes ^ lineFeeds
            // The high bit of a byte is clear exactly where the byte is one of the two.
            let other = (((delimiter & low) &+ low) | delimiter) & (((lineFeed & low) &+ low) | lineFeed)
            nul |= (bytes &- ones) & ~bytes
            var mask = transposed(~other & ~low)
            let hits = mask.nonzeroBitCount
            let base = UInt32(truncatingIfNeeded: offset &+ 1)
            var target = ends + fields
            fields &+= hits
            var left = hits
            // Four at a time without asking; what is written too much is overwritten by the next.
            repeat {
                for index in 0..<4 {
                    target[index] = base &+ UInt32(truncatingIfNeeded: mask.trailingZeroBitCount)
                    mask &= mask &- 1
                }
                target += 4
                left &-= 4
            } while left > 0
            offset &+= 64
        }
        return (fields, (nul & high) != SIMD8<UInt64>(repeating: 0))
    }

    /// The high bits of 64 bytes in their order.
    @inline(__always)
    private static func transposed(_ flags: SIMD8<UInt64>) -> UInt64 {
        // Lane k's bits go to bit k of each byte; then rows and columns of this 8 × 8 matrix change places.
        let spread = flags &>> SIMD8(7, 6, 5, 4, 3, 2, 1, 0)
        let halves = spread.lowHalf | spread.highHalf
        let quarters = halves.lowHalf | halves.highHalf
        var bits = UInt64(littleEndian: quarters[0] | quarters[1])
        var moved = (bits ^ (bits &>> 7)) & 0x00AA_00AA_00AA_00AA
        bits ^= moved ^ (moved &<< 7)
        moved = (bits ^ (bits &>> 14)) & 0x0000_CCCC_0000_CCCC
        bits ^= moved ^ (moved &<< 14)
        moved = (bits ^ (bits &>> 28)) & 0x0000_0000_F0F0_F0F0
        return bits ^ moved ^ (moved &<< 28)
    }

    /// Whether the byte is anywhere in the text.
    static func contains(_ byte: UInt8, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let ones = ones
        let pattern = ones &* SIMD8<UInt64>(repeating: UInt64(byte))
        var found = SIMD8<UInt64>(repeating: 0)
        var offset = 0
        if let start = UnsafeRawPointer(text.baseAddress) {
            while offset &+ 64 <= text.count {
                let other = start.loadUnaligned(fromByteOffset: offset, as: SIMD8<UInt64>.self) ^ pattern
                found |= (other &- ones) & ~other
                offset &+= 64
            }
        }
        return (found & high) != SIMD8<UInt64>(repeating: 0) || text[offset...].contains(byte)
    }
}
