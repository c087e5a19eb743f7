/// The rows of a few classes, put together anew.
///
/// Holds at most `capacity` tuples; clusters are numbered below the same bound. All memory is made once.
final class ClassPool {
    let problem: LocalProblem
    let width: Int
    let capacity: Int
    let leastRows: Int32
    var itemTuple: [Int32] = []
    var itemRows: [Int32] = []
    /// Which item a tuple is, valid where the stamp is the present one.
    private let itemOf: FlatBuffer<Int32>
    private let itemStamp: FlatBuffer<UInt32>
    private var stamp: UInt32 = 0

    /// By cluster: labels, rows, cost per row, and members (items with rows).
    let labels: FlatBuffer<Int32>
    let size: FlatBuffer<Int32>
    let price: FlatBuffer<Double>
    let memberCount: FlatBuffer<Int>
    let members: FlatBuffer<Int32>
    let memberRows: FlatBuffer<Int32>
    let alive: IndexSet
    let deficient: IndexSet
    let scratch: FlatBuffer<Int32>
    /// Of each class one item, and the present cost.
    private var itemOfClass: [Int32] = []
    private var costOfClass: [Double] = []
    /// Items that stand or fall together (a forest of roots), and what their new division gains.
    private let links: FlatBuffer<Int32>
    private let gains: FlatBuffer<Double>

    /// Numbers below a bound, listed densely.
    final class IndexSet {
        let list: FlatBuffer<Int32>
        private let place: FlatBuffer<Int32>
        private(set) var count = 0

        init(_ capacity: Int) {
            list = FlatBuffer(capacity, repeating: 0)
            place = FlatBuffer(capacity, repeating: -1)
        }

        func removeAll() {
            for index in 0..<count { place[Int(list[index])] = -1 }
            count = 0
        }

        func insert(_ number: Int) {
            place[number] = Int32(count)
            list[count] = Int32(number)
            count += 1
        }

        func remove(_ number: Int) {
            let index = Int(place[number])
            if index < 0 { return }
            count -= 1
            let last = list[count]
            list[index] = last
            place[Int(last)] = Int32(index)
            place[number] = -1
        }
    }

    init(_ problem: LocalProblem, capacity: Int) {
        self.problem = problem
        self.capacity = capacity
        width = problem.width
        leastRows = Int32(problem.leastRows)
        itemOf = FlatBuffer(problem.tupleCount, repeating: 0)
        itemStamp = FlatBuffer(problem.tupleCount, repeating: 0)
        labels = FlatBuffer(capacity * width, repeating: 0)
        size = FlatBuffer(capacity, repeating: 0)
        price = FlatBuffer(capacity, repeating: 0)
        memberCount = FlatBuffer(capacity, repeating: 0)
        members = FlatBuffer(capacity * capacity, repeating: 0)
        memberRows = FlatBuffer(capacity * capacity, repeating: 0)
        alive = IndexSet(capacity)
        deficient = IndexSet(capacity)
        links = FlatBuffer(capacity, repeating: 0)
        gains = FlatBuffer(capacity, repeating: 0)
        scratch = FlatBuffer(3 * width, repeating: 0)
    }

    /// Divides the rows of some classes anew and appends the better division.
    ///
    /// Classes and clusters that share rows, directly or over others, are compared together and apart from the rest.
    /// - Returns: by how much the cost fell.
    func renew(
        _ partition: LocalPartition, _ classes: [Int], into result: inout LocalPartition, random: inout LocalRandom
    ) -> Double {
        load(partition, classes)
        var gain = 0.0
        let isBuilt = construct(&random)
        if isBuilt {
            improve()
            connect(partition, classes)
            for item in itemTuple.indices where gains[item] > 1e-9 { gain += gains[item] }
        }
        for (number, index) in classes.enumerated() {
            if isBuilt, gains[root(Int(itemOfClass[number]))] > 1e-9 { continue }
            for entry in partition.entries(index) {
                result.append(tuple: partition.tuples[entry], rows: partition.rows[entry])
            }
            result.endClass()
        }
        if !isBuilt { return 0 }
        for index in 0..<alive.count {
            let cluster = Int(alive.list[index])
            if gains[root(Int(members[cluster * capacity]))] <= 1e-9 { continue }
            for member in 0..<memberCount[cluster] {
                let item = Int(members[cluster * capacity + member])
                result.append(tuple: itemTuple[item], rows: memberRows[cluster * capacity + member])
            }
            result.endClass()
        }
        return gain
    }

    private func root(_ item: Int) -> Int {
        var item = item
        while Int(links[item]) != item { item = Int(links[item]) }
        return item
    }

