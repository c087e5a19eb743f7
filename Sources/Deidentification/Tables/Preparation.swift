import Primitives

/// A table on its way through the steps of a recipe: each technique is an extension of this type.
struct Preparation {
    /// The table as the steps so far left it.
    private(set) var table: Table
    /// The labels that steps wrote among numbers, by column; later steps leave such cells as they are.
    private(set) var labels: [String: Set<String>] = [:]
    /// The rows of the input (from 0) that are left, nil while all are.
    private(set) var inputRows: [Int32]?
    /// For each row left whether it belongs to the research subset.
    private(set) var subset: [Bool]?
    /// What each step did.
    private(set) var outcomes: [StepOutcome] = []
    /// Whether a step said that rows leave in a random order.
    private(set) var requiresShuffling = false
    /// The number of the step that is being carried out, from 1.
    private(set) var step = 0
    /// What steps with chance draw from.
    var random: any RandomNumberGenerator & Sendable

    init(table: Table, subset: [Bool]?, random: any RandomNumberGenerator & Sendable) {
        self.table = table
        self.subset = subset
        self.random = random
    }

    /// Carries out the next step.
    mutating func carryOut(
        _ step: PreparationStep, recipe: Recipe, hierarchy: Hierarchy?
    ) throws(DeidentificationError) {
        self.step += 1
        switch step {
        case .topCode(let column, let bound, let label):
            try code(column, label: label) { $0 >= bound }
        case .bottomCode(let column, let bound, let label):
            try code(column, label: label) { $0 <= bound }
        case .dropRows(let column, let condition, let reason):
            try dropRows(column, condition: condition, reason: reason)
        case .suppressCells(let column, let condition, let label, let reason):
            try suppressCells(column, condition: condition, label: label, reason: reason)
        case .generalize(let column, let source, let level):
            try generalize(column, source: source, level: level, recipe: recipe, given: hierarchy)
        case .round(let column, let base): try round(column, base: base)
        case .microaggregate(let columns, let k, let statistic):
            try microaggregate(columns, k: k, statistic: statistic)
        case .rankSwap(let columns, let share, let strata): try rankSwap(columns, share: share, within: strata)
        case .recordSwap(let columns, let share, let strata): try recordSwap(columns, share: share, within: strata)
        case .addNoise(let column, let distribution, let scale):
            try addNoise(column, distribution: distribution, scale: scale)
        case .sample(let share): try sample(share)
        case .recode, .derive:
            // Done already by whoever read the file.
            outcomes.append(StepOutcome(step: self.step, columns: step.columns))
        case .shuffle:
            requiresShuffling = true
            outcomes.append(StepOutcome(step: self.step, columns: []))
        }
    }

    /// The column of that name.
    func column(_ name: String) throws(DeidentificationError) -> Column {
        guard let column = table.column(named: name) else { throw .recipe([.columnNotInTable(column: name)]) }
        return column
    }

    /// The numbers of a column; cells that are blank or labels of earlier steps have none.
    func numbers(of column: Column) throws(DeidentificationError) -> NumberColumn {
        try NumberColumn(column, labels: labels[column.name] ?? [], inputRows: inputRows)
    }

    /// The error of a step of which a number cannot be used with this table.
    func unusable(_ key: String, _ value: Double, allowed: String) -> DeidentificationError {
        .recipe([.stepRule(step: step, .number(key: key, value: value, allowed: allowed))])
    }

    /// Remembers a label that a step writes into a column.
    mutating func know(_ label: String, in column: String) { labels[column, default: []].insert(label) }

    /// Takes a sample as the research subset.
    mutating func take(sample: [Bool]) { subset = sample }

    /// Takes the columns in the place of those of the same names, and notes what changed.
    /// - Parameter keptCells: cells that the step left because they hold no number.
    mutating func replace(_ columns: [Column], keptCells: Int = 0, reason: String? = nil) {
        var changed = [Bool](repeating: false, count: table.rowCount)
        var cells = 0
        for column in columns {
            guard let old = table.column(named: column.name) else { continue }
            cells += old.markChanges(to: column, in: &changed)
        }
        table = Table(
            validColumns: table.columns.map { old in columns.first { $0.name == old.name } ?? old },
            rowCount: table.rowCount)
        outcomes.append(
            StepOutcome(
                step: step, columns: columns.map(\.name), changedRows: changed.count { $0 }, changedCells: cells,
                keptCells: keptCells, reason: reason))
    }

    /// Keeps only these rows, in that order, and notes how many left.
    mutating func keep(_ rows: [Int32], columns: [String], reason: String? = nil) {
        outcomes.append(
            StepOutcome(step: step, columns: columns, droppedRows: table.rowCount - rows.count, reason: reason))
        inputRows = inputRows.map { input in rows.map { input[Int($0)] } } ?? rows
        subset = subset.map { flags in rows.map { flags[Int($0)] } }
        table = table.selecting(rows)
    }
}

/// The whole part of share × count; a product that misses a whole number by rounding alone counts as that number.
func wholeShare(_ share: Double, of count: Int) -> Int {
    let product = share * Double(count)
    let nearest = product.rounded()
    return Int(abs(product - nearest) <= 1e-9 * max(1, nearest) ? nearest : product.rounded(.down))
}

extension Column {
    /// Marks the rows whose text differs in a column of the same rows, and returns how many do.
    func markChanges(to other: Column, in changed: inout [Bool]) -> Int {
        var numbers: [String: Int32] = [:]
        for (code, value) in other.values.enumerated() { numbers[value] = Int32(code) }
        let same = values.map { numbers[$0] ?? -1 }
        var count = 0
        for row in 0..<rowCount where Int(same[codes[row]]) != other.codes[row] {
            changed[row] = true
            count += 1
        }
        return count
    }
}
