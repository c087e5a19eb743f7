public import MessageLog
public import Messages

/// Events as messages and as entries of the log.
public enum EventCoding {
    /// Reads a recorded event as one of a service's messages, up-casting old versions.
    public static func decode<Event: EventMessage>(
        _ type: Event.Type = Event.self, _ record: RecordedEvent
    ) throws -> Event {
        let (name, version) = split(record.event.type)
        var json = record.event.payload
        for old in version..<max(Event.versions[name] ?? 1, version) {
            json = try Event.upcast(name, from: old, json: json)
        }
        return try MessageCoding.decode(name: name, json: json)
    }

    /// The type (`noun.fact.vN`) and the payload of an event.
    static func encode(_ event: some EventMessage) throws(MessageCodingError) -> (type: String, payload: String) {
        let (name, json) = try MessageCoding.encode(event)
        return ("\(name).v\(Swift.type(of: event).versions[name] ?? 1)", json)
    }

    static func split(_ type: String) -> (name: String, version: Int) {
        guard let dot = type.lastIndex(of: "."), let version = Int(type[type.index(dot, offsetBy: 2)...]) else {
            return (type, 1)
        }
        return (String(type[..<dot]), version)
    }
}
