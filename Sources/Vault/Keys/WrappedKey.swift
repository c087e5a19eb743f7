/// A wrapped key as it lies in its file:
///
/// ```
/// "OBOROKEY" (8) | version 1 (1) | level (1) | length of subject (1) | subject
/// fingerprint of the wrapping key (16) | fingerprint of the key inside (16) | AES-KW (40)
/// ```
/// Everything before the last 40 bytes is the context of the wrapping, so none of it can be changed unnoticed.
struct WrappedKey {
    /// Whose key it is.
    enum Level: UInt8 {
        case municipality = 1
        case item = 2
    }

    private static let magic = Array("OBOROKEY".utf8) + [1]
    private static let wrappedLength = 40

    let level: Level
    /// The owner code or item identifier.
    let subject: String
    let wrapper: KeyFingerprint
    let fingerprint: KeyFingerprint
    private let wrapped: [UInt8]

    init(_ key: KeyMaterial, level: Level, subject: String, by wrapper: KeyMaterial) throws(VaultError) {
        self.level = level
        self.subject = subject
        self.wrapper = wrapper.fingerprint
        fingerprint = key.fingerprint
        let context = WrappedKey.context(
            level: level, subject: subject, wrapper: self.wrapper, fingerprint: fingerprint)
        wrapped = try wrapper.wrap(key, context: context)
    }

    /// Reads the layout above; `nil` when it is not that.
    init?(record: [UInt8]) {
        var reader = ByteReader(record)
        guard reader.take(WrappedKey.magic.count)?.elementsEqual(WrappedKey.magic) == true,
            let level = reader.take(1)?.first.flatMap(Level.init), let subject = reader.takeText(),
            let wrapper = reader.take(KeyFingerprint.byteCount),
            let fingerprint = reader.take(KeyFingerprint.byteCount),
            let wrapped = reader.take(WrappedKey.wrappedLength), reader.isAtEnd
        else { return nil }
        self.level = level
        self.subject = subject
        self.wrapper = KeyFingerprint(bytes: wrapper)
        self.fingerprint = KeyFingerprint(bytes: fingerprint)
        self.wrapped = Array(wrapped)
    }

    private static func context(
        level: Level, subject: String, wrapper: KeyFingerprint, fingerprint: KeyFingerprint
    ) -> [UInt8] {
        magic + [level.rawValue] + lengthPrefixed(subject) + wrapper.bytes + fingerprint.bytes
    }

    private var context: [UInt8] {
        WrappedKey.context(level: level, subject: subject, wrapper: wrapper, fingerprint: fingerprint)
    }

    var record: [UInt8] { context + wrapped }

    /// The key inside, or `nil` when the record was changed or `key` is not the one that wrapped it.
    func unwrap(by key: KeyMaterial) -> KeyMaterial? { key.unwrap(wrapped, context: context) }
}
