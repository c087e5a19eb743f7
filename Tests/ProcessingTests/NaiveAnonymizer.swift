/// The definition of the optimum, computed the slow and obvious way: every transformation, every row, no sharing of work.
///
/// Loss with geometric mean and gs-factor 0.5: a kept row costs a column the share of the hierarchy's values under its label, a
/// suppressed row 1; a column's figure is (cost − n/|H|) / (n − n/|H|), cut to ten decimals.
struct NaiveAnonymizer {
    /// For each column: labels of each row by level.
    let labels: [[[String]]]
    /// For each column: for each level the number of the hierarchy's values under each label.
    let leaves: [[[String: Int]]]
    let valueCounts: [Int]
    let k: Int
    let allowed: Int

    struct Answer: Equatable {
        var levels: [Int]
        var loss: Double
        var suppressed: Int
        /// Labels of the rows that stay, with the row's number.
        var rows: [(Int, [String])]

        static func == (left: Answer, right: Answer) -> Bool { left.levels == right.levels && left.loss == right.loss }
    }

    /// `columns`: for each column the value of each row; `hierarchies`: for each column the labels of each value.
    init(columns: [[String]], hierarchies: [[String: [String]]], k: Int, limit: Double) {
        labels = zip(columns, hierarchies).map { column, hierarchy in column.map { hierarchy[$0] ?? [] } }
        leaves = hierarchies.map { hierarchy in
            let depth = hierarchy.values.first?.count ?? 0
            return (0..<depth).map { level in
                hierarchy.values.reduce(into: [:]) { $0[$1[level], default: 0] += 1 }
            }
        }
        valueCounts = hierarchies.map(\.count)
        self.k = k
        allowed = Int(limit * Double(columns.first?.count ?? 0))
    }

    func answer(at levels: [Int]) -> Answer {
        let count = labels[0].count
        let tuples = (0..<count).map { row in levels.indices.map { labels[$0][row][levels[$0]] } }
        var sizes: [[String]: Int] = [:]
        for tuple in tuples { sizes[tuple, default: 0] += 1 }
        let kept = tuples.enumerated().filter { (sizes[$0.element] ?? 0) >= k }
        let suppressed = count - kept.count
        var product = 1.0
        for column in levels.indices {
            let values = Double(valueCounts[column])
            var cost = Double(suppressed)
            for (_, tuple) in kept {
                cost += Double(leaves[column][levels[column]][tuple[column]] ?? 0) / values
            }
            let least = Double(count) / values
            let figure = max(0, (cost - least) / (Double(count) - least))
            product *= (figure * 1e10).rounded(.down) / 1e10 + 1
        }
        let loss = power(product, 1 / Double(levels.count)) - 1
        return Answer(levels: levels, loss: loss, suppressed: suppressed, rows: kept.map { ($0.offset, $0.element) })
    }

    /// The anonymous transformation with the least loss.
    func optimum() -> Answer? {
        var best: Answer?
        var pending = [[Int]()]
        while let start = pending.popLast() {
            if start.count < labels.count {
                for level in 0..<leaves[start.count].count { pending.append(start + [level]) }
                continue
            }
            let answer = answer(at: start)
            if answer.suppressed <= allowed, answer.loss < (best?.loss ?? .infinity) { best = answer }
        }
        return best
    }

    /// x to the power y by Newton's method on logarithm-free terms: y = 1/n for a small whole n.
    private func power(_ x: Double, _ y: Double) -> Double {
        let n = (1 / y).rounded()
        var root = 1.0
        for _ in 0..<100 {
            var rest = 1.0
            for _ in 1..<Int(max(1, n)) { rest *= root }
            root -= (rest * root - x) / (n * rest)
        }
        return root
    }
}
