extension ByteDictionary.View {
    /// Bytes that must be readable at the beginning of a value, however short it is.
    static let readAhead = 16

    /// Masks of the two words of a key, by its length. Nobody writes there after they are made.
    nonisolated(unsafe) static let masks: UnsafePointer<ByteDictionary.Key> = {
        let masks = UnsafeMutablePointer<ByteDictionary.Key>.allocate(capacity: 17)
        for length in 0...16 {
            masks[length] = ByteDictionary.Key(
                first: length >= 8 ? .max : (1 << UInt64(8 * length)) - 1,
                second: length <= 8 ? 0 : length == 16 ? .max : (1 << UInt64(8 * (length - 8))) - 1)
        }
        return UnsafePointer(masks)
    }()

    @inline(__always)
    static func hash(_ key: ByteDictionary.Key) -> UInt64 {
        (key.first ^ (key.second &* 0xD6E8_FEB8_6659_FD93)) &* 0x9E37_79B9_7F4A_7C15
    }

    @inline(__always)
    static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash &>> 16) }

    /// The words of a value of up to sixteen bytes.
    @inline(__always)
    static func shortKey(
        _ value: UnsafePointer<UInt8>, _ length: Int, _ masks: UnsafePointer<ByteDictionary.Key>
    ) -> ByteDictionary.Key {
        let mask = masks[length]
        return ByteDictionary.Key(first: load(value, 0) & mask.first, second: load(value, 8) & mask.second)
    }

    /// The words of any value.
    static func key(_ value: UnsafePointer<UInt8>, _ length: Int) -> ByteDictionary.Key {
        guard length > 16 else { return shortKey(value, length, masks) }
        var hash = load(value, 0) ^ UInt64(truncatingIfNeeded: length)
        var offset = 8
        while offset &+ 8 < length {
            hash = (hash ^ (hash &>> 31)) &* 0x9E37_79B9_7F4A_7C15 &+ load(value, offset)
            offset &+= 8
        }
        hash = (hash ^ (hash &>> 31)) &* 0xD6E8_FEB8_6659_FD93 &+ load(value, length &- 8)
        // The second word of a shorter value is 0 or has a first byte other than 0.
        return ByteDictionary.Key(first: hash ^ (hash &>> 32), second: UInt64(truncatingIfNeeded: length) &<< 8)
    }

    /// The code of a value, or -1. ``readAhead`` bytes must be readable at `value`.
    func find(_ value: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
        let key = Self.key(value, length)
        let hash = Self.hash(key)
        let tag = Self.tag(hash)
        var index = Int(truncatingIfNeeded: hash &>> shift)
        while true {
            let slot = slots[index]
            if slot.code < 0 { return -1 }
            if slot.tag == tag {
                let known = keys[Int(slot.code)]
                if known.first == key.first, known.second == key.second,
                    length <= 16 || isEqual(value, length, slot.code)
                {
                    return slot.code
                }
            }
            index = (index &+ 1) & mask
        }
    }

    private func isEqual(_ value: UnsafePointer<UInt8>, _ length: Int, _ code: Int32) -> Bool {
        let stored = UnsafePointer(bytes + starts[Int(code)])
        var difference = Self.load(value, length &- 8) ^ Self.load(stored, length &- 8)
        var offset = 0
        while offset &+ 8 < length {
            difference |= Self.load(value, offset) ^ Self.load(stored, offset)
            offset &+= 8
        }
        return difference == 0
    }

    @inline(__always)
    private static func load(_ bytes: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}

/// Cells of one column that stand one row apart in the index of fields.
struct CellRun {
    let text: UnsafePointer<UInt8>
    /// Where the first of the cells begins; the next place is behind the byte that ends it.
    let places: UnsafePointer<UInt32>
    /// Places from one row to the next.
    let stride: Int
    let count: Int
    /// The byte that must end each cell.
    let separator: UInt8
    /// Whether the cells end rows, and a carriage return before their end is no part of them.
    let endsRow: Bool

    /// The bytes of a cell.
    @inline(__always)
    func cell(_ index: Int) -> (start: Int, end: Int) {
        let place = places + index &* stride
        let start = Int(place[0])
        var end = Int(place[1]) &- 1
        if endsRow, end > start, text[end &- 1] == UInt8(ascii: "\r") { end &-= 1 }
        return (start, end)
    }
}

extension ByteDictionary.View {
    /// Writes the codes of cells, up to the first one that is not found at once.
    ///
    /// - Returns: that cell, or `run.count`.
    func encode(
        _ run: CellRun, from first: Int, into codes: UnsafeMutablePointer<Int32>, strange: inout UInt8
    ) -> Int {
        let masks = Self.masks
        let slots = slots
        let keys = keys
        let shift = shift
        let text = run.text
        var seen = strange
        defer { strange = seen }
        var index = first
        while index < run.count {
            let (start, end) = run.cell(index)
            seen |= text[Int((run.places + index &* run.stride)[1]) &- 1] ^ run.separator
            let length = end &- start
            if length <= 16 {
                let key = Self.shortKey(text + start, length, masks)
                let code = slots[Int(truncatingIfNeeded: Self.hash(key) &>> shift)].code
                let known = keys[Int(code)]
                if (known.first ^ key.first) | (known.second ^ key.second) != 0 { return index }
                codes[index] = code
            } else {
                let code = find(text + start, length)
                if code < 0 { return index }
                codes[index] = code
            }
            index &+= 1
        }
        return index
    }
}
