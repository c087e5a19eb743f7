/// The hash of a key, 96 bits: among 3,700,000 different keys two are equal by chance once in 10¹⁶ files, so that equal hashes
/// are taken for equal keys and no key is kept in memory.
struct KeyHash: Hashable {
    var low: UInt64
    var high: UInt32

    /// Of no key.
    static let none = KeyHash(low: 0, high: 0)

    var isNone: Bool { low == 0 && high == 0 }

    init(low: UInt64, high: UInt32) {
        self.low = low
        self.high = high
    }

    /// The hash of bytes behind which seven more are readable.
    init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        let raw = UnsafeRawPointer(bytes)
        var first: UInt64 = 0x2545_F491_4F6C_DD1D ^ UInt64(truncatingIfNeeded: count)
        var second: UInt64 = 0x9E37_79B9_7F4A_7C15 &+ UInt64(truncatingIfNeeded: count)
        var offset = 0
        while offset < count {
            var word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let left = count &- offset
            if left < 8 { word &= (1 &<< UInt64(truncatingIfNeeded: 8 &* left)) &- 1 }
            first = Self.mixed(first ^ word)
            second = Self.mixed(second &+ word &* 0xD6E8_FEB8_6659_FD93)
            offset &+= 8
        }
        low = first == 0 ? 1 : first
        high = UInt32(truncatingIfNeeded: second &>> 17)
    }

    /// Every bit of the result depends on every bit of the word, and no two words give the same.
    @inline(__always)
    private static func mixed(_ word: UInt64) -> UInt64 {
        var word = (word ^ (word &>> 32)) &* 0xD6E8_FEB8_6659_FD93
        word = (word ^ (word &>> 29)) &* 0x9E37_79B9_7F4A_7C15
        return word ^ (word &>> 32)
    }
}

/// Numbers by the hash of their key, 16 bytes each at a load of at most three quarters.
///
/// Sixty-four tables by the first bits of the hash, so that growing never needs the double of everything at once. Memory is
/// managed by hand, as in ``ByteDictionary``: one look-up per row of the file.
final class KeyTable {
    private struct Slot {
        var low: UInt64
        var high: UInt32
        /// The number plus one; 0 where the slot is empty.
        var number: UInt32
    }

    private struct Part {
        var slots: UnsafeMutablePointer<Slot>
        var capacity: Int
        var count = 0

        init(capacity: Int) {
            self.capacity = capacity
            slots = .allocate(capacity: capacity)
            slots.initialize(repeating: Slot(low: 0, high: 0, number: 0), count: capacity)
        }

        /// The slot with the key, or the empty one where it belongs.
        @inline(__always)
        func place(_ key: KeyHash) -> UnsafeMutablePointer<Slot> {
            var index = Int(truncatingIfNeeded: key.low) & (capacity &- 1)
            while true {
                let slot = slots + index
                if slot.pointee.number == 0 || (slot.pointee.low == key.low && slot.pointee.high == key.high) {
                    return slot
                }
                index = (index &+ 1) & (capacity &- 1)
            }
        }
    }

    private static let parts = 64
    private let parts: UnsafeMutablePointer<Part>

    init() {
        parts = .allocate(capacity: Self.parts)
        for index in 0..<Self.parts { (parts + index).initialize(to: Part(capacity: 64)) }
    }

    deinit {
        for index in 0..<Self.parts { parts[index].slots.deallocate() }
        parts.deallocate()
    }

    /// The number of the key, or `nil`.
    func number(_ key: KeyHash) -> Int? {
        let found = parts[Int(truncatingIfNeeded: key.low &>> 58)].place(key).pointee.number
        return found == 0 ? nil : Int(found) - 1
    }

    /// Gives the key a number where it has none; otherwise returns the one it has.
    func insert(_ key: KeyHash, _ number: Int) -> Int? {
        let part = parts + Int(truncatingIfNeeded: key.low &>> 58)
        if part.pointee.count &* 4 >= part.pointee.capacity &* 3 { grow(part) }
        let slot = part.pointee.place(key)
        if slot.pointee.number != 0 { return Int(slot.pointee.number) - 1 }
        slot.pointee = Slot(low: key.low, high: key.high, number: UInt32(truncatingIfNeeded: number &+ 1))
        part.pointee.count &+= 1
        return nil
    }

    private func grow(_ part: UnsafeMutablePointer<Part>) {
        let old = part.pointee
        var grown = Part(capacity: old.capacity * 2)
        for index in 0..<old.capacity where old.slots[index].number != 0 {
            let slot = old.slots[index]
            grown.place(KeyHash(low: slot.low, high: slot.high)).pointee = slot
        }
        grown.count = old.count
        old.slots.deallocate()
        part.pointee = grown
    }
}
