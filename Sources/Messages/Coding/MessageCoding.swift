import Foundation

/// A set of messages of one service: an enum whose cases are the messages, with labelled values.
///
/// A case `proposalCorrectionRequested(…)` is written as the name `proposal.correction-requested`: the first word is
/// the noun, the rest the verb (command) or fact (event). The labels of its values are the members of the JSON object.
public protocol Message: Codable, Sendable {
    /// The service the messages belong to; also the category of its streams.
    static var service: String { get }
}

/// The commands of one service.
public protocol CommandMessage: Message {}

/// The events of one service.
public protocol EventMessage: Message {
    /// Names of events (`noun.fact`) whose present version is not 1.
    static var versions: [String: Int] { get }
    /// Brings an old version's JSON text to the present shape. Old events are never rewritten.
    static func upcast(_ name: String, from version: Int, json: String) throws -> String
}

extension EventMessage {
    /// Every event is at version 1 unless its set says otherwise.
    public static var versions: [String: Int] { [:] }
    /// Leaves the text as it is: there is no older shape.
    public static func upcast(_ name: String, from version: Int, json: String) throws -> String { json }
}

/// Why a message could not be read or written.
public enum MessageCodingError: Error, Sendable, Equatable, CustomStringConvertible {
    case notAMessage(service: String)
    case unknown(name: String, service: String)
    case malformed(name: String, reason: String)

    /// What could not be read or written, in English.
    public var description: String {
        switch self {
        case .notAMessage(let service): "a message of \(service) could not be encoded"
        case .unknown(let name, let service): "\(service) knows no message \(name)"
        case .malformed(let name, let reason): "the content of \(name) is malformed: \(reason)"
        }
    }
}

/// Turns messages into names and JSON text, and back.
public enum MessageCoding {
    /// The name (`noun.verb`) and the JSON text of a message.
    public static func encode(_ message: some Message) throws(MessageCodingError) -> (name: String, json: String) {
        // A synthesized enum encoding is an object with one member: the case name.
        guard let data = try? encoder.encode(message), let text = String(data: data, encoding: .utf8),
            text.hasPrefix("{\""), let nameEnd = text.dropFirst(2).firstIndex(of: "\"")
        else { throw .notAMessage(service: type(of: message).service) }
        let caseName = text[text.index(text.startIndex, offsetBy: 2)..<nameEnd]
        let json = text[text.index(nameEnd, offsetBy: 2)...].dropLast()
        return (messageName(caseName), String(json))
    }

    /// The name of a message.
    public static func name(of message: some Message) -> String {
        (try? encode(message).name) ?? type(of: message).service
    }

    /// Reads a message from its name and JSON text.
    public static func decode<M: Message>(
        _ type: M.Type = M.self, name: String, json: String
    ) throws(MessageCodingError) -> M {
        let text = "{\"\(caseName(name))\":\(json)}"
        do {
            return try JSONDecoder().decode(M.self, from: Data(text.utf8))
        } catch let error as DecodingError {
            throw explain(error, name: name, service: M.service)
        } catch {
            throw .malformed(name: name, reason: "not JSON")
        }
    }

    /// Any encodable value as a JSON value.
    public static func value(_ value: some Encodable) -> JSONValue {
        guard let data = try? encoder.encode(value), let json = try? JSONDecoder().decode(JSONValue.self, from: data)
        else { return .null }
        return json
    }

    /// The canonical JSON text of a value: keys sorted, slashes plain.
    public static func text(_ value: some Encodable) -> String {
        (try? encoder.encode(value)).flatMap { String(data: $0, encoding: .utf8) } ?? "null"
    }

    /// `proposalCorrectionRequested` → `proposal.correction-requested`.
    static func messageName(_ caseName: some StringProtocol) -> String {
        var name = ""
        var first = true
        for character in caseName {
            guard character.isUppercase else {
                name.append(character)
                continue
            }
            name.append(first ? "." : "-")
            name.append(contentsOf: character.lowercased())
            first = false
        }
        return name
    }

    /// `proposal.correction-requested` → `proposalCorrectionRequested`.
    static func caseName(_ name: String) -> String {
        var result = ""
        var upper = false
        for character in name {
            if character == "." || character == "-" {
                upper = true
            } else {
                result.append(contentsOf: upper ? character.uppercased() : String(character))
                upper = false
            }
        }
        return result
    }

    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    private static func explain(_ error: DecodingError, name: String, service: String) -> MessageCodingError {
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.dropFirst().map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
                .joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context):
            let place = path(context)
            return .malformed(name: name, reason: "\(place.isEmpty ? "" : place + ".")\(key.stringValue) is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            let place = path(context)
            if context.codingPath.isEmpty { return .unknown(name: name, service: service) }
            return .malformed(name: name, reason: "\(place.isEmpty ? "content" : place): \(context.debugDescription)")
        @unknown default:
            return .malformed(name: name, reason: "unreadable")
        }
    }
}

extension JSONValue {
    /// Reads JSON text.
    public init(text: String) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }
}
