/// Numbers keys: open addressing, emptied by changing a stamp.
final class KeyTable {
    private let keys: FlatBuffer<UInt64>
    private let numbers: FlatBuffer<Int32>
    private let stamps: FlatBuffer<UInt32>
    private let shift: UInt64
    private let mask: Int
    private var stamp: UInt32 = 0

    /// A table for at most `capacity` keys.
    init(capacity: Int) {
        var bits = 4
        while (1 << bits) < 2 * capacity { bits += 1 }
        keys = FlatBuffer(1 << bits, repeating: 0)
        numbers = FlatBuffer(1 << bits, repeating: 0)
        stamps = FlatBuffer(1 << bits, repeating: 0)
        shift = UInt64(64 - bits)
        mask = (1 << bits) - 1
    }

    /// Forgets all keys.
    func clear() {
        if stamp == .max {
            stamps.base.update(repeating: 0, count: stamps.count)
            stamp = 0
        }
        stamp += 1
    }

    /// Where a key is, or the empty place where it belongs. Fibonacci hashing, over bits folded down.
    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        let folded = key ^ (key >> 32)
        var slot = Int(truncatingIfNeeded: (folded &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while stamps[slot] == stamp, keys[slot] != key { slot = (slot &+ 1) & mask }
        return slot
    }

    /// The key's number; `new` where it had none until now.
    @inline(__always)
    func number(_ key: UInt64, new: Int32) -> Int32 {
        let slot = slot(key)
        if stamps[slot] == stamp { return numbers[slot] }
        stamps[slot] = stamp
        keys[slot] = key
        numbers[slot] = new
        return new
    }

    /// The key's number, -1 where it has none.
    @inline(__always)
    func find(_ key: UInt64) -> Int32 {
        let slot = slot(key)
        return stamps[slot] == stamp ? numbers[slot] : -1
    }
}

/// Nodes by their keys, least first; equal keys in the order of nodes.
struct NodeHeap {
    private var items: [(key: Double, node: Int32, isFirst: Bool)] = []

    /// The least key, infinite when empty.
    var leastKey: Double { items.first?.key ?? .infinity }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        let first = items[left]
        let second = items[right]
        return first.key != second.key ? first.key < second.key : first.node < second.node
    }

    mutating func push(key: Double, node: Int, isFirst: Bool) {
        items.append((key, Int32(node), isFirst))
        var child = items.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            items.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> (key: Double, node: Int, isFirst: Bool)? {
        guard let top = items.first, let last = items.popLast() else { return nil }
        if !items.isEmpty {
            items[0] = last
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && isBefore(child, least) {
                    least = child
                }
                if least == parent { break }
                items.swapAt(parent, least)
                parent = least
            }
        }
        return (top.key, Int(top.node), top.isFirst)
    }
}
