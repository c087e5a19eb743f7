/// The nodes that a best-effort search has reached and not yet computed, the most promising first.
struct SearchFrontier {
    struct Entry {
        var levels: [Int]
        /// The least figure at these levels.
        var bound: MetricValue?
        /// The least figure at these and all finer levels.
        var leastBelow: MetricValue?
        /// What suppression costs at least in each column.
        var penalties: [Double]
    }

    /// Whether no node was given up for want of memory.
    private(set) var isComplete = true
    private var heap: [Entry] = []
    private var reached: Set<UInt64> = []
    private var leastGivenUp: Double?

    private static let entryLimit = 400_000
    private static let reachedLimit = 4_000_000

    /// Notes that a node was reached; false when it was reached before.
    mutating func enter(_ key: UInt64, nodes: Double) -> Bool {
        // Two nodes of a larger lattice can have one number: one of them may be missed.
        if nodes > 0x1p63 { isComplete = false }
        if reached.count >= Self.reachedLimit { return !reached.contains(key) }
        return reached.insert(key).inserted
    }

    mutating func push(_ entry: Entry) {
        heap.append(entry)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if !Self.precedes(heap[child], heap[parent]) { break }
            heap.swapAt(child, parent)
            child = parent
        }
        if heap.count > Self.entryLimit { giveUpHalf() }
    }

    mutating func popFirst() -> Entry? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        if heap.isEmpty { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if Self.precedes(heap[child], heap[least]) { least = child }
            }
            if least == parent { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    /// No node that is still open has a figure below this; nil where nothing is known.
    func leastBound() -> Double? {
        var least = leastGivenUp ?? .infinity
        for entry in heap { least = min(least, entry.leastBelow?.total ?? -.infinity) }
        return least.isFinite ? least : nil
    }

    private mutating func giveUpHalf() {
        isComplete = false
        heap.sort { Self.precedes($0, $1) }
        for entry in heap[(heap.count / 2)...] {
            leastGivenUp = min(leastGivenUp ?? .infinity, entry.leastBelow?.total ?? -.infinity)
        }
        heap.removeLast(heap.count - heap.count / 2)
    }

    /// Less bound first; without bounds, and among equals, the finer node, then lower levels from the first on.
    private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
        if let first = left.bound, let second = right.bound {
            if first < second { return true }
            if second < first { return false }
        }
        let heights = (left.levels.reduce(0, +), right.levels.reduce(0, +))
        if heights.0 != heights.1 { return heights.0 < heights.1 }
        return left.levels.lexicographicallyPrecedes(right.levels)
    }
}
