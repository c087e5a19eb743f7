/// An archive written byte by byte, so that every field can be wrong (APPNOTE.TXT 6.3).
struct ZipBytes {
    struct File {
        var name: [UInt8]
        var data: [UInt8]
        var method: UInt16 = 0
        var flags: UInt16 = 0
        /// What the directory says instead of the truth.
        var claimedSize: UInt64?
        var attributes: UInt32 = 0
        /// The sizes stand in a zip64 extra field.
        var isZip64 = false
        /// The contents as they come out, for the checksum; the data themselves where nothing is packed.
        var inflated: [UInt8]?

        init(_ name: String, _ text: String) { self.init(Array(name.utf8), Array(text.utf8)) }

        init(_ name: [UInt8], _ data: [UInt8]) {
            self.name = name
            self.data = data
        }
    }

    static func archive(_ files: [File]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let offset = UInt32(bytes.count)
            bytes += [0x50, 0x4B, 3, 4] + header(file) + file.data
            directory += [0x50, 0x4B, 1, 2] + little(UInt16(3 << 8 | 45)) + directoryHeader(file)
            directory +=
                little(UInt16(0)) + little(UInt16(0)) + little(UInt16(0)) + little(file.attributes) + little(offset)
            directory += file.name + extra(file)
        }
        let start = UInt32(bytes.count)
        bytes += directory
        bytes += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + little(UInt16(files.count)) + little(UInt16(files.count))
        return bytes + little(UInt32(directory.count)) + little(start) + [0, 0]
    }

    private static func header(_ file: File) -> [UInt8] {
        directoryHeader(file) + file.name + extra(file)
    }

    /// From "version needed" to the length of the extra field: the same in both headers.
    private static func directoryHeader(_ file: File) -> [UInt8] {
        let size = file.claimedSize ?? UInt64((file.inflated ?? file.data).count)
        let shown = file.isZip64 ? UInt32.max : UInt32(size)
        var bytes = little(UInt16(45)) + little(file.flags) + little(file.method) + [0, 0, 0x21, 0]
        bytes += little(checksum(file.inflated ?? file.data)) + little(UInt32(file.data.count)) + little(shown)
        return bytes + little(UInt16(file.name.count)) + little(UInt16(extra(file).count))
    }

    private static func extra(_ file: File) -> [UInt8] {
        guard file.isZip64, let size = file.claimedSize else { return [] }
        return little(UInt16(1)) + little(UInt16(8)) + little(size)
    }

    static func little(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    /// CRC-32 (ISO 3309), bit by bit.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    /// A deflate stream (RFC 1951) of one zero byte and `runs` copies of 258 zeros, with the fixed codes: 13 bits a run.
    static func deflatedZeros(runs: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var current: UInt8 = 0
        var used = 0
        func put(_ bits: [UInt8]) {
            for bit in bits {
                current |= bit << used
                used += 1
                if used == 8 {
                    bytes.append(current)
                    current = 0
                    used = 0
                }
            }
        }
        put([1, 1, 0])  // the last block, fixed codes
        put([0, 0, 1, 1, 0, 0, 0, 0])  // literal 0
        for _ in 0..<runs { put([1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]) }  // length 258, distance 1
        put([0, 0, 0, 0, 0, 0, 0])  // end of block
        if used > 0 { bytes.append(current) }
        return bytes
    }
}
