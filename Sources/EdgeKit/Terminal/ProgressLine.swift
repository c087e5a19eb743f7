/// Says how far a long step is: share, amount, speed and the time that is left.
struct ProgressLine {
    private let title: String
    private let total: Int
    private let environment: EdgeEnvironment
    private let start: Double
    private var shown = -1.0

    /// - Parameter total: the bytes of the whole step.
    init(_ title: String, total: Int, in environment: EdgeEnvironment) {
        self.title = title
        self.total = total
        self.environment = environment
        start = environment.seconds()
    }

    /// Shows how far the step is, at most five times a second.
    /// - Returns: whether to go on.
    mutating func update(_ done: Int) -> Bool {
        let now = environment.seconds()
        if now - shown >= 0.2 {
            shown = now
            environment.terminal.showStatus(Self.text(title, done: done, total: total, seconds: now - start))
        }
        return !environment.isInterrupted()
    }

    /// Takes the line away.
    func end() { environment.terminal.showStatus("") }

    /// Such as `検査中  45 %  450 / 1,000 MB  152.3 MB/秒  残り約 4 秒`.
    static func text(_ title: String, done: Int, total: Int, seconds: Double) -> String {
        let share = total > 0 ? min(100, done * 100 / total) : 100
        var text = "\(title)  \(share) %  \(megabytes(done)) / \(megabytes(total)) MB"
        guard seconds > 0.5, done > 0 else { return text }
        let speed = Double(done) / seconds
        text += "  \(oneDecimal(speed / 1e6)) MB/秒"
        let left = max(0, Double(total - done) / speed)
        return text + "  残り約 \(duration(left))"
    }

    private static func megabytes(_ bytes: Int) -> String {
        bytes >= 10_000_000 ? grouped(bytes / 1_000_000) : oneDecimal(Double(bytes) / 1e6)
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole < 60 ? "\(whole) 秒" : "\(whole / 60) 分 \(whole % 60) 秒"
    }
}

/// A number with one decimal place.
func oneDecimal(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(grouped(tenths / 10)).\(tenths % 10)"
}

/// A number with a comma between thousands.
func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
        text.append(digit)
    }
    return text
}
