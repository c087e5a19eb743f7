extension GreedyCover {
    /// What a lent row costs above its present label, compared with the rows that are helped.
    private static let lendingFactor = 1.5

    /// Completes groups of fewer than k rows with surplus rows of fixed classes that the node writes alike.
    ///
    /// A group's cost is then that of its labels plus what the lent rows lose, per own row.
    /// - Parameter groups: groups of the selected node.
    /// - Returns: the least cost above `next` of a group that could be completed.
    func borrow(_ groups: [Int32], next: Double) -> Double {
        let leastRows = Int32(problem.leastRows)
        var heads = [Int32](repeating: -1, count: groups.count)
        for (number, group) in groups.enumerated() { groupClass[Int(group)] = -3 - Int32(number) }
        var offers: [(entry: Int32, following: Int32)] = []
        var kept = 0
        looks += surplusEntries.count
        for index in surplusEntries.indices {
            let entry = Int(surplusEntries[index])
            if entryRows[entry] == 0 || classRows[Int(entryClass[entry])] <= leastRows { continue }
            surplusEntries[kept] = Int32(entry)
            kept += 1
            let group = table.find(lattice.key(Int(entryTuple[entry])))
            if group < 0 || groupClass[Int(group)] > -3 { continue }
            let number = Int(-3 - groupClass[Int(group)])
            offers.append((Int32(entry), heads[number]))
            heads[number] = Int32(offers.count - 1)
        }
        surplusEntries.removeLast(surplusEntries.count - kept)
        for group in groups { groupClass[Int(group)] = -1 }

        var again = Double.infinity
        var lenders: [Int32] = []
        for (number, group) in groups.enumerated() {
            lenders.removeAll(keepingCapacity: true)
            var offer = heads[number]
            while offer >= 0 {
                lenders.append(offers[Int(offer)].entry)
                offer = offers[Int(offer)].following
            }
            // Those who pay most at present lose least.
            lenders.sort { first, second in
                let left = classCost[Int(entryClass[Int(first)])]
                let right = classCost[Int(entryClass[Int(second)])]
                return left != right ? left > right : first < second
            }
            let rows = groupRows[Int(group)]
            guard let loans = loans(lenders, missing: leastRows - rows) else { continue }
            let cost = groupCost[Int(group)]
            var added = 0.0
            for loan in loans { added += Double(loan.rows) * (cost - classCost[Int(entryClass[Int(loan.entry)])]) }
            let effective = cost + Self.lendingFactor * added / Double(rows)
            if effective > next {
                again = min(again, effective)
                continue
            }
            beginClass(Int(group))
            let number = groupClass[Int(group)]
            classRows[Int(number)] = leastRows
            for loan in loans {
                let entry = Int(loan.entry)
                entryRows[entry] -= loan.rows
                classRows[Int(entryClass[entry])] -= loan.rows
                entryTuple.append(entryTuple[entry])
                entryRows.append(loan.rows)
                entryClass.append(number)
            }
        }
        return again
    }

    /// As many rows of the lenders as are missing, no class going below k; nil where there are not enough.
    private func loans(_ lenders: [Int32], missing: Int32) -> [(entry: Int32, rows: Int32)]? {
        var loans: [(entry: Int32, rows: Int32)] = []
        var missing = missing
        for entry in lenders {
            let lender = entryClass[Int(entry)]
            var surplus = classRows[Int(lender)] - Int32(problem.leastRows)
            for loan in loans where entryClass[Int(loan.entry)] == lender { surplus -= loan.rows }
            let rows = min(missing, min(surplus, entryRows[Int(entry)]))
            if rows <= 0 { continue }
            loans.append((entry, rows))
            missing -= rows
            if missing == 0 { return loans }
        }
        return nil
    }
}
