import Primitives

extension Preparation {
    /// データ交換 by rank (Moore 1996), each column by itself: a number changes places with one of the same stratum whose
    /// rank is at most the whole part of share × the stratum's numbers away. Each cell moves at most once.
    ///
    /// Blank cells and earlier labels have no rank and stay in their rows. The column's values stay the same as a whole,
    /// in each stratum.
    mutating func rankSwap(
        _ names: [String], share: Double, within strata: [String]
    ) throws(DeidentificationError) {
        guard (0...1).contains(share) else { throw unusable("share", share, allowed: "from 0 to 1") }
        let lists = try self.strata(strata).rows
        var swapped: [Column] = []
        var keptCells = 0
        for name in names {
            let column = try column(name)
            let numbers = try numbers(of: column)
            keptCells += numbers.otherCells
            var codes = column.codes.unpacked
            for list in lists {
                let ranked = list.filter { numbers.isNumber[Int(codes[Int($0)])] }.sorted { left, right in
                    let first = numbers.scaled[Int(codes[Int(left)])]
                    let second = numbers.scaled[Int(codes[Int(right)])]
                    return first == second ? left < right : first < second
                }
                let reach = wholeShare(share, of: ranked.count)
                let partners = RankSwap.partners(count: ranked.count, reach: reach, using: &random)
                for (rank, partner) in partners.enumerated() where partner > rank {
                    codes.swapAt(Int(ranked[rank]), Int(ranked[partner]))
                }
            }
            swapped.append(Column(name: name, uniqueValues: column.values, validCodes: CodeVector(codes)))
        }
        replace(swapped, keptCells: keptCells)
    }

    /// データ交換 of records: pairs of rows of one stratum exchange the columns' cells, all of them together, blank ones
    /// included. Each row is in at most one pair; the rows in pairs are that share of all, as near as pairs allow.
    mutating func recordSwap(
        _ names: [String], share: Double, within strata: [String]
    ) throws(DeidentificationError) {
        guard (0...1).contains(share) else { throw unusable("share", share, allowed: "from 0 to 1") }
        let lists = try self.strata(strata).rows
        var columns: [Column] = []
        for name in names { columns.append(try column(name)) }
        var codes = columns.map(\.codes.unpacked)
        // Systematic rounding of each stratum's share of pairs, from a random start: in small strata too every row has
        // the same chance, and the total misses the share by less than a pair, where strata of one row do not hinder.
        var due = Double.random(in: 0..<1, using: &random)
        for list in lists {
            due += share * Double(list.count) / 2
            let pairs = min(Int((due + 1e-9).rounded(.down)), list.count / 2)
            due -= (due + 1e-9).rounded(.down)
            var rows = list
            for place in 0..<2 * pairs { rows.swapAt(place, Int.random(in: place..<rows.count, using: &random)) }
            for pair in 0..<pairs {
                for index in codes.indices { codes[index].swapAt(Int(rows[2 * pair]), Int(rows[2 * pair + 1])) }
            }
        }
        replace(
            zip(columns, codes).map { column, codes in
                Column(name: column.name, uniqueValues: column.values, validCodes: CodeVector(codes))
            })
    }

    private func strata(_ names: [String]) throws(DeidentificationError) -> Strata {
        var strata = Strata(rowCount: table.rowCount)
        for name in names { strata.part(by: try column(name)) }
        return strata
    }
}
