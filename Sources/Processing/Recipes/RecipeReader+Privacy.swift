import Deidentification
import Yams

extension RecipeReader {
    /// The keys of each privacy model besides `model`.
    private static func keys(of name: PrivacyModelName) -> [String] {
        switch name {
        case .kAnonymity: ["k"]
        case .lDiversity: ["column", "variant", "l", "c"]
        case .tCloseness: ["column", "distance", "t"]
        case .deltaPresence: ["min", "max", "subset"]
        case .kMap: ["k", "subset", "population", "estimator", "significance"]
        case .inclusion: ["subset"]
        case .betaLikeness: ["variant", "column", "beta"]
        case .deltaDisclosure: ["column", "delta"]
        case .averageRisk, .sampleUniqueness, .linkageRisk: ["threshold"]
        case .populationUniqueness: ["threshold", "estimator", "population"]
        case .differentialPrivacy: ["epsilon", "delta", "levels"]
        case .alphaKAnonymity: ["column", "alpha", "k"]
        }
    }

    mutating func privacy(_ node: Node) -> [PrivacyModel] {
        guard let nodes = list(node, "privacy") else { return [] }
        places.models = nodes.enumerated().map { place($1, "privacy[\($0 + 1)]") }
        return nodes.enumerated().compactMap { model($1, "privacy[\($0 + 1)]") }
    }

    private mutating func model(_ node: Node, _ path: String) -> PrivacyModel? {
        guard case .mapping = node, let kind = node["model"] else {
            fault(node, path, "a privacy model is a mapping with the key 'model'")
            return nil
        }
        guard let name = choice(kind, "\(path).model", "privacy model", of: PrivacyModelName.self),
            let values = mapping(node, path, keys: ["model"] + Self.keys(of: name))
        else { return nil }
        let part = DocumentPart(node: node, path: path, values: values)
        switch name {
        case .kAnonymity: return whole("k", part).map { .kAnonymity(k: $0) }
        case .inclusion: return subset(part).map { .inclusion(subset: $0) }
        case .averageRisk: return decimal("threshold", part).map { .averageRisk(threshold: $0) }
        case .sampleUniqueness: return decimal("threshold", part).map { .sampleUniqueness(threshold: $0) }
        case .linkageRisk: return decimal("threshold", part).map { .linkageRisk(threshold: $0) }
        case .kMap: return kMap(part)
        case .populationUniqueness:
            let threshold = decimal("threshold", part)
            let estimator = choice("estimator", part, "estimator", of: UniquenessEstimator.self)
            let population = decimal("population", part)
            guard let threshold, let estimator, let population else { return nil }
            return .populationUniqueness(threshold: threshold, estimator: estimator, population: population)
        case .deltaPresence:
            let minimum = decimal("min", part)
            let maximum = decimal("max", part)
            let subset = subset(part)
            guard let minimum, let maximum, let subset else { return nil }
            return .deltaPresence(minimum: minimum, maximum: maximum, subset: subset)
        case .differentialPrivacy: return differentialPrivacy(part)
        case .lDiversity, .tCloseness, .betaLikeness, .deltaDisclosure, .alphaKAnonymity:
            return attributeModel(name, part)
        }
    }

    /// The models that look at a sensitive column.
    private mutating func attributeModel(_ name: PrivacyModelName, _ part: DocumentPart) -> PrivacyModel? {
        let column = text("column", part)
        switch name {
        case .lDiversity:
            let variant = diversity(part)
            guard let column, let variant else { return nil }
            return .lDiversity(column: column, variant)
        case .tCloseness:
            let distance = choice("distance", part, "distance", of: ClosenessDistance.self)
            let bound = decimal("t", part)
            guard let column, let distance, let bound else { return nil }
            return .tCloseness(column: column, distance: distance, t: bound)
        case .betaLikeness:
            let variant = choice("variant", part, "variant", of: LikenessVariant.self)
            let bound = decimal("beta", part)
            guard let column, let variant, let bound else { return nil }
            return .betaLikeness(column: column, variant: variant, beta: bound)
        case .deltaDisclosure:
            let bound = decimal("delta", part)
            guard let column, let bound else { return nil }
            return .deltaDisclosure(column: column, delta: bound)
        default:
            let share = decimal("alpha", part)
            let k = whole("k", part)
            guard let column, let share, let k else { return nil }
            return .alphaKAnonymity(column: column, alpha: share, k: k)
        }
    }

    private mutating func diversity(_ part: DocumentPart) -> DiversityVariant? {
        guard let variant = required("variant", in: part.values, of: part.node, part.path) else { return nil }
        let names = ["distinct", "entropy", "entropy-grassberger", "recursive"]
        guard let name = variant.string, names.contains(name) else {
            unknown(variant, "\(part.path).variant", "variant", names: names)
            return nil
        }
        if name != "recursive", let factor = part.values["c"] {
            fault(factor, part.path, "the key 'c' belongs to the variant recursive")
        }
        switch name {
        case "distinct": return whole("l", part).map { .distinct(l: $0) }
        case "entropy": return decimal("l", part).map { .entropy(l: $0) }
        case "entropy-grassberger": return decimal("l", part).map { .entropyGrassberger(l: $0) }
        default:
            let least = whole("l", part)
            let factor = decimal("c", part)
            guard let least, let factor else { return nil }
            return .recursive(l: least, c: factor)
        }
    }

    private mutating func kMap(_ part: DocumentPart) -> PrivacyModel? {
        let k = whole("k", part)
        let estimating = ["population", "estimator", "significance"]
        if part.values["subset"] != nil {
            refuse(estimating, in: part.values, part.path, besides: "subset")
            let subset = subset(part)
            guard let k, let subset else { return nil }
            return .kMap(k: k, .subset(subset))
        }
        guard estimating.contains(where: { part.values[$0] != nil }) else {
            fault(part.node, part.path, "either 'subset' or population, estimator and significance are needed")
            return nil
        }
        let population = decimal("population", part)
        let estimator = choice("estimator", part, "estimator", of: KMapEstimator.self)
        let significance = decimal("significance", part)
        guard let k, let population, let estimator, let significance else { return nil }
        return .kMap(k: k, .estimated(population: population, estimator: estimator, significance: significance))
    }

    private mutating func subset(_ part: DocumentPart) -> SubsetFile? {
        let path = "\(part.path).subset"
        guard let node = required("subset", in: part.values, of: part.node, part.path),
            let values = mapping(node, path, keys: ["file", "delimiter"])
        else { return nil }
        let file = text("file", DocumentPart(node: node, path: path, values: values))
        let delimiter = values["delimiter"].flatMap { self.delimiter($0, "\(path).delimiter") }
        return file.map { SubsetFile(file: $0, delimiter: delimiter) }
    }

    private mutating func differentialPrivacy(_ part: DocumentPart) -> PrivacyModel? {
        let epsilon = decimal("epsilon", part)
        let delta = decimal("delta", part)
        let path = "\(part.path).levels"
        guard let node = required("levels", in: part.values, of: part.node, part.path) else { return nil }
        guard case .mapping(let mapping) = node else {
            fault(node, path, "a mapping of each quasi-identifier to its level is expected")
            return nil
        }
        var levels: [String: Int] = [:]
        for (key, value) in mapping {
            if let name = key.string, let level = whole(value, path) { levels[name] = level }
        }
        guard let epsilon, let delta else { return nil }
        return .differentialPrivacy(epsilon: epsilon, delta: delta, levels: levels)
    }
}
