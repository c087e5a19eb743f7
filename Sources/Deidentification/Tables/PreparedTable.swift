/// A table that fits its recipe, after the recipe's steps: what hierarchies are made for and the search works on.
public struct PreparedTable: Sendable {
    /// The recipe, free of problems.
    public let recipe: Recipe
    /// The table after the steps.
    public let table: Table
    /// What each step did, in the order of the recipe.
    public let outcomes: [StepOutcome]
    /// The labels that top- and bottom-coding wrote, by column.
    let codedLabels: [String: Set<String>]
    /// The rows of the input (from 0) that are left, nil when all are.
    let inputRows: [Int32]?

    /// Checks the recipe against the table and carries out its steps.
    /// - Throws: ``DeidentificationError/recipe(_:)`` with every problem;
    ///   ``DeidentificationError/unreadableValues(column:kind:rows:firstRow:)`` where a step meets what is no number.
    public init(_ table: Table, recipe: Recipe) throws(DeidentificationError) {
        let problems = recipe.problems(tableColumns: table.columns.map(\.name))
        if !problems.isEmpty { throw .recipe(problems) }
        var current = table
        var outcomes: [StepOutcome] = []
        var labels: [String: Set<String>] = [:]
        var inputRows: [Int32]?
        for (index, step) in recipe.steps.enumerated() {
            let known = labels[step.column] ?? []
            guard let column = current.column(named: step.column) else {
                throw .recipe([.columnNotInTable(column: step.column)])
            }
            switch step {
            case .topCode(_, let bound, let label):
                let coded = try column.coded(label, codedLabels: known, inputRows: inputRows) { $0 >= bound }
                current = current.replacing(coded.column)
                labels[step.column] = known.union([label])
                outcomes.append(StepOutcome(step: index + 1, column: column.name, changedRows: coded.rows))
            case .bottomCode(_, let bound, let label):
                let coded = try column.coded(label, codedLabels: known, inputRows: inputRows) { $0 <= bound }
                current = current.replacing(coded.column)
                labels[step.column] = known.union([label])
                outcomes.append(StepOutcome(step: index + 1, column: column.name, changedRows: coded.rows))
            case .dropRows(_, let condition, let reason):
                let dropped = column.values.map { condition.holds(for: $0) }
                let kept = (0..<Int32(current.rowCount)).filter { !dropped[Int(column.codes[Int($0)])] }
                let count = current.rowCount - kept.count
                outcomes.append(
                    StepOutcome(step: index + 1, column: column.name, droppedRows: count, reason: reason))
                inputRows = inputRows.map { rows in kept.map { rows[Int($0)] } } ?? kept
                current = current.selecting(kept)
            }
        }
        self.recipe = recipe
        self.table = current
        self.outcomes = outcomes
        self.codedLabels = labels
        self.inputRows = inputRows
    }
}

/// What a step did.
public struct StepOutcome: Sendable, Equatable, Codable {
    /// The step's number, from 1.
    public let step: Int
    /// The column it looked at.
    public let column: String
    /// The cells it changed.
    public let changedRows: Int
    /// The rows it took away.
    public let droppedRows: Int
    /// Why, in the recipe's words.
    public let reason: String?

    init(step: Int, column: String, changedRows: Int = 0, droppedRows: Int = 0, reason: String? = nil) {
        self.step = step
        self.column = column
        self.changedRows = changedRows
        self.droppedRows = droppedRows
        self.reason = reason
    }
}

extension Column {
    /// Replaces the numbers that are meant by the label; blank cells and labels of earlier steps stay.
    fileprivate func coded(
        _ label: String, codedLabels: Set<String>, inputRows: [Int32]?, isMeant: (Double) -> Bool
    ) throws(DeidentificationError) -> (column: Column, rows: Int) {
        let numbers = values.map { decimalNumber($0) }
        let unreadable = zip(values, numbers).map { value, number in
            number == nil && !codedLabels.contains(value) && !Hierarchy.isUnknown(value)
        }
        let faults = rows(marked: unreadable)
        if faults.count > 0 {
            let error = DeidentificationError.unreadableValues(
                column: name, kind: "number", rows: faults.count, firstRow: faults.first)
            throw error.numbered(byInputRows: inputRows)
        }
        let meant = numbers.map { $0.map(isMeant) ?? false }
        return (relabelled(zip(values, meant).map { $1 ? label : $0 }), rows(marked: meant).count)
    }
}

extension Table {
    /// The table with the column of the same name replaced.
    fileprivate func replacing(_ column: Column) -> Table {
        Table(validColumns: columns.map { $0.name == column.name ? column : $0 }, rowCount: rowCount)
    }
}
