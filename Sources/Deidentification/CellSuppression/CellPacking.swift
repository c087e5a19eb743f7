/// Puts the tuples whose class fails into groups that hold, by masking cells: cheapest masks first.
///
/// For each cost the mask that saves most rows is applied first, then the next on what is left; a group is fixed as soon
/// as it holds. Fixed groups only ever gain rows or give away what they can spare.
struct CellPacking {
    /// Rows of a tuple that were moved out of its group into another one.
    struct Gift: Equatable {
        let tuple: Int32
        let group: Int32
        let rows: Int32
    }

    let tuples: NodeTuples
    let check: GroupCheck
    var masks: CellMasks
    /// The tuples without a group.
    var open: [Int32] = []
    /// The group of each tuple, -1 where it has none, -2 where its rows are suppressed.
    var groups: [Int32]
    /// The rows of each tuple that are in its own group.
    var ownRows: [Int32]
    /// For each group its mask, its counted rows and one of its tuples.
    var groupMasks: [UInt64] = []
    var groupRows: [Int] = []
    var groupTuples: [Int32] = []
    var gifts: [Gift] = []
    /// The tuples in groups, in the order in which they got there.
    var settled: [Int32] = []
    var index: MaskedWords

    init(tuples: NodeTuples, check: GroupCheck, masks: CellMasks) {
        self.tuples = tuples
        self.check = check
        self.masks = masks
        groups = [Int32](repeating: -1, count: tuples.count)
        ownRows = tuples.rows
        index = MaskedWords(count: tuples.count)
        for tuple in 0..<tuples.count {
            if check.holds([Int32(tuple)], rows: Int(tuples.rows[tuple]), tuples: tuples)
                || tuples.rows[tuple] == 0 && !check.usesUncountedRows
            {
                fix([Int32(tuple)], mask: 0, rows: Int(tuples.rows[tuple]))
            } else {
                open.append(Int32(tuple))
            }
        }
    }

    /// What the cells cost that are masked so far.
    var cost: Double {
        let costs = groupMasks.map { masks.cost($0) }
        var sum = 0.0
        for (tuple, group) in groups.enumerated() where group >= 0 { sum += Double(ownRows[tuple]) * costs[Int(group)] }
        for gift in gifts { sum += Double(gift.rows) * costs[Int(gift.group)] }
        return sum
    }

    /// Tries every mask.
    /// - Parameter expected: what a row of each tuple came to cost before, where that is known: rows are then taken from
    ///   groups that can spare them where this costs less.
    mutating func pack(
        expected: [Double]?, progress: (Int) throws(DeidentificationError) -> Void
    ) throws(DeidentificationError) {
        while !open.isEmpty, let tier = masks.next(openTuples: open.count) {
            try progress(open.count)
            try pack(tier, progress: progress)
            if let expected { for mask in tier where !open.isEmpty { borrow(mask, expected: expected) } }
        }
    }

    /// Applies masks of one cost: always the one that saves most rows of those still open.
    private mutating func pack(
        _ tier: [UInt64], progress: (Int) throws(DeidentificationError) -> Void
    ) throws(DeidentificationError) {
        var gains: [(mask: UInt64, gain: Int)] = []
        if tier.count > 1 {
            for mask in tier {
                try progress(open.count)
                let gain = group(mask)
                masks.note(gain, of: mask)
                gains.append((mask, gain))
            }
        } else {
            gains = tier.map { ($0, Int.max) }
        }
        // Gains shrink while tuples find groups, so what comes out greatest when looked at again is greatest.
        while let best = gains.indices.max(by: { (gains[$0].gain, $1) < (gains[$1].gain, $0) }), gains[best].gain > 0 {
            try progress(open.count)
            let mask = gains[best].mask
            gains[best].gain = group(mask)
            if gains.allSatisfy({ $0.gain <= gains[best].gain }) {
                masks.note(gains[best].gain, of: mask)
                if gains[best].gain > 0 { fixGroups(mask) }
                gains.remove(at: best)
            }
            if open.isEmpty { return }
        }
    }

    /// Groups the open tuples by what the mask leaves; the rows in groups that hold.
    private mutating func group(_ mask: UInt64) -> Int {
        tuples.number(open, mask: mask, into: &index)
        index.sum(tuples.rows, of: open)
        let least = check.minimumSize
        if !check.judgesMoreThanSize { return index.groupRows.reduce(0) { $0 + (Int($1) >= least ? Int($1) : 0) } }
        failing = check.failing(index, of: open, tuples: tuples)
        return zip(index.groupRows, failing).reduce(0) { $0 + ($1.1 ? 0 : Int($1.0)) }
    }

    /// With models of more than size: which of the groups made last do not hold.
    private var failing: [Bool] = []

    private mutating func fixGroups(_ mask: UInt64) {
        var numbers = [Int32](repeating: -1, count: index.groupRows.count)
        for (number, rows) in index.groupRows.enumerated() {
            let holds = check.judgesMoreThanSize ? !failing[number] : Int(rows) >= check.minimumSize
            if !holds { continue }
            numbers[number] = addGroup(mask: mask, rows: Int(rows), tuple: index.firstTuples[number])
        }
        settle { numbers[Int($0)] }
    }

    /// Moves open tuples to groups: `group` gives for the number of the last grouping the group, or -1.
    mutating func settle(_ group: (Int32) -> Int32) {
        var rest: [Int32] = []
        for (place, tuple) in open.enumerated() {
            let group = group(index.groups[place])
            groups[Int(tuple)] = group
            if group >= 0 { settled.append(tuple) } else { rest.append(tuple) }
        }
        open = rest
    }

    mutating func addGroup(mask: UInt64, rows: Int, tuple: Int32) -> Int32 {
        groupMasks.append(mask)
        groupRows.append(rows)
        groupTuples.append(tuple)
        return Int32(groupRows.count - 1)
    }

    private mutating func fix(_ members: [Int32], mask: UInt64, rows: Int) {
        guard let first = members.first else { return }
        let group = addGroup(mask: mask, rows: rows, tuple: first)
        for tuple in members {
            groups[Int(tuple)] = group
            settled.append(tuple)
        }
    }
}
