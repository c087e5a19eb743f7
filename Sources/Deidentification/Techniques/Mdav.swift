/// MDAV, maximum distance to average vector (Domingo-Ferrer and Torra 2005): parts points into groups of k near ones.
///
/// Squared distances add up over the number columns; a differing category adds 1. While at least 3k points are left: the
/// point farthest from the centroid takes the k points nearest to it (itself among them), then the point farthest from
/// that one takes its k nearest. Of 2k to 3k - 1 points the first of these steps is made once, the rest is a group; fewer
/// than 2k are one group. Of points equally far the first decides. The centroid's category is the most frequent one.
/// Costs O(n²/k).
struct Mdav {
    /// The group of each point.
    private(set) var groups: [Int32]
    /// The number of groups; each has k to 2k - 1 points where there are k at all.
    private(set) var groupCount: Int32 = 0

    private let k: Int
    private let numbers: [[Double]]
    private let categories: [[Int32]]
    // The points left, and their coordinates beside them, so that every pass reads contiguous memory.
    private var points: [Int32]
    private var coordinates: [[Double]]
    private var labels: [[Int32]]
    private var sums: [Double]
    private var counts: [[Int32]]
    private var distances: [Double]

    /// - Parameters:
    ///   - numbers: per column the points' numbers.
    ///   - categories: per column the points' categories, from 0.
    init(numbers: [[Double]], categories: [[Int32]], points count: Int, k: Int) {
        self.k = k
        self.numbers = numbers
        self.categories = categories
        groups = [Int32](repeating: 0, count: count)
        points = Array(0..<Int32(count))
        coordinates = numbers
        labels = categories
        sums = numbers.map { $0.reduce(0, +) }
        counts = categories.map { column in
            var counts = [Int32](repeating: 0, count: Int(column.max() ?? -1) + 1)
            for category in column { counts[Int(category)] += 1 }
            return counts
        }
        distances = [Double](repeating: 0, count: count)
        while points.count >= 3 * k {
            let first = farthestFromCentroid()
            formGroup(around: first)
            measure(from: numbers.map { $0[first] }, categories.map { $0[first] })
            formGroup(around: farthest())
        }
        if points.count >= 2 * k { formGroup(around: farthestFromCentroid()) }
        for point in points { groups[Int(point)] = groupCount }
        groupCount += points.isEmpty ? 0 : 1
    }

    private mutating func farthestFromCentroid() -> Int {
        let count = Double(points.count)
        measure(
            from: sums.map { $0 / count },
            counts.map { column in
                var best = 0
                for category in column.indices where column[category] > column[best] { best = category }
                return Int32(best)
            })
        return farthest()
    }

    /// Notes how far every point left is from this one.
    private mutating func measure(from center: [Double], _ categories: [Int32]) {
        let count = points.count
        // Unsafe buffers: these loops are nearly all of the work, and only so the compiler makes vectors of them.
        distances.withUnsafeMutableBufferPointer { distances in
            for index in 0..<count { distances[index] = 0 }
            for (column, value) in zip(coordinates, center) {
                column.withUnsafeBufferPointer { column in
                    for index in 0..<count {
                        let difference = column[index] - value
                        distances[index] += difference * difference
                    }
                }
            }
            for (column, category) in zip(labels, categories) {
                column.withUnsafeBufferPointer { column in
                    for index in 0..<count { distances[index] += column[index] == category ? 0 : 1 }
                }
            }
        }
    }

    /// The point whose noted distance is greatest.
    private func farthest() -> Int {
        var best = 0
        for index in 1..<max(1, points.count) {
            let isFarther =
                distances[index] > distances[best]
                || (distances[index] == distances[best] && points[index] < points[best])
            if isFarther { best = index }
        }
        return Int(points[best])
    }

    /// Makes a group of the k points nearest to this one.
    private mutating func formGroup(around point: Int) {
        measure(from: numbers.map { $0[point] }, categories.map { $0[point] })
        // The k nearest so far, ascending by distance, then by number.
        var nearest: [(distance: Double, point: Int32, index: Int)] = []
        nearest.reserveCapacity(k + 1)
        var bound = Double.infinity
        for index in 0..<points.count {
            let distance = distances[index]
            if distance > bound { continue }
            var place = nearest.count
            while place > 0 {
                let other = nearest[place - 1]
                if (other.distance, other.point) < (distance, points[index]) { break }
                place -= 1
            }
            if place == k { continue }
            nearest.insert((distance, points[index], index), at: place)
            if nearest.count > k { nearest.removeLast() }
            if nearest.count == k { bound = nearest[k - 1].distance }
        }
        for (_, point, _) in nearest { groups[Int(point)] = groupCount }
        groupCount += 1
        // From the last place on, so that the places of the others stay what they are.
        for index in nearest.map(\.index).sorted(by: >) { remove(index) }
    }

    private mutating func remove(_ index: Int) {
        points.swapAt(index, points.count - 1)
        points.removeLast()
        for column in coordinates.indices {
            sums[column] -= coordinates[column][index]
            coordinates[column].swapAt(index, coordinates[column].count - 1)
            coordinates[column].removeLast()
        }
        for column in labels.indices {
            counts[column][Int(labels[column][index])] -= 1
            labels[column].swapAt(index, labels[column].count - 1)
            labels[column].removeLast()
        }
    }
}

extension Mdav {
    /// The most points that are grouped at once; above, blocks are.
    package static let largestWhole = 100_000
    /// The points of a block, about.
    static let blockSize = 10_000

    /// The groups of any number of points, 0 or at least k.
    ///
    /// More than ``largestWhole`` are put in order by their numbers and categories, column by column, and cut into equal
    /// blocks of about ten thousand (2k where that is more), each grouped by itself, so cost stays linear in rows.
    static func groups(numbers: [[Double]], categories: [[Int32]], points count: Int, k: Int) -> [Int32] {
        if count <= largestWhole {
            return Mdav(numbers: numbers, categories: categories, points: count, k: k).groups
        }
        let order = (0..<Int32(count)).sorted { left, right in
            for column in numbers where column[Int(left)] != column[Int(right)] {
                return column[Int(left)] < column[Int(right)]
            }
            for column in categories where column[Int(left)] != column[Int(right)] {
                return column[Int(left)] < column[Int(right)]
            }
            return left < right
        }
        let blocks = max(1, count / max(blockSize, 2 * k))
        var groups = [Int32](repeating: 0, count: count)
        var groupCount: Int32 = 0
        for block in 0..<blocks {
            let rows = order[(block * count / blocks)..<((block + 1) * count / blocks)]
            let mdav = Mdav(
                numbers: numbers.map { column in rows.map { column[Int($0)] } },
                categories: categories.map { column in rows.map { column[Int($0)] } }, points: rows.count, k: k)
            for (row, group) in zip(rows, mdav.groups) { groups[Int(row)] = groupCount + group }
            groupCount += mdav.groupCount
        }
        return groups
    }
}
