import Deidentification
import Foundation
import Testing

/// The answers of the strongest open peer, all of them but those of its cost model.
@Suite(.enabled(if: SharedData.hasAdult)) struct ArxCasesTests {
    /// The cases of transformations, and why the others are left out.
    private static func cases() throws -> (run: [ArxCase], skipped: [String: Int]) {
        var run: [ArxCase] = []
        var skipped: [String: Int] = [:]
        for object in try SharedData.objects("arx-cases.json") where object["suppression_limit"] != nil {
            do {
                run.append(try ArxCase(object))
            } catch ArxCase.Skip.because(let reason) {
                skipped[reason, default: 0] += 1
            }
        }
        return (run, skipped)
    }

    @Test func `finds the peer's optimum in every case`() throws {
        let adult = try Adult()
        let (cases, skipped) = try Self.cases()
        var ran = 0
        var equal = 0
        var better = 0
        var unique = 0
        var checked = 0
        for question in cases where question.kind.hasPrefix("optimum") {
            ran += 1
            let anonymizer = try question.anonymizer(adult)
            var search = BoundedSearch(anonymizer)
            // Small lattices plainly, large ones by the engine's own search; where it finds another of several
            // optima, the peer's is judged as well.
            var optima: [BoundedSearch.Node] = []
            if anonymizer.allowedLevels.reduce(1, { $0 * $1.count }) <= 1_000 {
                optima = search.optima()
            } else if let levels = try anonymizer.search().solution?.levels {
                optima = [search.node(levels)]
                if let theirs = question.expectedLevels, theirs != levels {
                    let node = search.node(theirs)
                    if node.judgement.isAnonymous && !(optima[0].value < node.value) { optima.append(node) }
                }
            }
            checked += search.checked
            let found = optima.first.map { ArxCase.Figure($0.value) }
            let comment: Comment = "\(question.comment) found \(optima.map(\.levels)) \(String(describing: found))"
            guard let levels = question.expectedLevels, let loss = question.expectedLoss else {
                #expect(optima.isEmpty, comment)
                if optima.isEmpty { equal += 1 }
                continue
            }
            if found?.isClose(to: loss) == true {
                equal += 1
                // Where several transformations tie the peer's is one of them.
                #expect(optima.contains { $0.levels == levels }, comment)
                if optima.count == 1 { unique += 1 }
                if let rows = question.suppressedRows, let mine = optima.first(where: { $0.levels == levels }) {
                    #expect(mine.judgement.suppressedRows == rows || question.isUpperBound, comment)
                }
            } else if question.isUpperBound, case .number(let mine)? = found, case .number(let theirs) = loss {
                better += 1
                #expect(mine < theirs, comment)
            } else {
                Issue.record(comment)
            }
        }
        print(
            "peer's optima: \(ran) cases, \(equal) equal (\(unique) at the peer's levels only), \(better) better where the peer",
            "refuses classes wrongly; \(checked) transformations judged")
        for (reason, count) in skipped.sorted(by: { $0.key < $1.key }) { print("skipped \(count): \(reason)") }
        #expect(ran == 344)
        #expect(equal == 332 && better == 12)
        #expect(skipped.values.reduce(0, +) == 4)
    }

    @Test func `computes the peer's figures for given transformations`() throws {
        let adult = try Adult()
        var nodes = 0
        var ran = 0
        for question in try Self.cases().run where !question.isUpperBound {
            var expected = question.nodeLosses
            if let levels = question.expectedLevels, let loss = question.expectedLoss {
                expected.append((levels, loss))
            }
            if expected.isEmpty { continue }
            ran += 1
            var search = BoundedSearch(try question.anonymizer(adult))
            for (levels, loss) in expected {
                nodes += 1
                let found = ArxCase.Figure(search.node(levels).value)
                #expect(found.isClose(to: loss), "\(question.comment) at \(levels): \(found) not \(loss)")
            }
        }
        print("peer's figures: \(nodes) transformations of \(ran) cases, all to 1e-9")
        #expect(nodes == 983)
    }

    /// The peer adds up a class's terms in the order of its hash table and refuses as soon as the sum is too great,
    /// though terms of single rows are negative and may follow. So it refuses all that the sum refuses, and no more
    /// than the positive terms alone would.
    @Test func `brackets the peer's suppression under Grassberger's entropy`() throws {
        let adult = try Adult()
        var ran = 0
        for question in try Self.cases().run where question.isUpperBound {
            guard let levels = question.expectedLevels, let rows = question.suppressedRows else { continue }
            ran += 1
            let anonymizer = try question.anonymizer(adult)
            var search = BoundedSearch(anonymizer)
            let node = NodeClasses(anonymizer.tuples, attributes: anonymizer.attributes, levels: levels)
            let strictest = Self.refusedByPositiveTerms(node.classes, l: 5)
            #expect(search.node(levels).judgement.suppressedRows <= rows, "\(question.comment)")
            #expect(rows <= strictest, "\(question.comment) strictest \(strictest)")
        }
        #expect(ran == 12)
    }

    private static func refusedByPositiveTerms(_ classes: ClassTable, l: Double) -> Int {
        func corrected(_ count: Int) -> Double {
            let odd = stride(from: 1, to: count / 2 * 2, by: 2).reduce(0.0) { $0 + 2 / Double($1) }
            return odd - 0.577_215_664_901_532_9 - log(2.0)
        }
        let distribution = classes.distributions[0]
        var refused = 0
        for index in 0..<classes.count {
            let counts = distribution.counts[Int(distribution.offsets[index])..<Int(distribution.offsets[index + 1])]
            let size = Int(classes.rows[index])
            let positive = counts.reduce(0.0) { $0 + max(0, Double($1) * corrected(Int($1))) }
            if Double(counts.count) < l || positive > Double(size) * (corrected(size) - log(l)) { refused += size }
        }
        return refused
    }

    @Test func `computes the peer's risks of tables as they are and anonymized`() throws {
        let adult = try Adult()
        var ran = 0
        for object in try SharedData.objects("arx-cases.json") where object["kind"] as? String == "risk_measured" {
            guard let names = object["qi"] as? String else { continue }
            ran += 1
            let quasiIdentifiers = names.split(separator: ";").map(String.init)
            let levels = object["levels"] as? [Int]
            let anonymizer = try adult.anonymizer(
                quasiIdentifiers, privacy: levels == nil ? [.kAnonymity(k: 5)] : [.sampleUniqueness(threshold: 0.02)],
                limit: levels == nil ? 0 : 1)
            let sizes: ClassSizes
            if let levels {
                var search = BoundedSearch(anonymizer)
                let node = NodeClasses(anonymizer.tuples, attributes: anonymizer.attributes, levels: levels)
                let kept = zip(node.classes.rows, search.node(levels).judgement.suppressed).filter { !$0.1 }
                sizes = ClassSizes(sizes: kept.map { Int($0.0) })
            } else {
                sizes = anonymizer.measuresBefore().classes
            }
            let risk = RiskMeasures(classes: sizes, k: 5)
            let figures: [(String, Double)] = [
                ("records_in_classes", Double(sizes.rows)), ("classes", Double(sizes.count)),
                ("avg_class", sizes.average), ("average_risk", risk.prosecutor.average),
                ("highest_risk", risk.prosecutor.highest), ("lowest_risk", risk.prosecutor.lowest),
                ("prosecutor_at_risk", risk.prosecutor.atRisk), ("journalist_at_risk", risk.journalist.atRisk),
                ("journalist_highest", risk.journalist.highest), ("marketer_success", risk.marketer),
                ("threshold", risk.threshold),
                ("sample_unique_fraction", Double(risk.sampleUniques) / Double(sizes.rows)),
            ]
            for (name, figure) in figures {
                let expected = try #require(object[name] as? Double, "\(name)")
                #expect(abs(figure - expected) < 1e-9, "\(name) of \(names)")
            }
        }
        print("peer's risks: \(ran) cases")
        #expect(ran == 27)
    }

    @Test func `computes the peer's distinction and separation of columns`() throws {
        let adult = try Adult()
        var ran = 0
        for object in try SharedData.objects("arx-cases.json") {
            guard let kind = object["kind"] as? String, kind.hasPrefix("attribute_risk") else { continue }
            let classes: ClassSizes
            if let rows = object["data"] as? [[String]], let header = object["columns"] as? [String],
                let names = object["quasi_identifiers"] as? [String]
            {
                var sizes: [[String]: Int] = [:]
                let indices = names.compactMap { header.firstIndex(of: $0) }
                for row in rows { sizes[indices.map { row[$0] }, default: 0] += 1 }
                classes = ClassSizes(sizes: sizes.values)
            } else {
                let text = try #require(object["qi"] as? String)
                let names = text.dropFirst().dropLast().split(separator: ",").map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                classes = try adult.anonymizer(names, k: 2, limit: 0).measuresBefore().classes
            }
            ran += 1
            #expect(abs(classes.distinction - (object["distinction"] as? Double ?? -1)) < 1e-9)
            #expect(abs(classes.separation - (object["separation"] as? Double ?? -1)) < 1e-9)
        }
        print("peer's column risks: \(ran) cases")
        #expect(ran == 12)
    }
}
