import Deidentification
import Foundation

/// What one of the peer's cases asks, brought from either of its two notations into one.
struct ArxCase {
    let quasiIdentifiers: [String]
    let k: Int
    let limit: Double
    /// The metric with its arguments, such as `Loss(gs=0.2)`, `Entropy(false)`, `AECS`.
    let metric: String
    let gsFactor: Double
    /// Whether the losses are compared column by column, not aggregated.
    let isRanked: Bool
    let kind: String
    let expectedLevels: [Int]?
    let expectedLoss: Any?
    let suppressedRows: Int?
    let nodeLosses: [(levels: [Int], loss: Double)]

    /// Nil where the case is about anything but k-anonymity alone on the census extract, or no property of the problem.
    init?(_ object: [String: Any]) {
        guard let names = object["quasi_identifiers"] as? [String], let limit = object["suppression_limit"] as? Double,
            object["dataset"] as? String == "adult.csv", object["practical_monotonicity"] as? Bool != true,
            let k = Self.k(object), let metric = Self.metric(object)
        else { return nil }
        quasiIdentifiers = names
        self.k = k
        self.limit = limit
        self.metric = metric
        isRanked = metric.hasSuffix(",RANK)")
        let argument = metric.dropFirst("Loss(".count).prefix { $0 != "," && $0 != ")" }
        gsFactor =
            metric.hasPrefix("Loss(")
            ? Double(argument.hasPrefix("gs=") ? argument.dropFirst(3) : argument) ?? 0.5 : 0.5
        kind = object["kind"] as? String ?? ""
        expectedLevels = object["expected_levels"] as? [Int]
        expectedLoss = object["expected_loss"]
        suppressedRows = object["suppressed_rows"] as? Int
        nodeLosses = (object["expected_loss_by_levels"] as? [[String: Any]] ?? []).compactMap { node in
            guard let levels = node["levels"] as? [Int], let loss = Self.number(node["loss"]) else { return nil }
            return (levels, loss)
        }
    }

    func anonymizer(_ adult: Adult) throws -> Anonymizer {
        try adult.anonymizer(quasiIdentifiers, k: k, limit: limit, utility: UtilityRule(gsFactor: gsFactor))
    }

    /// The engine's figure for the case's metric, nil where this version does not compute it.
    func figure(_ levels: [Int], _ anonymizer: Anonymizer) throws -> Double? {
        let utility = try anonymizer.measures(levels).utility
        switch metric {
        case "AECS": return utility.averageClassSize
        case "DM": return utility.discernibility
        case "Entropy(false)": return utility.nonUniformEntropy
        case "Precision(false)": return utility.precision
        default: return metric.hasPrefix("Loss") && !isRanked ? utility.loss : nil
        }
    }

    static func number(_ value: Any?) -> Double? { value as? Double ?? (value as? String).flatMap(Double.init) }

    private static func k(_ object: [String: Any]) -> Int? {
        if let text = object["privacy_models_text"] as? String {
            return text.hasPrefix("KAnonymity(") ? Int(text.dropFirst("KAnonymity(".count).dropLast()) : nil
        }
        guard let models = object["privacy_models"] as? [[String: Any]], models.count == 1,
            models[0]["model"] as? String == "KAnonymity"
        else { return nil }
        return (models[0]["args"] as? [Int])?.first
    }

    private static func metric(_ object: [String: Any]) -> String? {
        if let text = object["quality_metric_text"] as? String { return text }
        guard let metric = object["quality_metric"] as? [String: Any], let name = metric["metric"] as? String else {
            return nil
        }
        let arguments = metric["args"] as? [Any] ?? []
        // Without an argument the peer's entropy is the one that counts suppression.
        if arguments.isEmpty { return name == "Entropy" ? "Entropy(false)" : name }
        if name == "Loss" { return "Loss(" + arguments.map { "\($0)" }.joined(separator: ",") + ")" }
        return "\(name)(\(arguments.first as? Bool ?? false))"
    }
}
