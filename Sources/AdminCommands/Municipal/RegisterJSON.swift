import Foundation
import Messages

extension JSONValue {
    /// The value as a type of the messages, or `nil` where it is none.
    func decoded<Value: Decodable>(as type: Value.Type = Value.self) -> Value? {
        try? JSONDecoder().decode(Value.self, from: Data(MessageCoding.text(self).utf8))
    }
}
