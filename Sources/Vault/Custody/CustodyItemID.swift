/// The name of an item in custody.
///
/// 1 to 128 of the characters A-Z, a-z, 0-9, `.`, `_` and `-`, not beginning with `.` and not ending in `.partial`,
/// so that it can stand as a file name, cannot leave its directory and cannot be taken for an unfinished file.
public struct CustodyItemID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The identifier as text.
    public let description: String

    /// Refuses with ``VaultError/invalidItemID`` what is not such a name.
    public init(_ text: String) throws(VaultError) {
        guard (1...128).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "."), !text.hasSuffix(".partial"),
            text.utf8.allSatisfy({
                $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
            })
        else { throw .invalidItemID }
        description = text
    }

    private init(generated: String) { description = generated }

    /// A new random name of 128 bits, 32 hexadecimal digits.
    public static func generate(using generator: inout some RandomNumberGenerator) -> CustodyItemID {
        let bytes = withUnsafeBytes(of: (generator.next() as UInt64, generator.next() as UInt64)) { Array($0) }
        return CustodyItemID(generated: hexadecimal(bytes))
    }

    /// A new random name from the system's generator.
    public static func generate() -> CustodyItemID {
        var generator = SystemRandomNumberGenerator()
        return generate(using: &generator)
    }

    /// In the order of the name's bytes.
    public static func < (left: CustodyItemID, right: CustodyItemID) -> Bool { left.description < right.description }
}
