/// Partners for swapping by rank.
package enum RankSwap {
    /// For each rank from 0 the rank it changes places with, itself where none is left.
    ///
    /// From the lowest rank on each one that has no partner draws one among those at most `reach` above it that have
    /// none, all equally likely. Costs n log n.
    package static func partners(
        count: Int, reach: Int, using random: inout some RandomNumberGenerator
    ) -> [Int] {
        var partners = Array(0..<count)
        if reach < 1 { return partners }
        var free = FreePlaces(count: count)
        var isTaken = [Bool](repeating: false, count: count)
        for rank in 0..<count where !isTaken[rank] {
            let below = free.count(before: rank + 1)
            let open = free.count(before: min(count, rank + reach + 1)) - below
            if open == 0 { continue }
            let partner = free.place(below + Int.random(in: 0..<open, using: &random))
            partners[rank] = partner
            partners[partner] = rank
            isTaken[partner] = true
            free.take(rank)
            free.take(partner)
        }
        return partners
    }
}

/// Which of a row of places are free: counts and finds them in logarithmic time (a Fenwick tree).
private struct FreePlaces {
    private var tree: [Int32]
    private let top: Int

    init(count: Int) {
        tree = (0...count).map { Int32($0 & -$0) }
        var top = 1
        while top * 2 <= count { top *= 2 }
        self.top = top
    }

    /// The free places before this one.
    func count(before place: Int) -> Int {
        var sum: Int32 = 0
        var index = place
        while index > 0 {
            sum += tree[index]
            index &= index - 1
        }
        return Int(sum)
    }

    /// The free place before which there are so many free ones.
    func place(_ number: Int) -> Int {
        var rest = Int32(number)
        var index = 0
        var step = top
        while step > 0 {
            if index + step < tree.count, tree[index + step] <= rest {
                index += step
                rest -= tree[index]
            }
            step /= 2
        }
        return index
    }

    mutating func take(_ place: Int) {
        var index = place + 1
        while index < tree.count {
            tree[index] -= 1
            index += index & -index
        }
    }
}
