import Deidentification

extension RecipeDocument {
    static func text(of step: PreparationStep) -> String {
        switch step {
        case .recode(let column, let codes): "{kind: codes, column: \(quoted(column)), file: \(quoted(codes))}"
        case .derive(let from, let household, let to):
            "{kind: derive, from: \(quoted(from)), household: \(quoted(household)), to: \(quoted(to))}"
        case .topCode(let column, let bound, let label):
            "{kind: top-code, column: \(quoted(column)), at: \(bound), label: \(quoted(label))}"
        case .bottomCode(let column, let bound, let label):
            "{kind: bottom-code, column: \(quoted(column)), at: \(bound), label: \(quoted(label))}"
        case .dropRows(let column, let condition, let reason):
            "{kind: drop-rows, where: {column: \(quoted(column)), \(text(of: condition))}, reason: \(quoted(reason))}"
        case .suppressCells(let column, let condition, let label, let reason):
            "{kind: suppress-cells, column: \(quoted(column)), where: {\(text(of: condition))}, "
                + "label: \(quoted(label)), reason: \(quoted(reason))}"
        case .generalize(let column, let hierarchy, let level):
            "{kind: generalize, column: \(quoted(column)), hierarchy: \(text(of: hierarchy)), level: \(level)}"
        case .round(let column, let base): "{kind: round, column: \(quoted(column)), base: \(base)}"
        case .microaggregate(let columns, let k, let statistic):
            "{kind: microaggregate, columns: \(list(columns.map(quoted))), k: \(k), statistic: \(statistic.rawValue)}"
        case .rankSwap(let columns, let share, let within): swap("rank", columns, share, within)
        case .recordSwap(let columns, let share, let within): swap("record", columns, share, within)
        case .addNoise(let column, let distribution, let scale):
            "{kind: noise, column: \(quoted(column)), distribution: \(distribution.rawValue), \(text(of: scale))}"
        case .sample(let share): "{kind: sample, share: \(share)}"
        case .shuffle: "{kind: shuffle}"
        }
    }

    private static func swap(_ method: String, _ columns: [String], _ share: Double, _ within: [String]) -> String {
        "{kind: swap, method: \(method), columns: \(list(columns.map(quoted))), share: \(share), "
            + "within: \(list(within.map(quoted)))}"
    }

    private static func text(of scale: NoiseScale) -> String {
        switch scale {
        case .absolute(let scale): "scale: \(scale)"
        case .relative(let scale): "relative: \(scale)"
        }
    }

    private static func text(of condition: RowCondition) -> String {
        switch condition {
        case .isIn(let values): "in: \(list(values.map(quoted)))"
        case .isNotIn(let values): "not-in: \(list(values.map(quoted)))"
        }
    }
}
