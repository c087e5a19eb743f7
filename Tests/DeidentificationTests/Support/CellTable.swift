import Deidentification
import Testing

/// A small table for cell suppression, and an independent count of what came out.
struct CellTable {
    let rows: [[String]]
    let k: Int
    var weights: [Double]?
    var limit = 0.0
    var mode = Suppression.Mode.remove
    var models: [PrivacyModel] = []
    var sensitive: [String]?
    var subset: [Bool]?
    var hierarchies: [String: Hierarchy] = [:]

    init(
        _ rows: [[String]], k: Int, weights: [Double]? = nil, limit: Double = 0, mode: Suppression.Mode = .remove,
        models: [PrivacyModel] = [], sensitive: [String]? = nil, subset: [Bool]? = nil,
        hierarchies: [String: Hierarchy] = [:]
    ) {
        self.rows = rows
        self.k = k
        self.weights = weights
        self.limit = limit
        self.mode = mode
        self.models = models
        self.sensitive = sensitive
        self.subset = subset
        self.hierarchies = hierarchies
    }

    private var width: Int { rows.first?.count ?? 0 }

    func anonymizer() throws -> Anonymizer {
        var columns = (0..<width).map { index in Column(name: "q\(index)", cells: rows.lazy.map { $0[index] }) }
        var rules = (0..<width).map { index in
            ColumnRecipe(
                name: "q\(index)", role: .quasiIdentifier,
                hierarchy: hierarchies["q\(index)"] == nil ? nil : .file(name: "f", delimiter: ","),
                weight: weights?[index] ?? 1)
        }
        if let sensitive {
            columns.append(Column(name: "s", cells: sensitive))
            rules.append(ColumnRecipe(name: "s", role: .sensitive))
        }
        let recipe = Recipe(
            columns: rules, privacy: [.kAnonymity(k: k)] + models,
            suppression: Suppression(limit: limit, mode: mode), coding: .cells)
        return try Anonymizer(
            PreparedTable(Table(columns: columns), recipe: recipe, subset: subset), hierarchies: hierarchies)
    }

    func outcome(_ levels: [Int]? = nil) throws -> CellOutcome {
        try anonymizer().cellSuppression(levels: levels ?? [Int](repeating: 0, count: width))
    }

    /// The labels of each row, nil where it is suppressed; rows of a tuple in several parts go to them in order.
    func written(_ outcome: CellOutcome) -> [[String]?] {
        guard let anonymizer = try? anonymizer() else { return [] }
        var parts: [Int32: [Recoding.Part]] = [:]
        for part in outcome.recoding.parts { parts[part.tuple, default: []].append(part) }
        return anonymizer.tuples.tupleOfRow.map { tuple in
            guard var list = parts[tuple], let first = list.first else { return ["a row without a part"] }
            list[0].rows -= 1
            if list[0].rows == 0 { list.removeFirst() }
            parts[tuple] = list
            if first.group < 0 { return nil }
            return outcome.recoding.columns.indices.map { column in
                let label = outcome.recoding.groupLabels[column][Int(first.group)]
                return outcome.recoding.columns[column].labels[Int(label)]
            }
        }
    }

    /// Checks a result at level 0: every label true, every group large enough, cells and rows as reported.
    func check(_ outcome: CellOutcome, _ note: Comment = "") throws {
        let written = written(outcome)
        var counts: [[String]: Int] = [:]
        var cells = [Int](repeating: 0, count: width)
        var suppressed = 0
        for (row, labels) in written.enumerated() {
            if subset?[row] == false { continue }
            guard let labels else {
                suppressed += 1
                continue
            }
            #expect(labels.count == width, note)
            counts[labels, default: 0] += 1
            for (column, label) in labels.enumerated() where label != rows[row][column] {
                #expect(label == "*", note)
                cells[column] += 1
            }
        }
        #expect(counts.values.allSatisfy { $0 >= k }, note)
        #expect(cells == outcome.cellsPerColumn, note)
        #expect(suppressed == outcome.suppressedRows, note)
        let conserved = outcome.recoding.parts.allSatisfy { $0.rows > 0 }
        #expect(conserved && outcome.recoding.parts.reduce(0) { $0 + Int($1.rows) } == rows.count, note)
        let counted = subset.map { $0.count { $0 } } ?? rows.count
        #expect(outcome.isWithinLimit == (suppressed <= Int(limit * Double(counted))), note)
    }
}
