/// Looks at a file against its layout: once, from beginning to end, in bounded memory.
///
/// The promise: every problem is found at its place, nothing else is reported, nothing is guessed and nothing replaced; any
/// number of threads and any size of blocks give the same report.
///
/// How the rules are read:
/// - A ragged row reports itself, and an individual number anywhere in it; reading goes on with the next row. Only a quote that
///   never ends, text behind a closing quote, a row beyond the limit and a header beyond the limit end the reading.
/// - With `auto` the first byte that is no ASCII and the 64 KB from there decide between UTF-8 and CP932; a mark or zero bytes at
///   the beginning tell UTF-16LE.
/// - Values are unique, and persons the same, by a hash of 96 bits of the normalized value; a missing value is never a repeated
///   one. Where a history rule holds, it decides over its key instead of ``LayoutItem/isUnique``.
/// - Where the latest row is known by an order only, a first look without output finds the rows
///   (``CheckReport/selection``), and a second one writes them (``CheckOptions/selection``).
/// - A rule over an item that is not handed over holds only with ``CheckOptions/dropsOthers``: without it such a column must
///   not be there. Of a dropped column nothing is reported but what keeps a rule from being followed.
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
