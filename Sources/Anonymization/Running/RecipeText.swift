import Deidentification
import Messages

/// A recipe as a recipe file. JSON is YAML in another hand, so the text is read as any recipe is.
enum RecipeText {
    static func of(_ recipe: Recipe) -> String {
        var members: [String: JSONValue] = [
            "recipe": 1, "title": .string(recipe.title),
            "input": [
                "encoding": .string(recipe.input.encoding.rawValue), "delimiter": .string(recipe.input.delimiter),
                "header": .bool(recipe.input.header),
            ],
            "columns": .array(recipe.columns.map(column)),
            "privacy": .array(recipe.privacy.map(model)),
            "suppression": [
                "limit": .number(recipe.suppression.limit), "mode": .string(recipe.suppression.mode.rawValue),
            ],
            "output": [
                "encoding": .string(recipe.output.encoding.rawValue), "bom": .bool(recipe.output.byteOrderMark),
                "delimiter": .string(recipe.output.delimiter),
            ],
            "utility": utility(recipe.utility), "coding": .string(recipe.coding.rawValue),
        ]
        if !recipe.steps.isEmpty { members["steps"] = .array(recipe.steps.map(step)) }
        switch recipe.search {
        case .optimal: members["search"] = ["algorithm": "optimal"]
        case .bestEffort(let seconds): members["search"] = ["algorithm": "best-effort", "seconds": .number(seconds)]
        }
        return MessageCoding.text(JSONValue.object(members)) + "\n"
    }

    private static func column(_ column: ColumnRecipe) -> JSONValue {
        var members: [String: JSONValue] = ["name": .string(column.name), "role": .string(column.role.rawValue)]
        if let pseudonym = column.pseudonym { members["pseudonym"] = .string(pseudonym.rawValue) }
        if let source = column.hierarchy { members["hierarchy"] = hierarchy(source) }
        if column.role == .quasiIdentifier {
            var levels: [String: JSONValue] = [:]
            if let minimum = column.minimumLevel { levels["min"] = .integer(minimum) }
            if let maximum = column.maximumLevel { levels["max"] = .integer(maximum) }
            if !levels.isEmpty { members["levels"] = .object(levels) }
            members["weight"] = .number(column.weight)
        }
        return .object(members)
    }

    private static func hierarchy(_ source: HierarchySource) -> JSONValue {
        switch source {
        case .file(let name, let delimiter): return ["file": .string(name), "delimiter": .string(delimiter)]
        case .date(let steps): return ["kind": "date", "steps": .array(steps.map { .string($0.rawValue) })]
        case .prefix(let lengths): return ["kind": "prefix", "lengths": .array(lengths.map(JSONValue.integer))]
        case .address: return ["kind": "address"]
        case .interval(let steps, let bottom, let top):
            var members: [String: JSONValue] = ["kind": "interval", "steps": .array(steps.map(JSONValue.integer))]
            if let bottom { members["bottom"] = .integer(bottom) }
            if let top { members["top"] = .integer(top) }
            return .object(members)
        }
    }

    private static func step(_ step: PreparationStep) -> JSONValue {
        switch step {
        case .topCode(let column, let bound, let label):
            return ["kind": "top-code", "column": .string(column), "at": .number(bound), "label": .string(label)]
        case .bottomCode(let column, let bound, let label):
            return ["kind": "bottom-code", "column": .string(column), "at": .number(bound), "label": .string(label)]
        case .dropRows(let column, let condition, let reason):
            let (key, values) =
                switch condition {
                case .isIn(let values): ("in", values)
                case .isNotIn(let values): ("not-in", values)
                }
            let place: JSONValue = .object([
                "column": .string(column), key: .array(values.map(JSONValue.string)),
            ])
            return ["kind": "drop-rows", "where": place, "reason": .string(reason)]
        }
    }

    private static func model(_ model: PrivacyModel) -> JSONValue {
        switch model {
        case .kAnonymity(let k): ["model": "k-anonymity", "k": .integer(k)]
        // Refused when the recipe was authored; written so that it is refused again, never lost.
        case .notYetSupported(let name): ["model": .string(name.rawValue)]
        }
    }

    private static func utility(_ rule: UtilityRule) -> JSONValue {
        var members: [String: JSONValue] = [
            "metric": .string(rule.metric.rawValue), "aggregate": .string(rule.aggregate.rawValue),
            "gs-factor": .number(rule.gsFactor),
        ]
        if let monotonic = rule.monotonic { members["monotonic"] = .bool(monotonic) }
        return .object(members)
    }
}
