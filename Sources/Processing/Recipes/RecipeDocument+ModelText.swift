import Deidentification

extension RecipeDocument {
    static func text(of model: PrivacyModel) -> String {
        var parts = ["model: \(model.name.rawValue)"]
        if let column = model.sensitiveColumn { parts.append("column: \(quoted(column))") }
        switch model {
        case .kAnonymity(let k): parts.append("k: \(k)")
        case .lDiversity(_, let variant): parts += self.parts(of: variant)
        case .tCloseness(_, let distance, let bound): parts += ["distance: \(distance.rawValue)", "t: \(bound)"]
        case .deltaPresence(let minimum, let maximum, let subset):
            parts += ["min: \(minimum)", "max: \(maximum)", text(of: subset)]
        case .kMap(let k, .subset(let subset)): parts += ["k: \(k)", text(of: subset)]
        case .kMap(let k, .estimated(let population, let estimator, let significance)):
            parts += [
                "k: \(k)", "population: \(population)", "estimator: \(estimator.rawValue)",
                "significance: \(significance)",
            ]
        case .inclusion(let subset): parts.append(text(of: subset))
        case .betaLikeness(_, let variant, let bound): parts += ["variant: \(variant.rawValue)", "beta: \(bound)"]
        case .deltaDisclosure(_, let bound): parts.append("delta: \(bound)")
        case .averageRisk(let threshold), .sampleUniqueness(let threshold), .linkageRisk(let threshold):
            parts.append("threshold: \(threshold)")
        case .populationUniqueness(let threshold, let estimator, let population):
            parts += [
                "threshold: \(threshold)", "estimator: \(estimator.rawValue)", "population: \(population)",
            ]
        case .differentialPrivacy(let epsilon, let delta, let levels):
            let pairs = levels.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \($0.value)" }
            parts += ["epsilon: \(epsilon)", "delta: \(delta)", "levels: {\(pairs.joined(separator: ", "))}"]
        case .alphaKAnonymity(_, let share, let k): parts += ["alpha: \(share)", "k: \(k)"]
        }
        return "{\(parts.joined(separator: ", "))}"
    }

    private static func parts(of variant: DiversityVariant) -> [String] {
        switch variant {
        case .distinct(let least): ["variant: distinct", "l: \(least)"]
        case .entropy(let least): ["variant: entropy", "l: \(least)"]
        case .entropyGrassberger(let least): ["variant: entropy-grassberger", "l: \(least)"]
        case .recursive(let least, let factor): ["variant: recursive", "l: \(least)", "c: \(factor)"]
        }
    }

    private static func text(of subset: SubsetFile) -> String {
        let delimiter = subset.delimiter.map { ", delimiter: \(quoted($0))" } ?? ""
        return "subset: {file: \(quoted(subset.file))\(delimiter)}"
    }
}
