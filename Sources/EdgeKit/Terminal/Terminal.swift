/// Where the kit writes and asks: a terminal, or memory in tests.
public struct Terminal {
    /// Writes text, line breaks included.
    public var write: (String) -> Void
    /// Writes text about a failure.
    public var writeError: (String) -> Void
    /// Shows a line that the next one takes the place of; a blank one takes it away.
    public var showStatus: (String) -> Void
    /// The next line that was typed, without its line break; `nil` at the end of input and after an interruption.
    public var readLine: () -> String?
    /// Whether a person sits there, so that questions make sense.
    public var isInteractive: Bool

    /// A terminal; see the properties.
    public init(
        write: @escaping (String) -> Void, writeError: @escaping (String) -> Void,
        showStatus: @escaping (String) -> Void, readLine: @escaping () -> String?, isInteractive: Bool
    ) {
        self.write = write
        self.writeError = writeError
        self.showStatus = showStatus
        self.readLine = readLine
        self.isInteractive = isInteractive
    }

    /// Writes a line.
    func say(_ line: String = "") { write(line + "\n") }

    /// Asks a question and gives the answer without blanks at its ends; `nil` where there is none.
    func ask(_ question: String) -> String? {
        write(question)
        guard let answer = readLine() else { return nil }
        return String(answer.trimmed)
    }
}

extension String {
    /// The text without blanks of either width at its ends.
    var trimmed: Substring {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...end]
    }
}
