import Deidentification
import Foundation

/// A model or a metric as the peer's cases write it: a name with arguments.
struct ArxCall {
    let name: String
    /// Texts, numbers, booleans, and objects such as `{"subset_file": …}`.
    let arguments: [Any]

    init(_ object: [String: Any], name key: String) {
        name = object[key] as? String ?? ""
        arguments = object["args"] as? [Any] ?? []
    }

    /// From a text such as `EntropyLDiversity(occupation,5,GRASSBERGER)` or `Loss(gs=0.2)`.
    init(text: String) {
        guard let open = text.firstIndex(of: "(") else {
            name = text
            arguments = []
            return
        }
        name = String(text[..<open])
        arguments = text[text.index(after: open)...].dropLast().split(separator: ",").map { part -> Any in
            let text = part.hasPrefix("gs=") ? String(part.dropFirst(3)) : String(part)
            if text == "true" || text == "false" { return text == "true" }
            return Double(text) ?? text
        }
    }

    private func number(_ index: Int) throws -> Double {
        guard index < arguments.count, let number = arguments[index] as? Double else {
            throw ArxCase.Skip.because("\(name) without a number at \(index)")
        }
        return number
    }

    private func text(_ index: Int) -> String? { index < arguments.count ? arguments[index] as? String : nil }

    private static let subset = SubsetFile(file: "adult_subset.csv", delimiter: ";")
    /// The peer's population of the USA.
    private static let population = 317_238_626.0

    func model(quasiIdentifiers: [String], levels: [Int]?) throws -> PrivacyModel {
        let column = text(0) ?? ""
        switch name {
        case "KAnonymity": return .kAnonymity(k: Int(try number(0)))
        case "DistinctLDiversity": return .lDiversity(column: column, .distinct(l: Int(try number(1))))
        case "EntropyLDiversity":
            let l = try number(1)
            return .lDiversity(column: column, text(2) == "GRASSBERGER" ? .entropyGrassberger(l: l) : .entropy(l: l))
        case "RecursiveCLDiversity":
            return .lDiversity(column: column, .recursive(l: Int(try number(2)), c: try number(1)))
        case "EqualDistanceTCloseness": return .tCloseness(column: column, distance: .equal, t: try number(1))
        case "HierarchicalDistanceTCloseness":
            return .tCloseness(column: column, distance: .hierarchical, t: try number(1))
        case "OrderedDistanceTCloseness": return .tCloseness(column: column, distance: .ordered, t: try number(1))
        case "DPresence": return .deltaPresence(minimum: try number(0), maximum: try number(1), subset: Self.subset)
        case "KMap":
            if arguments.count == 2 { return .kMap(k: Int(try number(0)), .subset(Self.subset)) }
            let estimator: KMapEstimator = text(3) == "ZERO_TRUNCATED_POISSON" ? .zeroTruncatedPoisson : .poisson
            return .kMap(
                k: Int(try number(0)),
                .estimated(population: Self.population, estimator: estimator, significance: try number(1)))
        case "Inclusion": return .inclusion(subset: Self.subset)
        case "BasicBLikeness": return .betaLikeness(column: column, variant: .basic, beta: try number(1))
        case "EnhancedBLikeness": return .betaLikeness(column: column, variant: .enhanced, beta: try number(1))
        case "DDisclosurePrivacy": return .deltaDisclosure(column: column, delta: try number(1))
        case "AverageReidentificationRisk": return .averageRisk(threshold: try number(0))
        case "SampleUniqueness": return .sampleUniqueness(threshold: try number(0))
        case "PopulationUniqueness":
            guard let estimator = UniquenessEstimator(rawValue: (text(1) ?? "").lowercased()) else { break }
            return .populationUniqueness(
                threshold: try number(0), estimator: estimator, population: Self.population)
        case "EDDifferentialPrivacy":
            let named = Dictionary(zip(quasiIdentifiers, levels ?? []), uniquingKeysWith: { first, _ in first })
            return .differentialPrivacy(epsilon: try number(0), delta: try number(1), levels: named)
        default: break
        }
        throw ArxCase.Skip.because("privacy model \(name)")
    }

    func utility() throws -> UtilityRule {
        // "Precomputed" only says how the peer computes; its threshold comes first then.
        let isPrecomputed = name.hasPrefix("Precomputed")
        let rest = isPrecomputed ? Array(arguments.dropFirst()) : arguments
        let flag = rest.lazy.compactMap { $0 as? Bool }.first
        let isRanked = rest.contains { $0 as? String == "RANK" }
        // A boolean read from JSON is a number as well.
        let gsFactor = flag == nil || name == "Loss" ? rest.lazy.compactMap { $0 as? Double }.first : nil
        let metric: Metric
        switch isPrecomputed ? String(name.dropFirst("Precomputed".count)) : name {
        case "Loss": metric = .loss
        case "Entropy": metric = .nonUniformEntropy
        case "NormalizedEntropy": metric = .normalizedEntropy
        case "Discernability": metric = flag == true ? .discernibilityStar : .discernibility
        case "DM": metric = .discernibility
        case "DM*": metric = .discernibilityStar
        case "AECS": metric = .averageClassSize
        case "Height": metric = .height
        case "Precision": metric = .precision
        case "Ambiguity": metric = .ambiguity
        case "KLDivergence": metric = .klDivergence
        case "EntropyBasedInformationLoss": metric = .entropyBasedLoss
        default: throw ArxCase.Skip.because("metric \(name)")
        }
        return UtilityRule(
            metric: metric, monotonic: metric.hasMonotonicVariant ? flag ?? false : nil,
            aggregate: isRanked ? .rank : metric.defaultAggregate, gsFactor: gsFactor ?? 0.5)
    }
}
