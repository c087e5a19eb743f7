/// Looks at a file against its layout: once, from beginning to end, in bounded memory.
///
/// The promise: every problem is found at its place, nothing else is reported, nothing is guessed and nothing replaced; any
/// number of threads and any size of blocks give the same report.
public struct LayoutCheck: Sendable {
    /// What the file was declared to be.
    public let layout: Layout
    /// How it is looked at.
    public let options: CheckOptions

    /// A check of one file.
    public init(_ layout: Layout, options: CheckOptions = CheckOptions()) {
        self.layout = layout
        self.options = options
    }
}
