import Deidentification
import Yams

extension RecipeReader {
    /// The keys of each privacy model besides `model`.
    private static let keys: [PrivacyModelName: [String]] = [
        .kAnonymity: ["k"], .lDiversity: ["column", "variant", "l", "c"], .tCloseness: ["column", "distance", "t"],
        .deltaPresence: ["min", "max", "subset"], .kMap: ["k", "subset", "population", "estimator", "significance"],
        .inclusion: ["subset"], .betaLikeness: ["variant", "column", "beta"], .deltaDisclosure: ["column", "delta"],
        .averageRisk: ["threshold"], .sampleUniqueness: ["threshold"],
        .populationUniqueness: ["threshold", "estimator", "population"],
        .differentialPrivacy: ["epsilon", "delta", "levels"],
    ]

    mutating func privacy(_ node: Node) -> [PrivacyModel] {
        guard let nodes = list(node, "privacy") else { return [] }
        return nodes.enumerated().compactMap { model($1, "privacy[\($0 + 1)]") }
    }

    private mutating func model(_ node: Node, _ path: String) -> PrivacyModel? {
        guard case .mapping = node, let kind = node["model"] else {
            fault(node, path, "a privacy model is a mapping with the key 'model'")
            return nil
        }
        guard let name = choice(kind, "\(path).model", "privacy model", of: PrivacyModelName.self),
            let values = self.mapping(node, path, keys: ["model"] + (Self.keys[name] ?? []))
        else { return nil }
        places.models.append((name.rawValue, place(node, path)))
        switch name {
        case .kAnonymity:
            let k = required("k", in: values, of: node, path).flatMap { whole($0, "\(path).k") }
            return k.map { .kAnonymity(k: $0) }
        default: return .notYetSupported(name)
        }
    }
}
