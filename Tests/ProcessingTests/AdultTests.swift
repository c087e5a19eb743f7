import Deidentification
import Foundation
import MunicipalData
import Primitives
import Processing
import Testing

/// The real census extract beside the project, where it is at hand.
enum Adult {
    static let attributes = [
        "sex", "age", "race", "marital-status", "education", "native-country", "workclass", "occupation",
        "salary-class",
    ]

    static var directory: URL? {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["OBORO_SHARED_DATA"].map { URL(filePath: $0) }
        let url = (shared ?? root.appending(path: "../shared/data")).appending(path: "adult")
        return FileManager.default.fileExists(atPath: url.appending(path: "adult.csv").path) ? url : nil
    }

    static var recipe: String {
        let columns = attributes.map {
            "  - {name: \($0), role: quasi-identifier, hierarchy: {file: adult_hierarchy_\($0).csv, delimiter: \";\"}}"
        }
        return """
            recipe: 1
            title: Adult
            input: {encoding: utf-8, delimiter: ";"}
            columns:
            \(columns.joined(separator: "\n"))
            privacy: [{model: k-anonymity, k: 5}]
            suppression: {limit: 0.02}
            """
    }

    static func input(_ directory: URL) throws -> ProcessingInput {
        ProcessingInput(
            data: Array(try Data(contentsOf: directory.appending(path: "adult.csv"))), recipe: Array(recipe.utf8),
            recipeName: "adult.yaml", hierarchyFile: { Array(try Data(contentsOf: directory.appending(path: $0))) })
    }
}

@Suite struct AdultTests {
    @Test func `finds the known optimum of the census extract`() throws {
        guard let directory = Adult.directory else {
            print("skipped: the census extract is not at hand")
            return
        }
        let outcome = try Processor.run(Adult.input(directory))
        let report = outcome.report
        #expect(report.solution)
        let levels = Adult.attributes.map { report.transformation?.levels[$0] }
        #expect(levels == [0, 3, 0, 2, 2, 1, 1, 2, 0])
        #expect(abs((report.transformation?.loss ?? 0) - 0.3137130352819242) < 1e-9)
        #expect(report.suppressed.rows == 506)
        #expect(report.input.rows == 30_162)
        #expect(report.output?.rows == 29_656)
        #expect(report.search.nodes == 12_960)
        #expect(report.search.optimal)

        // The file itself, counted by hand.
        let table = try DelimitedTable(reading: #require(outcome.files[.data]), as: DelimitedFormat())
        #expect(table.rowCount == 29_656)
        var classes: [[Int]: Int] = [:]
        for row in 0..<table.rowCount { classes[table.columns.map { $0.codes[row] }, default: 0] += 1 }
        #expect(classes.values.min() == report.classes.smallest)
        #expect(classes.count == report.classes.count)
        #expect((classes.values.min() ?? 0) >= 5)
    }

    @Test func `applies given levels`() throws {
        guard let directory = Adult.directory else { return }
        var input = try Adult.input(directory)
        input.levels = [1, 4, 1, 2, 3, 2, 2, 2, 1]
        let report = try Processor.run(input).report
        #expect(report.search.algorithm == "given")
        #expect(report.classes.count == 1)
        #expect(report.suppressed.rows == 0)
        input.levels = [0, 0, 0, 0, 0, 0, 0, 0, 0]
        let outcome = try Processor.run(input)
        #expect(!outcome.isSolution)
        #expect(outcome.files[.data] == nil)
        #expect(outcome.report.reason?.contains("603") == true)
    }

    @Test func `measures the file as it is`() throws {
        guard let directory = Adult.directory else { return }
        let report = try Processor.measure(Adult.input(directory))
        // Counted by an obvious program over the lines.
        let text = String(decoding: try Data(contentsOf: directory.appending(path: "adult.csv")), as: UTF8.self)
        var counts: [Substring: Int] = [:]
        for line in text.split(whereSeparator: \.isNewline).dropFirst() { counts[line, default: 0] += 1 }
        #expect(report.rows == 30_162)
        #expect(report.classes.count == counts.count)
        #expect(report.risk.sampleUniques == counts.values.count { $0 == 1 })
        #expect(report.privacy.map(\.holds) == [false])
    }
}
