/// What becomes of the rows: the form in which every coding (global, local, cells) hands its result on.
///
/// A group is a set of rows that are written with the same labels; no two groups have all labels the same. A tuple's rows
/// go to one group, or to several where a coding had to part them.
package struct Recoding: Sendable, Equatable {
    /// The labels that are written in one quasi-identifier.
    package struct LabelList: Sendable, Equatable {
        /// The texts, each once.
        package var labels: [String]
        /// For each text the hierarchy's values under it; all values for a suppressed cell.
        package var leaves: [Int]
        /// For each text the level it is from; the height for a suppressed cell.
        package var levels: [Int]

        package init(labels: [String], leaves: [Int], levels: [Int]) {
            self.labels = labels
            self.leaves = leaves
            self.levels = levels
        }
    }

    /// Some rows of a tuple.
    package struct Part: Sendable, Equatable {
        /// The tuple, an index of the tuple table.
        package var tuple: Int32
        /// The group, or -1 where the rows are suppressed.
        package var group: Int32
        /// How many rows of the tuple.
        package var rows: Int32

        package init(tuple: Int32, group: Int32, rows: Int32) {
            self.tuple = tuple
            self.group = group
            self.rows = rows
        }
    }

    /// The labels, one list a quasi-identifier.
    package var columns: [LabelList]
    /// For each quasi-identifier the label of each group, an index of its list.
    package var groupLabels: [[Int32]]
    /// The parts in the order of tuples; each tuple's rows are in parts exactly once.
    package var parts: [Part]
    /// Cells that were written `*` one by one, weighted by rows; suppressed rows are not counted here.
    package var suppressedCells: Int

    package init(columns: [LabelList], groupLabels: [[Int32]], parts: [Part], suppressedCells: Int = 0) {
        self.columns = columns
        self.groupLabels = groupLabels
        self.parts = parts
        self.suppressedCells = suppressedCells
    }

    /// The number of groups.
    package var groupCount: Int { groupLabels.first?.count ?? (parts.contains { $0.group >= 0 } ? 1 : 0) }

    /// The rows of each group.
    package var groupRows: [Int] {
        var rows = [Int](repeating: 0, count: groupCount)
        for part in parts where part.group >= 0 { rows[Int(part.group)] += Int(part.rows) }
        return rows
    }

    /// The rows that are suppressed.
    package var suppressedRows: Int { parts.reduce(0) { $0 + ($1.group < 0 ? Int($1.rows) : 0) } }
}
