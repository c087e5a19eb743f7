/// The lattice of transformations: one level per quasi-identifier within its allowed range.
///
/// A node is a number in mixed radix, the first quasi-identifier its lowest digit.
struct Lattice: Sendable {
    let allowed: [ClosedRange<Int>]
    let strides: [Int]
    let nodeCount: Int

    /// Nil when there are more than `limit` nodes.
    init?(_ allowed: [ClosedRange<Int>], limit: Int) {
        var strides: [Int] = []
        var count = 1
        for range in allowed {
            strides.append(count)
            let (product, overflow) = count.multipliedReportingOverflow(by: range.count)
            if overflow || product > limit { return nil }
            count = product
        }
        self.allowed = allowed
        self.strides = strides
        nodeCount = count
    }

    func levels(_ node: Int) -> [Int] {
        var rest = node
        return allowed.map { range in
            defer { rest /= range.count }
            return range.lowerBound + rest % range.count
        }
    }

    func node(_ levels: [Int]) -> Int {
        zip(zip(levels, allowed), strides).reduce(0) { $0 + ($1.0.0 - $1.0.1.lowerBound) * $1.1 }
    }

    var top: Int { nodeCount - 1 }

    /// The nodes with one level raised by one.
    func directlyCoarser(_ node: Int, levels: [Int]) -> [Int] {
        allowed.indices.compactMap { levels[$0] < allowed[$0].upperBound ? node + strides[$0] : nil }
    }

    /// The nodes with one level lowered by one.
    func directlyFiner(_ node: Int, levels: [Int]) -> [Int] {
        allowed.indices.compactMap { levels[$0] > allowed[$0].lowerBound ? node - strides[$0] : nil }
    }

    /// The nodes by their sum of levels, the coarsest wave first; within a wave by number.
    func waves() -> [[Int32]] {
        let height = allowed.reduce(0) { $0 + $1.count - 1 }
        var waves = [[Int32]](repeating: [], count: height + 1)
        for node in 0..<nodeCount {
            var rest = node
            var sum = 0
            for range in allowed {
                sum += rest % range.count
                rest /= range.count
            }
            waves[height - sum].append(Int32(node))
        }
        return waves
    }
}
