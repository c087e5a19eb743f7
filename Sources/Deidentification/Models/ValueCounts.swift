/// The values of a sensitive column in one class with their counts, read in place from either form of a class.
///
/// Holds pointers, so that a judgement copies nothing: valid only while the arrays it was made from are borrowed.
struct ValueCounts {
    /// The values, nil where the counts are dense: entry i is value i then.
    private let values: UnsafeBufferPointer<Int32>?
    /// The counts; dense ones may be 0.
    private let counts: UnsafeBufferPointer<Int32>
    /// The sum of the counts.
    let total: Int

    init(values: UnsafeBufferPointer<Int32>?, counts: UnsafeBufferPointer<Int32>) {
        self.values = values
        self.counts = counts
        var total = 0
        for count in counts { total += Int(count) }
        self.total = total
    }

    /// Calls `body` with each value that occurs and its count.
    @inline(__always)
    func forEach(_ body: (_ value: Int, _ count: Int) -> Void) {
        for entry in 0..<counts.count where counts[entry] > 0 {
            body(values.map { Int($0[entry]) } ?? entry, Int(counts[entry]))
        }
    }

    /// The number of different values.
    var distinct: Int {
        var number = 0
        for entry in 0..<counts.count where counts[entry] > 0 { number += 1 }
        return number
    }

    /// The counts in descending order, for as long as `body` runs.
    func withDescendingCounts<Result>(_ body: (UnsafeMutableBufferPointer<Int32>) -> Result) -> Result {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: max(1, counts.count)) { room in
            var number = 0
            for entry in 0..<counts.count where counts[entry] > 0 {
                // Insertion: classes have few different values.
                var place = number
                while place > 0, room[place - 1] < counts[entry] {
                    room[place] = room[place - 1]
                    place -= 1
                }
                room[place] = counts[entry]
                number += 1
            }
            return body(UnsafeMutableBufferPointer(rebasing: room[0..<number]))
        }
    }
}

extension ClassDistributions {
    /// Calls `body` with what reads the values of a class; one call for many classes.
    func withValueCounts<Result>(_ body: ((_ index: Int) -> ValueCounts) -> Result) -> Result {
        values.withUnsafeBufferPointer { values in
            counts.withUnsafeBufferPointer { counts in
                body { index in
                    let range = Int(offsets[index])..<Int(offsets[index + 1])
                    return ValueCounts(
                        values: UnsafeBufferPointer(rebasing: values[range]),
                        counts: UnsafeBufferPointer(rebasing: counts[range]))
                }
            }
        }
    }
}

extension ClassStatistics {
    /// Calls `body` with the values of a sensitive column.
    func withValueCounts<Result>(_ sensitive: Int, _ body: (ValueCounts) -> Result) -> Result {
        counts[sensitive].withUnsafeBufferPointer { body(ValueCounts(values: nil, counts: $0)) }
    }
}
