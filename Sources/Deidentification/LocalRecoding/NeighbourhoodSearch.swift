/// Large-neighbourhood search: takes a few similar classes apart and puts their rows together anew, again and again.
///
/// A pass coarsens one random tuple of each class at random until about four classes look alike, cuts the classes so
/// sorted into pools, and lets each pool try one new division; it is kept only where the pool's cost falls.
struct NeighbourhoodSearch {
    private let problem: LocalProblem
    private let pool: ClassPool
    private let capacity: Int
    private var random: LocalRandom

    init(_ problem: LocalProblem, seed: UInt64) {
        self.problem = problem
        // Pools hold a few classes at least, also where classes are large.
        capacity = min(160, max(48, 3 * problem.leastRows))
        pool = ClassPool(problem, capacity: capacity)
        random = LocalRandom(seed: seed)
    }

    /// One pass over all classes; where the time runs out the rest stays as it is.
    /// - Returns: the classes and by how much their cost fell.
    mutating func pass(_ partition: LocalPartition, pace: LocalPace) -> (partition: LocalPartition, gain: Double) {
        var result = LocalPartition()
        result.tuples.reserveCapacity(partition.tuples.count)
        result.rows.reserveCapacity(partition.tuples.count)
        var gain = 0.0
        let order = order(partition)
        var position = 0
        var members: [Int] = []
        while position < order.count {
            members.removeAll(keepingCapacity: true)
            var items = 0
            while position < order.count {
                let count = partition.entries(Int(order[position])).count
                if !members.isEmpty, items + count > capacity { break }
                items += count
                members.append(Int(order[position]))
                position += 1
            }
            if items <= capacity, members.count + items > 2, !pace.isOver(after: items * items * problem.width) {
                gain += pool.renew(partition, members, into: &result, random: &random)
            } else {
                for member in members {
                    for entry in partition.entries(member) {
                        result.append(tuple: partition.tuples[entry], rows: partition.rows[entry])
                    }
                    result.endClass()
                }
            }
        }
        return (result, gain)
    }

    /// The classes in an order that brings similar ones together.
    private mutating func order(_ partition: LocalPartition) -> [Int32] {
        let count = partition.count
        let width = problem.width
        var representatives = [Int32](repeating: 0, count: count)
        for index in 0..<count {
            let entries = partition.entries(index)
            representatives[index] = partition.tuples[entries.lowerBound + random.below(entries.count)]
        }
        var rises: [Int] = []
        for column in 0..<width {
            rises += [Int](repeating: column, count: max(0, problem.trees[column].steps.count - 1))
        }
        for index in rises.indices.reversed() where index > 0 { rises.swapAt(index, random.below(index + 1)) }
        var places = Array(0..<width)
        for index in places.indices.reversed() where index > 0 { places.swapAt(index, random.below(index + 1)) }

        let table = KeyTable(capacity: count)
        var keys = [UInt64](repeating: 0, count: count)
        func spread(_ rises: ArraySlice<Int>) -> Int {
            for index in 0..<count { keys[index] = 0 }
            for column in places {
                let step = rises.reduce(0) { $0 + ($1 == column ? 1 : 0) }
                let tree = problem.trees[column]
                let radix = UInt64(tree.nodeCount)
                tree.steps[step].withUnsafeBufferPointer { nodes in
                    for index in 0..<count {
                        let leaf = Int(problem.codes[Int(representatives[index]) &* width &+ column])
                        keys[index] = keys[index] &* radix &+ UInt64(nodes[leaf])
                    }
                }
            }
            table.clear()
            var distinct: Int32 = 0
            for index in 0..<count where table.number(keys[index], new: distinct) == distinct { distinct += 1 }
            return Int(distinct)
        }
        // The least number of rises that gives a quarter as many different ones as classes.
        var lower = 0
        var upper = rises.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if spread(rises[0..<middle]) <= count / 4 { upper = middle } else { lower = middle + 1 }
        }
        _ = spread(rises[0..<upper])
        return (0..<Int32(count)).sorted { first, second in
            let left = keys[Int(first)]
            let right = keys[Int(second)]
            return left != right ? left < right : first < second
        }
    }
}
