/// Numbers distinct byte strings in the order of their first appearance: the dictionary of one column.
///
/// An open-addressing table of codes. A key of up to sixteen bytes is compared as two words padded with zeros, which stand
/// for one key only, since keys hold no zero byte; a longer key has a hash there and is compared byte by byte.
///
/// Memory is managed by hand because several threads look up in a dictionary that nobody changes meanwhile, once per
/// cell of the file: an array's checks of ownership would cost more than the look-up.
final class ByteDictionary {
    private(set) var count = 0
    private(set) var view: View
    private var capacity: Int
    private var valueCapacity = 64
    private var byteCapacity = 512

    /// What a look-up needs, held in registers by a loop over cells.
    struct View {
        fileprivate(set) var slots: UnsafeMutablePointer<Slot>
        fileprivate(set) var shift: UInt64
        fileprivate(set) var mask: Int
        /// For each code its key; at -1 a key that there is not.
        fileprivate(set) var keys: UnsafeMutablePointer<Key>
        /// For each code where its bytes begin, and where the last end.
        fileprivate(set) var starts: UnsafeMutablePointer<Int>
        fileprivate(set) var bytes: UnsafeMutablePointer<UInt8>
    }

    /// A place in the table.
    struct Slot {
        /// The high half of the hash.
        var tag: UInt32
        /// -1 where the slot is empty.
        var code: Int32
    }

    /// The words that stand for a key.
    struct Key {
        var first: UInt64
        var second: UInt64
    }

    init(capacity: Int = 256) {
        self.capacity = capacity
        view = View(
            slots: Self.emptySlots(capacity), shift: Self.shift(capacity), mask: capacity - 1,
            keys: .allocate(capacity: valueCapacity + 1) + 1, starts: .allocate(capacity: valueCapacity + 1),
            bytes: .allocate(capacity: byteCapacity + View.readAhead))
        view.starts[0] = 0
        view.keys[-1] = Key(first: 0, second: .max)
    }

    deinit {
        view.slots.deallocate()
        (view.keys - 1).deallocate()
        view.starts.deallocate()
        view.bytes.deallocate()
    }

    /// The bytes of the value with that code; ``View/readAhead`` more are readable behind them.
    func value(_ code: Int) -> UnsafeBufferPointer<UInt8> {
        let start = view.starts[code]
        return UnsafeBufferPointer(start: view.bytes + start, count: view.starts[code + 1] - start)
    }

    /// Adds a value that ``View/find(_:_:)`` did not find, and gives its code.
    func insert(_ value: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
        // Small tables stay sparse, so that the first slot is nearly always the right one.
        if count >= (capacity <= 1 << 16 ? capacity / 4 : capacity / 4 * 3) { grow() }
        if count == valueCapacity { growValues() }
        let start = view.starts[count]
        if start + length > byteCapacity { growBytes(start + length) }
        (view.bytes + start).update(from: value, count: length)
        view.starts[count + 1] = start + length
        view.keys[count] = View.key(value, length)
        place(Int32(truncatingIfNeeded: count))
        count += 1
        return Int32(truncatingIfNeeded: count - 1)
    }

    private func place(_ code: Int32) {
        let hash = View.hash(view.keys[Int(code)])
        var index = Int(truncatingIfNeeded: hash &>> view.shift)
        while view.slots[index].code >= 0 { index = (index &+ 1) & view.mask }
        view.slots[index] = Slot(tag: View.tag(hash), code: code)
    }

    private func grow() {
        view.slots.deallocate()
        capacity *= capacity < 1 << 16 ? 4 : 2
        view.slots = Self.emptySlots(capacity)
        view.mask = capacity - 1
        view.shift = Self.shift(capacity)
        for code in 0..<count { place(Int32(truncatingIfNeeded: code)) }
    }

    private func growValues() {
        let starts = UnsafeMutablePointer<Int>.allocate(capacity: valueCapacity * 2 + 1)
        starts.update(from: view.starts, count: count + 1)
        view.starts.deallocate()
        view.starts = starts
        let keys = UnsafeMutablePointer<Key>.allocate(capacity: valueCapacity * 2 + 1)
        keys.update(from: view.keys - 1, count: count + 1)
        (view.keys - 1).deallocate()
        view.keys = keys + 1
        valueCapacity *= 2
    }

    private func growBytes(_ needed: Int) {
        byteCapacity = max(needed, byteCapacity * 2)
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity + View.readAhead)
        bytes.update(from: view.bytes, count: view.starts[count])
        view.bytes.deallocate()
        view.bytes = bytes
    }

    private static func shift(_ capacity: Int) -> UInt64 { UInt64(64 - capacity.trailingZeroBitCount) }

    private static func emptySlots(_ capacity: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
        slots.initialize(repeating: Slot(tag: 0, code: -1), count: capacity)
        return slots
    }
}
