/// Seals a delivery that is pushed to it, in parts; see ``EnvelopeSealer`` for what a part is.
///
/// Not for several threads. In memory are the ciphertext of one part and, at its end, its DER.
public final class EnvelopeWriter {
    private let recipient: RecipientCertificate
    private let baseName: String
    private let partSize: Int
    private let store: (_ name: String, _ sealed: UnsafeRawBufferPointer) throws -> Void
    private var part: EnvelopePart?
    private var room = 0
    /// The parts that are stored so far.
    public private(set) var parts: [SealedPart] = []

    /// A writer of the parts `<baseName>.part-0001.cms`, … with at most `partSize` clear bytes (1 to 512 MiB) each.
    ///
    /// - Parameters:
    ///   - now: seconds since 1970-01-01T00:00:00Z; the certificate must be valid then.
    ///   - store: puts a sealed part where it belongs. What it throws is thrown on.
    public init(
        recipient: RecipientCertificate, baseName: String, partSize: Int = EnvelopeSealer.defaultPartSize,
        at now: Int64, store: @escaping (_ name: String, _ sealed: UnsafeRawBufferPointer) throws -> Void
    ) throws(EnvelopeError) {
        precondition((1...(512 << 20)).contains(partSize), "a part holds between 1 byte and 512 MiB")
        try recipient.requireValidity(at: now)
        guard (try? CustodyItemID(baseName)) != nil else { throw .invalidBaseName }
        self.recipient = recipient
        self.baseName = baseName
        self.partSize = partSize
        self.store = store
    }

    /// Takes the next bytes of the content.
    ///
    /// - Throws: ``EnvelopeError``, or what `store` throws.
    public func write(_ clear: UnsafeRawBufferPointer) throws {
        var left = clear
        while !left.isEmpty {
            // A full part is ended only when more follows, so that no empty one comes last.
            if part != nil, room == 0 { try endPart() }
            if part == nil { try beginPart() }
            let taken = UnsafeRawBufferPointer(rebasing: left.prefix(room))
            try part?.write(taken)
            room -= taken.count
            left = UnsafeRawBufferPointer(rebasing: left.dropFirst(taken.count))
        }
    }

    /// Ends the delivery; empty content makes one part. Called once.
    ///
    /// - Returns: all parts in their order.
    public func finish() throws -> [SealedPart] {
        if part == nil, parts.isEmpty { try beginPart() }
        try endPart()
        return parts
    }

    private func beginPart() throws(EnvelopeError) {
        part = try EnvelopePart(recipient: recipient)
        room = partSize
    }

    private func endPart() throws {
        guard let ended = part.take() else { return }
        let name = EnvelopeSealer.partName(baseName, number: parts.count + 1)
        parts.append(
            try ended.finish { der in
                var digest = ContentDigest()
                digest.update(der)
                try store(name, der)
                return SealedPart(name: name, byteCount: Int64(der.count), sha256: digest.hexadecimalText)
            })
    }
}
