import Deidentification
import Foundation
import Testing

/// The answers of the strongest open peer, as far as this version has the models and metrics they ask for.
@Suite(.enabled(if: SharedData.hasAdult)) struct ArxCasesTests {
    @Test func `finds the peer's optimum in every case of k-anonymity and loss`() throws {
        let adult = try Adult()
        let objects = try SharedData.objects("arx-cases.json")
        var ran = 0
        for object in objects {
            guard let question = ArxCase(object), question.kind.hasPrefix("optimum"),
                question.metric == "Loss" || question.metric.hasPrefix("Loss(gs=")
            else { continue }
            ran += 1
            let comment: Comment = "\(question)"
            let solution = try question.anonymizer(adult).search().solution
            guard let loss = ArxCase.number(question.expectedLoss) else {
                #expect(solution == nil, comment)
                continue
            }
            #expect(abs((solution?.loss ?? -1) - loss) < 1e-9, comment)
            #expect(solution?.levels == question.expectedLevels, comment)
            if let rows = question.suppressedRows { #expect(solution?.suppressedRows == rows, comment) }
        }
        print("peer's cases: searched \(ran), skipped \(objects.count - ran) of \(objects.count)")
        #expect(ran == 16)
    }

    @Test func `computes the peer's figures for given transformations`() throws {
        let adult = try Adult()
        let objects = try SharedData.objects("arx-cases.json")
        var nodes = 0
        var cases = 0
        for object in objects {
            guard let question = ArxCase(object) else { continue }
            var expected = question.nodeLosses
            if let levels = question.expectedLevels, let loss = ArxCase.number(question.expectedLoss) {
                expected.append((levels, loss))
            }
            let anonymizer = try question.anonymizer(adult)
            var compared = 0
            for (levels, loss) in expected {
                guard let figure = try question.figure(levels, anonymizer) else { continue }
                compared += 1
                #expect(abs(figure - loss) <= 1e-9 * max(1, abs(loss)), "\(question.metric) at \(levels)")
            }
            nodes += compared
            cases += compared > 0 ? 1 : 0
        }
        print("peer's figures: \(nodes) in \(cases) cases, skipped \(objects.count - cases)")
        #expect(cases > 40)
    }

    @Test func `computes the peer's loss of every column`() throws {
        let adult = try Adult()
        var ran = 0
        for object in try SharedData.objects("arx-cases.json") {
            guard let question = ArxCase(object), question.isRanked, let levels = question.expectedLevels,
                let text = question.expectedLoss as? String
            else { continue }
            ran += 1
            let losses = text.dropFirst().dropLast().split(separator: ",").compactMap {
                Double($0.trimmingCharacters(in: .whitespaces))
            }
            let found = try question.anonymizer(adult).evaluate(levels).columnLosses.sorted(by: >)
            #expect(found.count == losses.count)
            for (mine, theirs) in zip(found, losses) { #expect(abs(mine - theirs) < 1e-9, "\(question.metric)") }
        }
        print("peer's columns: \(ran) cases")
        #expect(ran == 3)
    }

    @Test func `computes the peer's risks of the table as it is`() throws {
        let adult = try Adult()
        var ran = 0
        for object in try SharedData.objects("arx-cases.json") where object["kind"] as? String == "risk_measured" {
            // Anonymized cases rest on a model that this version lacks.
            guard object["anonymized_sample_uniqueness_0.02"] as? Bool == false, let names = object["qi"] as? String
            else { continue }
            ran += 1
            let quasiIdentifiers = names.split(separator: ";").map(String.init)
            let measures = try adult.anonymizer(quasiIdentifiers, k: 5, limit: 0).measuresBefore()
            let figures: [(String, Double)] = [
                ("records_in_classes", Double(measures.classes.rows)), ("classes", Double(measures.classes.count)),
                ("avg_class", measures.classes.average), ("average_risk", measures.risk.prosecutor.average),
                ("highest_risk", measures.risk.prosecutor.highest), ("lowest_risk", measures.risk.prosecutor.lowest),
                ("prosecutor_at_risk", measures.risk.prosecutor.atRisk),
                ("journalist_at_risk", measures.risk.journalist.atRisk),
                ("journalist_highest", measures.risk.journalist.highest),
                ("marketer_success", measures.risk.marketer), ("threshold", measures.risk.threshold),
                (
                    "sample_unique_fraction",
                    Double(measures.risk.sampleUniques) / Double(measures.classes.rows)
                ),
            ]
            for (name, figure) in figures {
                let expected = try #require(object[name] as? Double, "\(name)")
                #expect(abs(figure - expected) < 1e-9, "\(name) of \(names)")
            }
        }
        print("peer's risks: \(ran) cases")
        #expect(ran > 10)
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
