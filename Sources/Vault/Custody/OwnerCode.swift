/// The code of the body to which an item in custody belongs: a municipality's code, such as `132292`.
///
/// 1 to 64 of the characters A-Z, a-z, 0-9 and `-`, so that it can stand as a file name.
public struct OwnerCode: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The code as text.
    public let description: String

    /// Refuses with ``VaultError/invalidOwner`` what is not such a code.
    public init(_ text: String) throws(VaultError) {
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") })
        else { throw .invalidOwner }
        description = text
    }

    /// In the order of the code's bytes.
    public static func < (left: OwnerCode, right: OwnerCode) -> Bool { left.description < right.description }
}

extension UInt8 {
    /// Whether this is an ASCII letter or digit.
    var isAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
