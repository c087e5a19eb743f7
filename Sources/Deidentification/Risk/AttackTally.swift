import Primitives

/// Adds up the outcome of an attack, tuple by tuple.
struct AttackTally {
    private let groupOfRow: [Int32]
    private let groupRows: [Int]
    private let groupAreas: [Double]
    private var guesses: [GuessTally]
    /// For each group the last attack that it matched in, and the last in which it was the most specific.
    private var matchedIn: [Int]
    private var bestIn: [Int]
    private var attack = 0
    private var best: [Int32] = []

    private var attacked = 0
    private var released = 0
    private var falseMatches = 0
    private var alike = 0.0
    private var specific = 0.0
    private var highestAlike = 0.0
    private var highestSpecific = 0.0

    /// - Parameter groupOfRow: the group of each row in the output, negative for rows that are not in it.
    init(groupOfRow: [Int32], groupAreas: [Double], sensitive: [Column]) {
        var rows = [Int](repeating: 0, count: groupAreas.count)
        for group in groupOfRow where group >= 0 { rows[Int(group)] += 1 }
        self.groupOfRow = groupOfRow
        self.groupAreas = groupAreas
        groupRows = rows
        guesses = sensitive.map { GuessTally($0, groupOfRow: groupOfRow, groupCount: rows.count) }
        matchedIn = [Int](repeating: 0, count: rows.count)
        bestIn = matchedIn
    }

    /// Attacks rows of one tuple, which these groups match.
    mutating func attack(_ rows: ArraySlice<Int32>, groups: [Int32]) {
        attack += 1
        var matching = 0
        var bestRows = 0
        var bestArea = Double.infinity
        best.removeAll(keepingCapacity: true)
        for group in groups {
            let index = Int(group)
            // A group may be left without rows where only a research subset's are delivered.
            if groupRows[index] == 0 { continue }
            matchedIn[index] = attack
            matching += groupRows[index]
            if groupAreas[index] < bestArea {
                bestArea = groupAreas[index]
                bestRows = 0
                best.removeAll(keepingCapacity: true)
            }
            if groupAreas[index] == bestArea {
                bestRows += groupRows[index]
                best.append(group)
            }
        }
        for group in best { bestIn[Int(group)] = attack }
        count(rows, matching: matching, bestRows: bestRows)
        for index in guesses.indices { guesses[index].attack(rows, groups: groups, best: best) }
    }

    private mutating func count(_ rows: ArraySlice<Int32>, matching: Int, bestRows: Int) {
        attacked += rows.count
        var found = 0
        var foundInBest = 0
        for row in rows {
            let group = groupOfRow[Int(row)]
            if group < 0 {
                if matching > 0 { falseMatches += 1 }
                continue
            }
            released += 1
            if matchedIn[Int(group)] == attack { found += 1 }
            if bestIn[Int(group)] == attack { foundInBest += 1 }
        }
        if found > 0 {
            alike += Double(found) / Double(matching)
            highestAlike = max(highestAlike, 1 / Double(matching))
        }
        if foundInBest > 0 {
            specific += Double(foundInBest) / Double(bestRows)
            highestSpecific = max(highestSpecific, 1 / Double(bestRows))
        }
    }

    /// What came out.
    var result: AttackResult {
        AttackResult(
            attackedRows: attacked, releasedRows: released, alike: Proportion(sum: alike, count: released),
            specific: Proportion(sum: specific, count: released), highestAlike: highestAlike,
            highestSpecific: highestSpecific,
            falseMatches: Proportion(sum: Double(falseMatches), count: attacked - released),
            guesses: guesses.map(\.result))
    }
}

/// Adds up the guesses of one sensitive column.
private struct GuessTally {
    private let column: Column
    private let codes: [Int32]
    /// The distribution of each group: values and counts from `starts[group]` on.
    private var starts: [Int] = [0]
    private var values: [Int32] = []
    private var counts: [Int32] = []
    /// The values that are most frequent in the whole output.
    private var commonest: [Int32] = []

    private var sums: [Int]
    private var alike = 0.0
    private var specific = 0.0
    private var baseline = 0.0
    private var attacked = 0

    init(_ column: Column, groupOfRow: [Int32], groupCount: Int) {
        self.column = column
        codes = column.codes.unpacked
        sums = [Int](repeating: 0, count: column.values.count)
        var touched: [Int32] = []
        let released = (0..<Int32(groupOfRow.count)).filter { groupOfRow[Int($0)] >= 0 }
        let rowsOfGroup = RowsByNumber(released, numbers: groupOfRow, count: groupCount)
        for group in 0..<groupCount {
            for row in rowsOfGroup[group] { add(codes[Int(row)], 1, to: &touched) }
            for value in touched {
                values.append(value)
                counts.append(Int32(sums[Int(value)]))
                sums[Int(value)] = 0
            }
            touched.removeAll(keepingCapacity: true)
            starts.append(values.count)
        }
        commonest = mostFrequent(Array(0..<Int32(groupCount)))
    }

    private mutating func add(_ value: Int32, _ count: Int, to touched: inout [Int32]) {
        if sums[Int(value)] == 0 { touched.append(value) }
        sums[Int(value)] += count
    }

    /// The most frequent values of some groups together.
    private mutating func mostFrequent(_ groups: [Int32]) -> [Int32] {
        var touched: [Int32] = []
        for group in groups {
            for entry in starts[Int(group)]..<starts[Int(group) + 1] {
                add(values[entry], Int(counts[entry]), to: &touched)
            }
        }
        var greatest = 0
        var frequent: [Int32] = []
        for value in touched {
            let sum = sums[Int(value)]
            sums[Int(value)] = 0
            if sum > greatest {
                greatest = sum
                frequent.removeAll(keepingCapacity: true)
            }
            if sum == greatest { frequent.append(value) }
        }
        return frequent
    }

    mutating func attack(_ rows: ArraySlice<Int32>, groups: [Int32], best: [Int32]) {
        // Without a match the attacker can only guess from the whole.
        let fromAll = best.isEmpty ? commonest : mostFrequent(groups)
        let fromBest = best.isEmpty ? commonest : best.count == groups.count ? fromAll : mostFrequent(best)
        attacked += rows.count
        alike += share(of: rows, among: fromAll)
        specific += share(of: rows, among: fromBest)
        baseline += share(of: rows, among: commonest)
    }

    /// How many of the rows are guessed right by taking each of these values in its turn.
    private func share(of rows: ArraySlice<Int32>, among values: [Int32]) -> Double {
        let right = rows.count { values.contains(codes[Int($0)]) }
        return right == 0 ? 0 : Double(right) / Double(values.count)
    }

    var result: AttackResult.Guess {
        AttackResult.Guess(
            column: column.name, alike: Proportion(sum: alike, count: attacked),
            specific: Proportion(sum: specific, count: attacked),
            baseline: Proportion(sum: baseline, count: attacked))
    }
}
