/// A privacy model of a recipe. Definitions as ARX 3.9.2 has them where it has the model; the sources are named below.
public enum PrivacyModel: Sendable, Equatable, Codable {
    /// Every row shares its quasi-identifiers with at least k - 1 others (Sweeney 2002).
    case kAnonymity(k: Int)
    /// A class has enough different values of a sensitive column (Machanavajjhala et al. 2007).
    case lDiversity(column: String, DiversityVariant)
    /// A class's distribution of a sensitive column is within t of the table's (Li, Li and Venkatasubramanian 2007).
    case tCloseness(column: String, distance: ClosenessDistance, t: Double)
    /// The share of a class's rows that belong to the research subset is within bounds (Nergiz et al. 2007).
    case deltaPresence(minimum: Double, maximum: Double, subset: SubsetFile)
    /// Every row of the research subset shares its quasi-identifiers with at least k persons of the population.
    case kMap(k: Int, KMapPopulation)
    /// Every row of the research subset is in the table; no bound is set, the subset is only named.
    case inclusion(subset: SubsetFile)
    /// No sensitive value is much more frequent in a class than in the table (Cao and Karras 2012).
    case betaLikeness(column: String, variant: LikenessVariant, beta: Double)
    /// |log2(q/p)| < delta for each sensitive value of a class (Brickell and Shmatikov 2008).
    case deltaDisclosure(column: String, delta: Double)
    /// The mean risk of the kept rows, classes / rows, is at most the threshold.
    case averageRisk(threshold: Double)
    /// The share of kept rows that are alone in their class is at most the threshold.
    case sampleUniqueness(threshold: Double)
    /// The estimated share of population uniques is at most the threshold.
    case populationUniqueness(threshold: Double, estimator: UniquenessEstimator, population: Double)
    /// (ε,δ)-differential privacy by sampling and k-anonymity at fixed levels (SafePub; Bild, Kuhn and Prasser 2018).
    case differentialPrivacy(epsilon: Double, delta: Double, levels: [String: Int])
    /// (α,k)-anonymity: k-anonymity, and no sensitive value takes more than the share α of a class (Wong et al. 2006).
    case alphaKAnonymity(column: String, alpha: Double, k: Int)
    /// The share of rows that an attacker finds who knows all quasi-identifiers and takes the most specific class.
    case linkageRisk(threshold: Double)

    /// The model's name in the recipe.
    public var name: PrivacyModelName {
        switch self {
        case .kAnonymity: .kAnonymity
        case .lDiversity: .lDiversity
        case .tCloseness: .tCloseness
        case .deltaPresence: .deltaPresence
        case .kMap: .kMap
        case .inclusion: .inclusion
        case .betaLikeness: .betaLikeness
        case .deltaDisclosure: .deltaDisclosure
        case .averageRisk: .averageRisk
        case .sampleUniqueness: .sampleUniqueness
        case .populationUniqueness: .populationUniqueness
        case .differentialPrivacy: .differentialPrivacy
        case .alphaKAnonymity: .alphaKAnonymity
        case .linkageRisk: .linkageRisk
        }
    }

    /// The sensitive column that the model looks at.
    public var sensitiveColumn: String? {
        switch self {
        case .lDiversity(let column, _), .tCloseness(let column, _, _), .betaLikeness(let column, _, _),
            .deltaDisclosure(let column, _), .alphaKAnonymity(let column, _, _):
            column
        default: nil
        }
    }

    /// The research subset that the model needs.
    public var subset: SubsetFile? {
        switch self {
        case .deltaPresence(_, _, let subset), .inclusion(let subset), .kMap(_, .subset(let subset)): subset
        default: nil
        }
    }
}

/// The variants of l-diversity.
public enum DiversityVariant: Sendable, Equatable, Codable {
    /// At least l different values.
    case distinct(l: Int)
    /// The entropy of the class is at least log l (Shannon's estimator).
    case entropy(l: Double)
    /// The same with Grassberger's correction for small classes.
    case entropyGrassberger(l: Double)
    /// Recursive (c,l)-diversity: the most frequent value is less than c times the sum from the l-th on.
    case recursive(l: Int, c: Double)
}

/// The distance between two values in t-closeness.
public enum ClosenessDistance: String, Sendable, Equatable, Codable, CaseIterable {
    /// All values are equally far apart.
    case equal
    /// By the column's hierarchy.
    case hierarchical
    /// By the order of the values.
    case ordered
}

/// The variants of β-likeness.
public enum LikenessVariant: String, Sendable, Equatable, Codable, CaseIterable {
    /// (q - p)/p <= β.
    case basic
    /// (q - p)/p <= min(β, -ln p).
    case enhanced
}

/// What k-map knows of the population.
public enum KMapPopulation: Sendable, Equatable, Codable {
    /// The table is the population, the subset the sample.
    case subset(SubsetFile)
    /// Class sizes of a population of this many persons are estimated.
    case estimated(population: Double, estimator: KMapEstimator, significance: Double)
}

/// The estimators of k-map.
public enum KMapEstimator: String, Sendable, Equatable, Codable, CaseIterable {
    /// Poisson.
    case poisson
    /// Poisson without its zero.
    case zeroTruncatedPoisson = "zero-truncated-poisson"
}

/// The estimators of population uniques.
public enum UniquenessEstimator: String, Sendable, Equatable, Codable, CaseIterable {
    /// The decision rule of Dankar et al. 2012 over the others.
    case dankar
    /// Pitman's sampling formula (Hoshino 2001).
    case pitman
    /// Zayatz 1991.
    case zayatz
    /// Slide negative binomial (Chen and McNulty 1998).
    case snb
}

/// A file of the rows of a research subset, found in the table by their values, as a multiset.
public struct SubsetFile: Sendable, Equatable, Hashable, Codable {
    /// The file's name.
    public var file: String
    /// Its delimiter; nil for the input's.
    public var delimiter: String?

    /// A subset file.
    public init(file: String, delimiter: String? = nil) {
        self.file = file
        self.delimiter = delimiter
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
    /// alpha-k-anonymity
    case alphaKAnonymity = "alpha-k-anonymity"
    /// linkage-risk
    case linkageRisk = "linkage-risk"
}
