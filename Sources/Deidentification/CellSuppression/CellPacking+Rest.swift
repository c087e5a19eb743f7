extension CellPacking {
    /// What masked cells and suppressed rows cost together.
    func totalCost(_ fullCost: Double) -> Double {
        var sum = cost
        for (tuple, group) in groups.enumerated() where group < 0 { sum += Double(tuples.rows[tuple]) * fullCost }
        return sum
    }

    /// The packing with every tuple in a group or suppressed.
    ///
    /// A tuple that no mask saved is suppressed where the limit allows it and no group could take it in for less; else
    /// it joins the group that this costs least, whose mask widens. Where hundreds are left, they are put together with
    /// the groups that are cheapest to mask whole until all of them hold.
    /// - Parameters:
    ///   - allowedRows: the rows that may be suppressed.
    ///   - fullCost: what a suppressed row costs.
    func settlingRest(allowedRows: Int, fullCost: Double) -> CellPacking {
        var packing = self
        if open.isEmpty { return packing }
        let rows = open.reduce(0) { $0 + Int(tuples.rows[Int($1)]) }
        if masks.all == 0 {
            for tuple in open { packing.groups[Int(tuple)] = -2 }
            packing.open = []
        } else if open.count > Self.singleTuples {
            if rows <= allowedRows || !packing.joinAll(open) {
                for tuple in open { packing.groups[Int(tuple)] = -2 }
                packing.open = []
            }
        } else {
            var allowed = allowedRows
            for tuple in open {
                let rows = Int(tuples.rows[Int(tuple)])
                let best = packing.cheapestGroup(for: tuple)
                if rows <= allowed, best.map({ $0.cost >= Double(rows) * fullCost }) ?? true {
                    packing.groups[Int(tuple)] = -2
                    allowed -= rows
                } else if let best {
                    packing.groupMasks[best.group] = best.mask
                    packing.groups[Int(tuple)] = Int32(best.group)
                    packing.groupRows[best.group] += rows
                } else {
                    packing.groups[Int(tuple)] = -2
                }
            }
            packing.open = []
        }
        return packing
    }

    /// Up to so many tuples are looked at one by one.
    private static let singleTuples = 256
    /// With models of more than size, the groups that are tried for a tuple.
    private static let triedGroups = 100

    /// The group that takes the tuple in at the least cost, and the mask that it needs for that.
    private func cheapestGroup(for tuple: Int32) -> (group: Int, mask: UInt64, cost: Double)? {
        var candidates: [(group: Int, mask: UInt64, cost: Double)] = []
        let rows = Double(tuples.rows[Int(tuple)])
        var best = Double.infinity
        for group in groupRows.indices where groupRows[group] > 0 {
            let difference = tuples.difference(Int(groupTuples[group]), Int(tuple), mask: groupMasks[group])
            let mask = groupMasks[group] | difference
            if mask & ~masks.all != 0 { continue }
            let wide = masks.cost(mask)
            let cost = Double(groupRows[group]) * (wide - masks.cost(groupMasks[group])) + rows * wide
            if check.judgesMoreThanSize {
                candidates.append((group, mask, cost))
            } else if cost < best {
                best = cost
                candidates = [(group, mask, cost)]
            }
        }
        if !check.judgesMoreThanSize { return candidates.first }
        candidates.sort { ($0.cost, $0.group) < ($1.cost, $1.group) }
        for candidate in candidates.prefix(Self.triedGroups) {
            let members = groups.indices.filter { groups[$0] == candidate.group }.map(Int32.init) + [tuple]
            let rows = groupRows[candidate.group] + Int(tuples.rows[Int(tuple)])
            if check.holds(members, rows: rows, tuples: tuples) { return candidate }
        }
        return nil
    }

    /// Puts all these tuples, fully masked, together with whole groups, the cheapest first, until they hold; false
    /// where they never do.
    private mutating func joinAll(_ rest: [Int32]) -> Bool {
        var statistics = check.empty
        for tuple in rest { check.add(tuple, of: tuples, sign: 1, to: &statistics) }
        var members = [[Int32]](repeating: [], count: groupRows.count)
        for (tuple, group) in groups.enumerated() where group >= 0 { members[Int(group)].append(Int32(tuple)) }
        let full = masks.cost(masks.all)
        let order = groupRows.indices.map { (Double(groupRows[$0]) * (full - masks.cost(groupMasks[$0])), $0) }
            .sorted(by: <).map(\.1)
        for (place, group) in order.enumerated() {
            for tuple in members[group] { check.add(tuple, of: tuples, sign: 1, to: &statistics) }
            guard check.requirement.isSatisfied(by: statistics) else { continue }
            // All of them are now written alike, so they are one group wherever they are counted.
            for joined in order[...place] { groupMasks[joined] = masks.all }
            for tuple in rest {
                groups[Int(tuple)] = Int32(group)
                groupRows[group] += Int(tuples.rows[Int(tuple)])
            }
            open = []
            return true
        }
        return false
    }
}
