import Deidentification
import Foundation

/// What one of the peer's cases asks, brought from either of its two notations into one.
struct ArxCase {
    /// A figure of the peer: one number, or with the aggregate rank one per column, greatest first.
    enum Figure: Equatable {
        case number(Double)
        case ranked([Double])
    }

    let name: String
    let kind: String
    let quasiIdentifiers: [String]
    let sensitive: String?
    let privacy: [PrivacyModel]
    let limit: Double
    let utility: UtilityRule
    /// Levels that differential privacy fixes, nil for all models else.
    let fixedLevels: [Int]?
    let expectedLevels: [Int]?
    let expectedLoss: Figure?
    let suppressedRows: Int?
    let nodeLosses: [(levels: [Int], loss: Figure)]

    /// Why a case is not run.
    enum Skip: Error { case because(String) }

    /// Reads a case that gives transformations and their figures.
    /// - Throws: ``Skip`` where it asks for what the engine leaves out on purpose.
    init(_ object: [String: Any]) throws {
        func value<Value>(_ key: String, _ type: Value.Type) throws -> Value {
            guard let value = object[key] as? Value else { throw Skip.because("no \(key)") }
            return value
        }
        kind = try value("kind", String.self)
        quasiIdentifiers = try value("quasi_identifiers", [String].self)
        limit = try value("suppression_limit", Double.self)
        let models: [ArxCall]
        let metric: ArxCall
        if let text = object["privacy_models_text"] as? String {
            models = text.split(separator: "+").map { ArxCall(text: String($0)) }
            metric = ArxCall(text: try value("quality_metric_text", String.self))
        } else {
            models = try value("privacy_models", [[String: Any]].self).map { ArxCall($0, name: "model") }
            metric = ArxCall(try value("quality_metric", [String: Any].self), name: "metric")
        }
        name = (object["class"] as? String ?? "measured") + " " + (object["index"].map { "\($0)" } ?? "")
        var levels: [Int]?
        if models.contains(where: { $0.name == "EDDifferentialPrivacy" }) {
            // The scheme LOW_MEDIUM: two fifths of each hierarchy's height.
            levels = quasiIdentifiers.map { Int((Double(Adult.heights[$0] ?? 0) * 0.4).rounded()) }
        }
        fixedLevels = levels
        let names = quasiIdentifiers
        privacy = try models.map { try $0.model(quasiIdentifiers: names, levels: levels) }
        sensitive = privacy.lazy.compactMap(\.sensitiveColumn).first
        utility = try metric.utility()
        expectedLevels = object["expected_levels"] as? [Int]
        expectedLoss = Self.figure(object["expected_loss"])
        suppressedRows = object["suppressed_rows"] as? Int
        nodeLosses = try (object["expected_loss_by_levels"] as? [[String: Any]] ?? []).map { node in
            guard let levels = node["levels"] as? [Int], let loss = Self.figure(node["loss"]) else {
                throw Skip.because("a node without a loss")
            }
            return (levels, loss)
        }
    }

    /// Whether the peer's figure is only an upper bound: under Grassberger's entropy it refuses some classes wrongly,
    /// as the order of its hash table has it. Without suppression that showed in no case.
    var isUpperBound: Bool {
        limit > 0
            && privacy.contains { if case .lDiversity(_, .entropyGrassberger) = $0 { true } else { false } }
    }

    /// What the case is, for messages.
    var comment: String {
        "\(name) \(privacy) limit \(limit) \(utility.metric) expected \(expectedLevels ?? [])"
            + " \(String(describing: expectedLoss))"
    }

    var hasSubset: Bool { privacy.contains { $0.subset != nil } }

    func anonymizer(_ adult: Adult) throws -> Anonymizer {
        let others = Adult.attributes.filter { !quasiIdentifiers.contains($0) }
        func rule(_ name: String, role: Role, level: Int? = nil) -> ColumnRecipe {
            ColumnRecipe(
                name: name, role: role, hierarchy: .file(name: "adult_hierarchy_\(name).csv", delimiter: ";"),
                minimumLevel: level, maximumLevel: level)
        }
        let columns =
            quasiIdentifiers.enumerated().map { rule($1, role: .quasiIdentifier, level: fixedLevels?[$0]) }
            + others.map { rule($0, role: $0 == sensitive ? .sensitive : .insensitive) }
        let recipe = Recipe(
            columns: columns, privacy: privacy, suppression: Suppression(limit: limit), utility: utility)
        var subset: [Bool]?
        if hasSubset { subset = try adult.researchSubset() }
        for case .differentialPrivacy(let epsilon, let delta, _) in privacy {
            let probability = DifferentialPrivacy.parameters(epsilon: epsilon, delta: delta).beta
            var generator = JavaRandom(seed: UInt64(bitPattern: Int64(Int32(bitPattern: 0xDEAD_BEEF))))
            subset = (0..<adult.table.rowCount).map { _ in generator.nextDouble() < probability }
        }
        let prepared = try PreparedTable(adult.table, recipe: recipe, subset: subset)
        return try Anonymizer(prepared, hierarchies: adult.hierarchies)
    }

    static func figure(_ value: Any?) -> Figure? {
        if let numbers = value as? [Double] { return .ranked(numbers) }
        if let number = value as? Double { return .number(number) }
        guard let text = value as? String else { return nil }
        if text.hasPrefix("[") {
            return .ranked(
                text.dropFirst().dropLast().split(separator: ",").compactMap {
                    Double($0.trimmingCharacters(in: .whitespaces))
                })
        }
        return Double(text).map(Figure.number)
    }
}

extension ArxCase.Figure {
    init(_ value: MetricValue) { self = value.ranked.map(Self.ranked) ?? .number(value.total) }

    /// Equal to 1e-9, relative for numbers above 1.
    func isClose(to other: Self) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)): Self.isClose(left, right)
        case (.ranked(let left), .ranked(let right)):
            left.count == right.count && zip(left, right).allSatisfy { Self.isClose($0, $1) }
        default: false
        }
    }

    private static func isClose(_ left: Double, _ right: Double) -> Bool {
        left == right || abs(left - right) <= 1e-9 * max(1, abs(right))
    }
}

/// The generator of Java's library: 48 bits, linear congruential.
struct JavaRandom {
    private var state: UInt64

    init(seed: UInt64) { state = (seed ^ 0x5_DEEC_E66D) & (1 << 48 - 1) }

    private mutating func next(_ bits: UInt64) -> UInt64 {
        state = (state &* 0x5_DEEC_E66D &+ 0xB) & (1 << 48 - 1)
        return state >> (48 - bits)
    }

    mutating func nextDouble() -> Double {
        let high = next(26)
        return Double(high << 27 + next(27)) / Double(UInt64(1) << 53)
    }
}
