extension CellPacking {
    /// What a row of each tuple costs in this packing: its mask, or where it found no group a whole row, and where so
    /// many rows may not be suppressed as much as borrowing can cost.
    func expectedCosts(allowedRows: Int, fullCost: Double) -> [Double] {
        let rest = open.reduce(0) { $0 + Int(tuples.rows[Int($1)]) }
        let unsettled = rest <= allowedRows ? fullCost : fullCost * Double(check.minimumSize + 1)
        let costs = groupMasks.map { masks.cost($0) }
        return groups.map { $0 < 0 ? unsettled : costs[Int($0)] }
    }

    /// Completes groups of open tuples that are too small with rows from groups that can spare them, where this costs
    /// less than what the open tuples are expected to cost otherwise. For the size of groups only: which rows of a tuple
    /// move is open, so nothing may depend on it.
    mutating func borrow(_ mask: UInt64, expected: [Double]) {
        let cost = masks.cost(mask)
        tuples.number(open, mask: mask, into: &index)
        index.sum(tuples.rows, of: open)
        var benefit = [Double](repeating: 0, count: index.groupRows.count)
        for (place, tuple) in open.enumerated() {
            benefit[Int(index.groups[place])] += Double(tuples.rows[Int(tuple)]) * (expected[Int(tuple)] - cost)
        }
        var need = index.groupRows.map { Int32(check.minimumSize) - $0 }
        var offers: [(gift: Gift, giver: Int32, cost: Double)] = []
        // The dearest first: their cells are masked already, so another mask adds least.
        for tuple in settled.reversed() {
            let giver = Int(groups[Int(tuple)])
            let spare = min(groupRows[giver] - check.minimumSize, Int(ownRows[Int(tuple)]))
            guard spare > 0, let number = tuples.find(tuple, mask: mask, in: index), need[Int(number)] > 0 else {
                continue
            }
            let extra = cost - masks.cost(groupMasks[giver])
            var rows = min(Int32(spare), need[Int(number)])
            if extra > 0 { rows = min(rows, Int32(min(1e9, (benefit[Int(number)] / extra).rounded(.down)))) }
            if rows <= 0 { continue }
            offers.append((Gift(tuple: tuple, group: number, rows: rows), Int32(giver), extra))
            need[Int(number)] -= rows
            benefit[Int(number)] -= Double(rows) * extra
            groupRows[giver] -= Int(rows)
            ownRows[Int(tuple)] -= rows
        }
        var numbers = [Int32](repeating: -1, count: need.count)
        for (number, rows) in need.enumerated() where rows <= 0 && benefit[number] >= 0 {
            numbers[number] = addGroup(mask: mask, rows: check.minimumSize, tuple: index.firstTuples[number])
        }
        for offer in offers {
            let group = numbers[Int(offer.gift.group)]
            if group >= 0 {
                gifts.append(Gift(tuple: offer.gift.tuple, group: group, rows: offer.gift.rows))
            } else {
                groupRows[Int(offer.giver)] += Int(offer.gift.rows)
                ownRows[Int(offer.gift.tuple)] += offer.gift.rows
            }
        }
        settle { numbers[Int($0)] }
    }
}
