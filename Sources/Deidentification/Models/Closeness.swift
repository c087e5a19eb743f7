/// t-closeness with equal distances: half the sum of |p - q| (Li, Li and Venkatasubramanian 2007).
struct EqualCloseness: SensitiveModel {
    let t: Double
    /// The share of each value in the table.
    let shares: [Double]
    var wantsMore: Bool { false }

    func figure(_ counts: ValueCounts) -> Double {
        if counts.total == 0 { return 0 }
        // A value that the class lacks adds its p; all p together are 1.
        var sum = 1.0
        counts.forEach { value, count in
            sum += abs(shares[value] - Double(count) / Double(counts.total)) - shares[value]
        }
        return sum / 2
    }

    func isSatisfied(_ counts: ValueCounts) -> Bool { figure(counts) <= t }
}

/// t-closeness by the order of the values: the mean of |cumulated q - p| over the steps between neighbours.
struct OrderedCloseness: SensitiveModel {
    let t: Double
    /// The share of each value in the table, in the order of the values.
    let orderedShares: [Double]
    /// The place of each value in the order.
    let places: [Int32]
    var wantsMore: Bool { false }

    /// - Parameters:
    ///   - values: the texts of the column's values.
    ///   - rows: the rows of each in the table; a value without a row takes no place.
    ///   - shares: the share of each among the rows that count.
    init(t: Double, values: [String], rows: [Int], shares: [Double]) {
        let present = values.indices.filter { rows[$0] > 0 }
        let numbers = values.map { decimalNumber($0) }
        // What is unknown has no say in whether the others are numbers; it takes the first place.
        let isNumeric = present.allSatisfy { numbers[$0] != nil || Hierarchy.isUnknown(values[$0]) }
        let ordered = present.sorted { left, right in
            if isNumeric {
                switch (numbers[left], numbers[right]) {
                case (let first?, let second?) where first != second: return first < second
                case (nil, _?): return true
                case (_?, nil): return false
                default: break
                }
            }
            return values[left].utf16.lexicographicallyPrecedes(values[right].utf16)
        }
        var places = [Int32](repeating: 0, count: values.count)
        for (place, value) in ordered.enumerated() { places[value] = Int32(place) }
        self.t = t
        self.places = places
        orderedShares = ordered.map { shares[$0] }
    }

    func figure(_ counts: ValueCounts) -> Double {
        let number = orderedShares.count
        if number < 2 || counts.total == 0 { return 0 }
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: number) { surplus in
            for place in 0..<number { surplus[place] = -orderedShares[place] }
            counts.forEach { value, count in surplus[Int(places[value])] += Double(count) / Double(counts.total) }
            var sum = 0.0
            var moved = 0.0
            for place in 0..<number {
                moved += surplus[place]
                sum += abs(moved)
            }
            return sum / Double(number - 1)
        }
    }

    func isSatisfied(_ counts: ValueCounts) -> Bool { figure(counts) <= t }
}

/// t-closeness by the column's hierarchy: two values are h/H apart, h the level of their first common label.
struct HierarchicalCloseness: SensitiveModel {
    let t: Double
    /// The share of each node of the finest level in the table.
    private let leafShares: [Double]
    /// The node of each value.
    private let leaves: [Int32]
    /// For each level above the finest the parents of the nodes of the level before.
    private let parents: [[Int32]]
    private let widest: Int
    var wantsMore: Bool { false }

    /// - Parameters:
    ///   - labels: for each level, from the finest on, the label code of each value. Where the coarsest level has several
    ///     labels a root is put above them, for else no row could move between them.
    ///   - shares: the share of each value in the table.
    init(t: Double, labels: [[Int32]], shares: [Double]) {
        var labels = labels
        if Set(labels.last ?? []).count > 1 || labels.count == 1 {
            labels.append([Int32](repeating: 0, count: shares.count))
        }
        let sizes = labels.map { Int($0.max() ?? 0) + 1 }
        var leafShares = [Double](repeating: 0, count: sizes.first ?? 1)
        for (value, leaf) in (labels.first ?? []).enumerated() { leafShares[Int(leaf)] += shares[value] }
        self.t = t
        self.leafShares = leafShares
        leaves = labels.first ?? []
        parents = zip(labels, labels.dropFirst()).enumerated().map { level, next in
            var parents = [Int32](repeating: 0, count: sizes[level])
            for (child, parent) in zip(next.0, next.1) { parents[Int(child)] = parent }
            return parents
        }
        widest = sizes.max() ?? 1
    }

    func figure(_ counts: ValueCounts) -> Double {
        if counts.total == 0 { return 0 }
        return withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * widest) { room in
            // Surplus of the nodes of a level; what the children of the next level's nodes have too much and too little.
            let (surplus, more, less) = (0, widest, 2 * widest)
            for leaf in leafShares.indices { room[surplus + leaf] = leafShares[leaf] }
            counts.forEach { value, count in
                room[surplus + Int(leaves[value])] -= Double(count) / Double(counts.total)
            }
            var distance = 0.0
            for (level, parents) in parents.enumerated() {
                for node in 0..<widest { (room[more + node], room[less + node]) = (0, 0) }
                for (child, parent) in parents.enumerated() {
                    let extra = room[surplus + child]
                    if extra > 0 { room[more + Int(parent)] += extra } else { room[less + Int(parent)] -= extra }
                }
                let cost = Double(level + 1) / Double(self.parents.count)
                for node in 0..<widest {
                    distance += cost * min(room[more + node], room[less + node])
                    room[surplus + node] = room[more + node] - room[less + node]
                }
            }
            return distance
        }
    }

    func isSatisfied(_ counts: ValueCounts) -> Bool { figure(counts) <= t }
}
