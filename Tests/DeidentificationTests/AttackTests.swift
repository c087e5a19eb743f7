import Deidentification
import Testing

/// The linkage attack against a double loop over rows, and against figures of an independent program.
@Suite struct AttackTests {
    @Test(arguments: [Suppression.Mode.remove, .mask])
    func `agrees with a double loop over rows on random codings`(mode: Suppression.Mode) throws {
        let seed: UInt64 = mode == .mask ? 31 : 30
        var generator = SeededGenerator(seed: seed)
        print("linkage attack: 1500 random codings, seed \(seed)")
        for round in 0..<1_500 {
            let given = try AttackCase(mode: mode, using: &generator)
            let suppressed = Bool.random(using: &generator)
            let found = LinkageAttack(given.anonymizer).run(on: given.recoding, attackingSuppressed: suppressed)
            let expected = SlowAttack(given, attackingSuppressed: suppressed)
            let place = "seed \(seed), round \(round)"
            #expect(found.attackedRows == expected.attacked, "\(place)")
            #expect(found.releasedRows == expected.released, "\(place)")
            for (one, other) in [
                (found.alike.value, expected.alike), (found.specific.value, expected.specific),
                (found.highestAlike, expected.highestAlike), (found.highestSpecific, expected.highestSpecific),
                (found.falseMatches.value, expected.falseMatches), (found.guesses[0].alike.value, expected.guessAlike),
                (found.guesses[0].specific.value, expected.guessSpecific),
                (found.guesses[0].baseline.value, expected.guessBaseline),
            ] {
                #expect(abs(one - other) < 1e-12, "\(place): \(found), not \(expected)")
            }
        }
    }

    @Test(.enabled(if: SharedData.hasAdult))
    func `on the census, raw and global, agrees with an independent program`() throws {
        let anonymizer = try Adult().anonymizer(k: 5, limit: 0.02)
        let raw = LinkageAttack(anonymizer).runOnSource()
        // 0.647 is 19,502 classes by 30,162 rows.
        #expect(abs(raw.alike.value - 19_502.0 / 30_162) < 1e-12)
        #expect(abs(raw.specific.value - 19_502.0 / 30_162) < 1e-12)
        #expect(raw.highestSpecific == 1)
        // The optimum for k = 5 and limit 0.02, by the third-party cases.
        let levels = try #require(try anonymizer.search().solution?.levels)
        let recoding = anonymizer.globalRecoding(levels, k: 5)
        let attack = LinkageAttack(anonymizer).run(on: recoding, attackingSuppressed: true)
        print("attack on the census, k = 5, limit 0.02: \(attack.alike.value) / \(attack.specific.value)")
        #expect(attack.attackedRows == 30_162)
        #expect((0.0065..<0.0075).contains(attack.alike.value))
        #expect((0.0065..<0.0075).contains(attack.specific.value))
        #expect(attack.highestAlike <= 0.2)
        // Full-domain classes do not overlap: nobody outside of the output meets a row.
        #expect(attack.falseMatches.value == 0)
        let risk = anonymizer.risk(of: recoding)
        #expect(abs(risk.marketer - attack.alike.value) < 1e-12)
        #expect(abs(anonymizer.riskBefore().marketer - raw.alike.value) < 1e-12)
    }

    @Test(.enabled(if: SharedData.hasAdult))
    func `a sample of rows is repeatable and its interval holds the whole`() throws {
        let anonymizer = try Adult().anonymizer(k: 5, limit: 0.02)
        let attack = LinkageAttack(anonymizer)
        let whole = attack.runOnSource()
        let sample = attack.runOnSource(sample: AttackSample(rows: 2_000, seed: 5))
        #expect(sample.attackedRows == 2_000)
        #expect(sample == attack.runOnSource(sample: AttackSample(rows: 2_000, seed: 5)))
        #expect(sample != attack.runOnSource(sample: AttackSample(rows: 2_000, seed: 6)))
        #expect((sample.alike.low...sample.alike.high).contains(whole.alike.value))
    }

    @Test func `the interval is Wilson's`() {
        // 10 of 100: Wilson's interval is 0.0552 to 0.1744 (Agresti and Coull 1998 print the formula).
        let share = Proportion(sum: 10, count: 100)
        #expect(abs(share.low - 0.0552) < 5e-5 && abs(share.high - 0.1744) < 5e-5)
        #expect(Proportion(sum: 0, count: 10).low == 0)
        #expect(Proportion(sum: 10, count: 10).high == 1)
        #expect(Proportion(sum: 0, count: 0).high == 1)
    }
}

