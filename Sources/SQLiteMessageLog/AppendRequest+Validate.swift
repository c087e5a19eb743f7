import MessageLog

extension AppendRequest {
    /// Refuses what the log cannot keep.
    func validate() throws(MessageLogError) {
        if events.isEmpty { throw .invalid(reason: "it has no events") }
        if stream.category.isEmpty || stream.category.utf8.contains(UInt8(ascii: "/")) {
            throw .invalid(reason: "a stream's category is not empty and has no slash")
        }
        if stream.subject.isEmpty { throw .invalid(reason: "a stream's subject is not empty") }
        if idempotencyKey?.isEmpty == true { throw .invalid(reason: "an idempotency key is not empty") }
        for event in events {
            if event.id.isEmpty { throw .invalid(reason: "an event's id is not empty") }
            if event.type.isEmpty { throw .invalid(reason: "an event's type is not empty") }
            if event.payload.utf8.count > Self.payloadLimit {
                throw .invalid(reason: "a payload is longer than 16 MiB; large data belongs into the vault")
            }
        }
        // A NUL ends SQL's text functions early; no name has one.
        let names = [stream.description, idempotencyKey ?? ""] + events.flatMap { [$0.id, $0.type, $0.tenant] }
        if names.contains(where: { $0.utf8.contains(0) }) { throw .invalid(reason: "a name contains a NUL") }
    }

    private static let payloadLimit = 16 << 20
}