    private func link(_ first: Int, _ second: Int) {
        let first = root(first)
        let second = root(second)
        links[max(first, second)] = Int32(min(first, second))
    }

    /// Links the items of every class and every cluster, and sums costs before less costs after at the roots.
    private func connect(_ partition: LocalPartition, _ classes: [Int]) {
        for item in itemTuple.indices {
            links[item] = Int32(item)
            gains[item] = 0
        }
        for (number, index) in classes.enumerated() {
            for entry in partition.entries(index) {
                link(Int(itemOfClass[number]), Int(itemOf[Int(partition.tuples[entry])]))
            }
        }
        for index in 0..<alive.count {
            let cluster = Int(alive.list[index])
            for member in 1..<max(1, memberCount[cluster]) {
                link(Int(members[cluster * capacity]), Int(members[cluster * capacity + member]))
            }
        }
        for number in classes.indices { gains[root(Int(itemOfClass[number]))] += costOfClass[number] }
        for index in 0..<alive.count {
            let cluster = Int(alive.list[index])
            gains[root(Int(members[cluster * capacity]))] -= price[cluster] * Double(size[cluster])
        }
    }

    /// Takes the rows of the classes in, one item a tuple.
    private func load(_ partition: LocalPartition, _ classes: [Int]) {
        itemTuple.removeAll(keepingCapacity: true)
        itemRows.removeAll(keepingCapacity: true)
        if stamp == .max {
            itemStamp.base.update(repeating: 0, count: itemStamp.count)
            stamp = 0
        }
        stamp += 1
        itemOfClass.removeAll(keepingCapacity: true)
        costOfClass.removeAll(keepingCapacity: true)
        for index in classes {
            var rows = 0
            for (number, entry) in partition.entries(index).enumerated() {
                let tuple = partition.tuples[entry]
                rows += Int(partition.rows[entry])
                if number == 0 {
                    scratch.base.update(from: problem.leaves(tuple), count: width)
                } else {
                    problem.widen(scratch.base, by: problem.leaves(tuple))
                }
                if itemStamp[Int(tuple)] == stamp {
                    itemRows[Int(itemOf[Int(tuple)])] += partition.rows[entry]
                } else {
                    itemStamp[Int(tuple)] = stamp
                    itemOf[Int(tuple)] = Int32(itemTuple.count)
                    itemTuple.append(tuple)
                    itemRows.append(partition.rows[entry])
                }
            }
            itemOfClass.append(itemOf[Int(partition.tuples[partition.entries(index).lowerBound])])
            costOfClass.append(problem.cost(scratch.base) * Double(rows))
        }
    }

    @inline(__always)
    func label(_ cluster: Int) -> UnsafeMutablePointer<Int32> { labels.base + cluster &* width }

    @inline(__always)
    func leaves(ofItem item: Int) -> UnsafePointer<Int32> { problem.leaves(itemTuple[item]) }

    /// Whether a cluster is not yet what a class must be.
    func isDeficient(_ cluster: Int) -> Bool {
        if size[cluster] < leastRows { return true }
        guard let judge = problem.judge else { return false }
        judge.clear()
        for member in 0..<memberCount[cluster] { judge.add(itemTuple[Int(members[cluster * capacity + member])]) }
        return !judge.isSatisfied
    }

    /// Adds rows of an item to a cluster; labels are the caller's business.
    func add(_ item: Int, rows: Int32, to cluster: Int) {
        let start = cluster * capacity
        for member in 0..<memberCount[cluster] where Int(members[start + member]) == item {
            memberRows[start + member] += rows
            size[cluster] += rows
            return
        }
        members[start + memberCount[cluster]] = Int32(item)
        memberRows[start + memberCount[cluster]] = rows
        memberCount[cluster] += 1
        size[cluster] += rows
    }

    /// Takes rows of a member from a cluster; the last rows take the member away.
    func take(_ member: Int, rows: Int32, from cluster: Int) {
        let start = cluster * capacity
        memberRows[start + member] -= rows
        size[cluster] -= rows
        if memberRows[start + member] > 0 { return }
        let last = memberCount[cluster] - 1
        members[start + member] = members[start + last]
        memberRows[start + member] = memberRows[start + last]
        memberCount[cluster] = last
    }

    /// Makes the labels of a cluster as narrow as its members allow.
    func narrow(_ cluster: Int) {
        let target = label(cluster)
        for member in 0..<memberCount[cluster] {
            let leaves = leaves(ofItem: Int(members[cluster * capacity + member]))
            if member == 0 { target.update(from: leaves, count: width) } else { problem.widen(target, by: leaves) }
        }
        price[cluster] = problem.cost(target)
    }
}
