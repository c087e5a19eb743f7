import Foundation
public import Messages
import ServiceRuntime

/// The law and the holidays of `Config/`, as the product loads them.
///
/// - Throws: ``ConfigurationError``.
public func testRules() throws -> RuleBook { try loadedRules.get() }

private let loadedRules = Result { try RuleBook.load(folder: packageRoot + "/Config") }

/// The folder of the package, found from this file's own place.
public let packageRoot = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

/// A value read from JSON text, for messages that have no public initializer.
public func decoded<Value: Decodable>(_ json: String, as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(json.utf8))
}

/// A value read from JSON text, for messages that have no public initializer.
public func decoded<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
    try decoded(json, as: type)
}
