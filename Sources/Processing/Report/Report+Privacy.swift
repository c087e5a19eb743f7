public import Deidentification

extension Report {
    /// One privacy model: its name, its parameters by the names of the recipe (`k`, `l`, `t`, `column`, …), and whether it
    /// holds. In JSON the parameters stand beside the name.
    public struct Privacy: Equatable, Sendable {
        /// A parameter.
        public enum Parameter: Equatable, Sendable {
            /// A number.
            case number(Double)
            /// A name.
            case text(String)
            /// Levels by column (differential privacy).
            case levels([String: Int])
        }

        /// The model's name.
        public var model: String
        /// Its parameters.
        public var parameters: [String: Parameter]
        /// What the output reached, in the unit of the model's bound; `nil` where it has no row or the model no figure.
        public var reached: Double?
        /// Whether it holds.
        public var holds: Bool
        /// Why it does not hold, in English.
        public var reason: String?

        /// A model; see the properties.
        public init(
            model: String, parameters: [String: Parameter], reached: Double?, holds: Bool, reason: String? = nil
        ) {
            self.model = model
            self.parameters = parameters
            self.reached = reached
            self.holds = holds
            self.reason = reason
        }

        /// A model of a recipe.
        public init(_ model: PrivacyModel, reached: Double?, holds: Bool, reason: String? = nil) {
            self.init(
                model: model.name.rawValue, parameters: model.parameters, reached: reached, holds: holds,
                reason: reason)
        }

        /// A parameter that is a number.
        public func number(_ name: String) -> Double? {
            if case .number(let number) = parameters[name] { number } else { nil }
        }

        /// A parameter that is a name.
        public func text(_ name: String) -> String? {
            if case .text(let text) = parameters[name] { text } else { nil }
        }

        /// The least class size that the model asks for, where it does.
        public var k: Int? { number("k").flatMap { Int(exactly: $0) } }
    }

    /// The greatest k of the recipe's models of class sizes, 1 without any.
    public var minimumClassSize: Int {
        privacy.filter { ["k-anonymity", "alpha-k-anonymity"].contains($0.model) }.compactMap(\.k).max() ?? 1
    }
}

extension Report.Privacy: Codable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static let fixed: Set<String> = ["model", "reached", "holds", "reason"]

    /// Reads the fixed names, and every other one as a parameter.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        model = try container.decode(String.self, forKey: Key("model"))
        reached = try container.decodeIfPresent(Double.self, forKey: Key("reached"))
        holds = try container.decode(Bool.self, forKey: Key("holds"))
        reason = try container.decodeIfPresent(String.self, forKey: Key("reason"))
        parameters = [:]
        for key in container.allKeys where !Self.fixed.contains(key.stringValue) {
            if let number = try? container.decode(Double.self, forKey: key) {
                parameters[key.stringValue] = .number(number)
            } else if let text = try? container.decode(String.self, forKey: key) {
                parameters[key.stringValue] = .text(text)
            } else {
                parameters[key.stringValue] = .levels(try container.decode([String: Int].self, forKey: key))
            }
        }
    }

    /// Writes the parameters beside the fixed names.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(model, forKey: Key("model"))
        try container.encodeIfPresent(reached, forKey: Key("reached"))
        try container.encode(holds, forKey: Key("holds"))
        try container.encodeIfPresent(reason, forKey: Key("reason"))
        for (name, parameter) in parameters where !Self.fixed.contains(name) {
            switch parameter {
            case .number(let number): try container.encode(number, forKey: Key(name))
            case .text(let text): try container.encode(text, forKey: Key(name))
            case .levels(let levels): try container.encode(levels, forKey: Key(name))
            }
        }
    }
}

extension PrivacyModel {
    /// The parameters by the names of the recipe; a subset's file is named, not read.
    var parameters: [String: Report.Privacy.Parameter] {
        var parameters: [String: Report.Privacy.Parameter] = [:]
        if let sensitiveColumn { parameters["column"] = .text(sensitiveColumn) }
        switch self {
        case .kAnonymity(let k): parameters["k"] = .number(Double(k))
        case .lDiversity(_, let variant):
            switch variant {
            case .distinct(let l): (parameters["variant"], parameters["l"]) = (.text("distinct"), .number(Double(l)))
            case .entropy(let l): (parameters["variant"], parameters["l"]) = (.text("entropy"), .number(l))
            case .entropyGrassberger(let l):
                (parameters["variant"], parameters["l"]) = (.text("entropy-grassberger"), .number(l))
            case .recursive(let l, let c):
                (parameters["variant"], parameters["l"]) = (.text("recursive"), .number(Double(l)))
                parameters["c"] = .number(c)
            }
        case .tCloseness(_, let distance, let t):
            (parameters["distance"], parameters["t"]) = (.text(distance.rawValue), .number(t))
        case .deltaPresence(let minimum, let maximum, _):
            (parameters["min"], parameters["max"]) = (.number(minimum), .number(maximum))
        case .kMap(let k, let population):
            parameters["k"] = .number(Double(k))
            if case .estimated(let persons, let estimator, let significance) = population {
                parameters["population"] = .number(persons)
                parameters["estimator"] = .text(estimator.rawValue)
                parameters["significance"] = .number(significance)
            }
        case .inclusion: break
        case .betaLikeness(_, let variant, let beta):
            (parameters["variant"], parameters["beta"]) = (.text(variant.rawValue), .number(beta))
        case .deltaDisclosure(_, let delta): parameters["delta"] = .number(delta)
        case .averageRisk(let threshold), .sampleUniqueness(let threshold), .linkageRisk(let threshold):
            parameters["threshold"] = .number(threshold)
        case .populationUniqueness(let threshold, let estimator, let population):
            (parameters["threshold"], parameters["estimator"]) = (.number(threshold), .text(estimator.rawValue))
            parameters["population"] = .number(population)
        case .differentialPrivacy(let epsilon, let delta, let levels):
            (parameters["epsilon"], parameters["delta"]) = (.number(epsilon), .number(delta))
            parameters["levels"] = .levels(levels)
        case .alphaKAnonymity(_, let alpha, let k):
            (parameters["alpha"], parameters["k"]) = (.number(alpha), .number(Double(k)))
        }
        return parameters
    }
}
