/// Windows-31J (CP932), strict in both directions.
///
/// Bytes without meaning (80, A0, FD–FF, a lone or mismatched lead byte, an unassigned pair) are errors. The user-defined
/// area F040–F9FC, where municipalities keep their own 外字, maps to the private use area U+E000–U+E757, so that it can be
/// found and refused later but is not lost.
public enum CP932 {
    /// Decodes all of `bytes`.
    ///
    /// - Throws: ``UndecodableBytes``.
    public static func decode(_ bytes: Span<UInt8>) throws(UndecodableBytes) -> String {
        // Read once: a static is asked at each access whether it is made already.
        let table = scalars
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 2 * 3)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte < 0x80 {
                text.append(byte)
            } else if (0xA1...0xDF).contains(byte) {
                text.append(halfWidthKana(byte))
            } else {
                guard position + 1 < bytes.count, let scalar = scalar(table, lead: byte, trail: bytes[position + 1])
                else { throw UndecodableBytes(offset: position) }
                text.append(scalar)
                position += 1
            }
            position += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Encodes `text`. A character with several codes gets the one that Windows writes: JIS X 0208 and NEC row 13 before
    /// the IBM extensions, and these before the NEC selection.
    ///
    /// - Throws: ``UnencodableScalar``.
    public static func encode(_ text: String) throws(UnencodableScalar) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for (index, scalar) in text.unicodeScalars.enumerated() {
            switch scalar.value {
            case 0..<0x80: bytes.append(UInt8(scalar.value))
            case 0xFF61...0xFF9F: bytes.append(UInt8(scalar.value - 0xFF61 + 0xA1))
            default:
                guard let code = userDefinedCode(of: scalar) ?? codes[scalar] else {
                    throw UnencodableScalar(index: index)
                }
                bytes.append(UInt8(code >> 8))
                bytes.append(UInt8(truncatingIfNeeded: code))
            }
        }
        return bytes
    }

    private static func halfWidthKana(_ byte: UInt8) -> Unicode.Scalar {
        Unicode.Scalar(0xFF61 + UInt32(byte) - 0xA1) ?? " "
    }

    @inline(__always)
    private static func scalar(_ table: [UInt32], lead: UInt8, trail: UInt8) -> Unicode.Scalar? {
        guard trail >= 0x40, trail != 0x7F, trail <= 0xFC else { return nil }
        let index = Int(trail) - (trail < 0x7F ? 0x40 : 0x41)
        if (0xF0...0xF9).contains(lead) {
            return Unicode.Scalar(0xE000 + UInt32(lead - 0xF0) * 188 + UInt32(index))
        }
        let value = table[Int(lead) * 188 + index]
        return value == 0 ? nil : Unicode.Scalar(value)
    }

    static func trail(at index: Int) -> UInt8 { UInt8(index < 63 ? index + 0x40 : index + 0x41) }

    /// Scalar values by lead byte × 188 + trail index; 0 where unassigned.
    private static let scalars: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 256 * 188)
        for row in CP932Table.rows {
            for (index, scalar) in (row.first + row.second).unicodeScalars.enumerated() where scalar != " " {
                table[Int(row.lead) * 188 + index] = scalar.value
            }
        }
        return table
    }()

    private static let codes: [Unicode.Scalar: UInt16] = {
        let leads = CP932Table.rows.map(\.lead)
        let necSelection: Set<UInt8> = [0xED, 0xEE]
        let preferred = leads.filter { !necSelection.contains($0) } + leads.filter(necSelection.contains)
        var table: [Unicode.Scalar: UInt16] = [:]
        for lead in preferred {
            for index in 0..<188 {
                let value = scalars[Int(lead) * 188 + index]
                guard value != 0, let scalar = Unicode.Scalar(value), table[scalar] == nil else { continue }
                table[scalar] = UInt16(lead) << 8 | UInt16(trail(at: index))
            }
        }
        return table
    }()
}
