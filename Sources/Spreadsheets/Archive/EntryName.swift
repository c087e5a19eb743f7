/// Rules for the names of files in an archive.
enum EntryName {
    /// What is wrong with the name, or nil.
    static func fault(in bytes: [UInt8]) -> WorkbookError.EntryNameFault? {
        guard !bytes.isEmpty, bytes.count <= 255 else { return .length }
        guard let name = String(validating: bytes, as: UTF8.self) else { return .encoding }
        if name.unicodeScalars.contains(where: isHarmful) { return .character }
        let path = name.replacing("\\", with: "/")
        if path.hasPrefix("/") || path.utf8.dropFirst().first == UInt8(ascii: ":") { return .absolute }
        if path.split(separator: "/").contains("..") { return .traversal }
        return nil
    }

    /// Control characters, and those that turn the direction in which a name is read (Unicode's bidirectional controls).
    static func isHarmful(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// The form in which two names of a package are the same: ASCII letters in lower case (ECMA-376 part 2).
    static func folded(_ name: String) -> String { name.lowercased() }
}
