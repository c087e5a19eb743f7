/// What a file is by its first bytes.
enum FileSignature {
    case zip, compound, otherArchive, unknown

    init(_ bytes: some Collection<UInt8>) {
        let start = Array(bytes.prefix(8))
        func begins(_ signature: [UInt8]) -> Bool { start.starts(with: signature) }
        if begins([0x50, 0x4B, 3, 4]) || begins([0x50, 0x4B, 5, 6]) || begins([0x50, 0x4B, 7, 8]) {
            self = .zip
        } else if begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
            self = .compound
        } else if begins([0x1F, 0x8B]) || begins([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) || begins(Array("Rar!".utf8))
            || begins([0x28, 0xB5, 0x2F, 0xFD]) || begins([0xFD, 0x37, 0x7A, 0x58, 0x5A]) || begins(Array("BZh".utf8))
        {
            self = .otherArchive
        } else {
            self = .unknown
        }
    }
}

/// A compound file (OLE, MS-CFB): how workbooks were kept before 2007, and how encrypted ones still are (MS-OFFCRYPTO).
enum CompoundFile {
    /// What a compound file is, by the names in its directory, which stand in it in UTF-16.
    static func error(_ bytes: [UInt8]) -> WorkbookError {
        holds("EncryptedPackage", bytes) || holds("EncryptionInfo", bytes)
            ? .passwordProtected
            : holds("Workbook", bytes) || holds("Book", bytes) ? .oldFormat : .notAWorkbook(contents: "an OLE document")
    }

    private static func holds(_ name: String, _ bytes: [UInt8]) -> Bool {
        let pattern = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        guard bytes.count >= pattern.count else { return false }
        // Directory entries are 128 bytes long and begin with the name, in sectors of 512 or 4096 bytes.
        return stride(from: 0, through: bytes.count - pattern.count, by: 128).contains {
            bytes[$0..<$0 + pattern.count].elementsEqual(pattern)
        }
    }
}
