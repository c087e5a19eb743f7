/// Numbers distinct byte strings in the order of their first appearance: the dictionary of one column.
///
/// The strings stay where they are in the file; only their ranges are kept. Values that had to be unescaped are kept in an
/// own store.
struct ByteDictionary {
    private struct Entry {
        var hash: UInt64
        var range: Range<Int>
        var isUnescaped: Bool
    }

    private var entries: [Entry] = []
    private var slots: [Int32] = Array(repeating: -1, count: 64)
    private var unescaped: [UInt8] = []

    var count: Int { entries.count }

    /// The number of the bytes at `range` of `bytes`, and whether they are new.
    @inline(__always)
    mutating func code(for range: Range<Int>, in bytes: Span<UInt8>) -> (code: Int, isNew: Bool) {
        let hash = ByteDictionary.hash(of: range, in: bytes)
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let code = Int(slots[slot])
            if entries[code].hash == hash, matches(entries[code], range, bytes) { return (code, false) }
            slot = (slot &+ 1) & mask
        }
        slots[slot] = Int32(entries.count)
        entries.append(Entry(hash: hash, range: range, isUnescaped: false))
        if entries.count * 2 > slots.count { grow() }
        return (entries.count - 1, true)
    }

    /// The number of a value whose doubled quotes were undone.
    mutating func code(forUnescaped value: [UInt8], in bytes: Span<UInt8>) -> (code: Int, isNew: Bool) {
        let hash = ByteDictionary.hash(of: 0..<value.count, in: value.span)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, content(of: entry, in: bytes) == value { return (Int(slots[slot]), false) }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(entries.count)
        let start = unescaped.count
        unescaped.append(contentsOf: value)
        entries.append(Entry(hash: hash, range: start..<unescaped.count, isUnescaped: true))
        if entries.count * 2 > slots.count { grow() }
        return (entries.count - 1, true)
    }

    private func matches(_ entry: Entry, _ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard entry.range.count == range.count else { return false }
        if entry.isUnescaped { return range.elementsEqual(entry.range) { bytes[$0] == unescaped[$1] } }
        var offset = 0
        while offset < range.count {
            if bytes[entry.range.lowerBound &+ offset] != bytes[range.lowerBound &+ offset] { return false }
            offset &+= 1
        }
        return true
    }

    private func content(of entry: Entry, in bytes: Span<UInt8>) -> [UInt8] {
        entry.isUnescaped ? Array(unescaped[entry.range]) : entry.range.map { bytes[$0] }
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 4)
        let mask = slots.count - 1
        for (code, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(code)
        }
    }

    /// FNV-1a with a final mix, so that the low bits depend on all bytes.
    private static func hash(of range: Range<Int>, in bytes: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var index = range.lowerBound
        while index < range.upperBound {
            hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
            index &+= 1
        }
        return hash ^ (hash >> 32)
    }
}
