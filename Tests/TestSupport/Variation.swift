/// One row of a table of tests: a good value with one thing changed, and what is expected of it.
public struct Variation<Value>: Sendable, CustomStringConvertible {
    /// What is expected, such as the code of a refusal.
    public let expected: String
    /// Changes the good value.
    public let change: @Sendable (inout Value) -> Void

    /// A change with what is expected of it.
    public init(_ expected: String, _ change: @escaping @Sendable (inout Value) -> Void) {
        self.expected = expected
        self.change = change
    }

    /// What is expected.
    public var description: String { expected }
}
