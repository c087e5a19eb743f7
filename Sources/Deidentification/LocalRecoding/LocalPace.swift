/// The clock of one run of local recoding, asked only at fixed places of the work.
final class LocalPace {
    private let clock: () -> Double
    private let start: Double
    private let deadline: Double
    private var end: Double
    /// Work since the clock was last asked, in label look-ups.
    private var work = 0
    /// Seconds to keep for what must be done at the end.
    var reserve = 0.0
    /// Whether a piece of work was left because the time was up.
    private(set) var isCut = false

    /// - Parameter seconds: infinite for runs that are bounded by passes.
    init(seconds: Double, clock: @escaping () -> Double) {
        self.clock = clock
        start = clock()
        deadline = start + seconds
        end = deadline
    }

    /// Begins one of several attempts: it gets the given share of the time that is left.
    func beginAttempt(share: Double) {
        if deadline == .infinity { return }
        end = deadline - (1 - share) * max(0, deadline - clock())
        isCut = false
    }

    var elapsed: Double { clock() - start }

    /// Whether the time that is left, less a reserve, is used up.
    func isOver(reserve: Double = 0) -> Bool {
        if isCut { return true }
        if end < .infinity, clock() + self.reserve + reserve >= end { isCut = true }
        return isCut
    }

    /// The same, asking the clock only after enough work.
    func isOver(after look: Int, reserve: Double = 0) -> Bool {
        work += look
        if work < 200_000 { return isCut }
        work = 0
        return isOver(reserve: reserve)
    }
}