extension Anonymizer {
    /// Full-domain coding at these levels by dictionaries: classes smaller than k are suppressed.
    func globalRecoding(_ levels: [Int], k: Int) -> Recoding {
        var numbers: [[Int32]: Int32] = [:]
        var classes: [[Int32]] = []
        var sizes: [Int] = []
        let classOfTuple = (0..<tuples.count).map { tuple -> Int32 in
            let key = attributes.indices.map { attributes[$0].map(to: levels[$0])[Int(tuples.codes[$0][tuple])] }
            let number = numbers[key] ?? Int32(classes.count)
            if Int(number) == classes.count {
                numbers[key] = number
                classes.append(key)
                sizes.append(0)
            }
            sizes[Int(number)] += Int(tuples.rows[tuple])
            return number
        }
        let kept = classes.indices.filter { sizes[$0] >= k }
        var groups = [Int32](repeating: -1, count: classes.count)
        for (group, number) in kept.enumerated() { groups[number] = Int32(group) }
        let columns = zip(attributes, levels).map { attribute, level in
            Recoding.LabelList(
                labels: attribute.levels[level].labels, leaves: attribute.levels[level].leaves,
                levels: attribute.levels[level].labels.map { _ in level })
        }
        return Recoding(
            columns: columns,
            groupLabels: attributes.indices.map { column in kept.map { classes[$0][column] } },
            parts: classOfTuple.enumerated().map {
                Recoding.Part(tuple: Int32($0), group: groups[Int($1)], rows: tuples.rows[$0])
            })
    }
}

/// The attack by definition: every row of the source against every row of the output.
private struct SlowAttack {
    var attacked = 0
    var released = 0
    var alike = 0.0
    var specific = 0.0
    var highestAlike = 0.0
    var highestSpecific = 0.0
    var falseMatches = 0.0
    var guessAlike = 0.0
    var guessSpecific = 0.0
    var guessBaseline = 0.0

    init(_ given: AttackCase, attackingSuppressed: Bool) {
        let written = given.written
        let output = written.indices.filter { written[$0] != nil }
        func area(_ row: Int) -> Int {
            (written[row] ?? []).enumerated().reduce(1) { $0 * given.leaves($1.element, column: $1.offset) }
        }
        func matches(_ row: Int, _ other: Int) -> Bool {
            (written[other] ?? []).enumerated().allSatisfy {
                given.covers($0.element, given.rows[row][$0.offset], column: $0.offset)
            }
        }
        func guess(_ rows: [Int], truth: String) -> Double {
            var counts: [String: Int] = [:]
            for row in rows { counts[given.sensitive[row], default: 0] += 1 }
            let greatest = counts.values.max() ?? 0
            return counts[truth] == greatest && greatest > 0 ? 1 / Double(counts.values.count { $0 == greatest }) : 0
        }
        for row in written.indices where attackingSuppressed || written[row] != nil {
            if given.subset?[row] == false { continue }
            attacked += 1
            let matching = output.filter { matches(row, $0) }
            let least = matching.map(area).min()
            let best = matching.filter { area($0) == least }
            let truth = given.sensitive[row]
            guessAlike += guess(matching.isEmpty ? output : matching, truth: truth)
            guessSpecific += guess(matching.isEmpty ? output : best, truth: truth)
            guessBaseline += guess(output, truth: truth)
            if written[row] == nil {
                falseMatches += matching.isEmpty ? 0 : 1
                continue
            }
            released += 1
            let chance = matching.contains(row) ? 1 / Double(matching.count) : 0
            let chanceOfBest = best.contains(row) ? 1 / Double(best.count) : 0
            alike += chance
            specific += chanceOfBest
            highestAlike = max(highestAlike, chance)
            highestSpecific = max(highestSpecific, chanceOfBest)
        }
        alike /= Double(max(1, released))
        specific /= Double(max(1, released))
        falseMatches /= Double(max(1, attacked - released))
        guessAlike /= Double(max(1, attacked))
        guessSpecific /= Double(max(1, attacked))
        guessBaseline /= Double(max(1, attacked))
    }
}
