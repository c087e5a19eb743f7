/// A privacy model of a recipe.
public enum PrivacyModel: Sendable, Equatable, Codable {
    /// Every row shares its quasi-identifiers with at least k - 1 others (Sweeney 2002).
    case kAnonymity(k: Int)
    /// A model that the recipe language has and this version does not: always refused, never ignored.
    case notYetSupported(PrivacyModelName)

    /// The model's name in the recipe.
    public var name: PrivacyModelName {
        switch self {
        case .kAnonymity: .kAnonymity
        case .notYetSupported(let name): name
        }
    }
}

/// The names of the privacy models in a recipe.
public enum PrivacyModelName: String, Sendable, Equatable, Codable, CaseIterable {
    /// k-anonymity
    case kAnonymity = "k-anonymity"
    /// l-diversity
    case lDiversity = "l-diversity"
    /// t-closeness
    case tCloseness = "t-closeness"
    /// delta-presence
    case deltaPresence = "delta-presence"
    /// k-map
    case kMap = "k-map"
    /// inclusion
    case inclusion
    /// beta-likeness
    case betaLikeness = "beta-likeness"
    /// delta-disclosure
    case deltaDisclosure = "delta-disclosure"
    /// average-risk
    case averageRisk = "average-risk"
    /// sample-uniqueness
    case sampleUniqueness = "sample-uniqueness"
    /// population-uniqueness
    case populationUniqueness = "population-uniqueness"
    /// differential-privacy
    case differentialPrivacy = "differential-privacy"
}
