/// Finds, for tuples of the source, all groups of an output whose labels cover them: what an attacker matches who knows
/// all quasi-identifiers of a person.
///
/// Tuples are walked in sorted order, column by column, and every step narrows the groups that may still match; tuples
/// that begin alike share the steps. So the cost grows with the matches and not with tuples × groups.
struct MatchSearch {
    private let codes: [[Int32]]
    private let sizes: [Int]
    private let rows: [Int32]
    private let groupLabels: [[Int32]]
    private let labelCounts: [Int]
    /// Per column and code the labels that cover the code.
    private let coveringLabels: [[[Int32]]]
    private let groupCount: Int

    init(_ recoding: Recoding, attributes: [Attribute], tuples: TupleTable) {
        codes = tuples.codes
        rows = tuples.rows
        sizes = attributes.map { $0.levels[$0.allowed.lowerBound].labels.count }
        groupLabels = recoding.groupLabels
        labelCounts = recoding.columns.map(\.labels.count)
        coveringLabels = zip(attributes, recoding.columns).map { Self.covering($0, by: $1) }
        groupCount = recoding.groupCount
    }

    /// For each code of the finest allowed level the labels of the list that cover it.
    private static func covering(_ attribute: Attribute, by list: Recoding.LabelList) -> [[Int32]] {
        let finest = attribute.levels[attribute.allowed.lowerBound]
        var covering = [[Int32]](repeating: [], count: finest.labels.count)
        for level in Set(list.levels).sorted() {
            var numbers: [String: Int32] = [:]
            for label in list.labels.indices where list.levels[label] == level {
                numbers[list.labels[label]] = Int32(label)
            }
            // A suppressed cell has a label that no level of the hierarchy need have; it covers every value.
            let any = numbers[Hierarchy.anyValueLabel].flatMap { label in
                list.leaves[Int(label)] >= attribute.valueCount ? label : nil
            }
            let map = attribute.map(to: level)
            let ofLevel = attribute.levels[level].labels.map { numbers[$0] }
            for code in covering.indices {
                let label = ofLevel[Int(map[code])]
                if let label { covering[code].append(label) }
                if let any, any != label { covering[code].append(any) }
            }
        }
        return covering
    }

    /// For each group the rows of the source that its labels cover.
    func matchingRows() -> [Int] {
        var matching = [Int](repeating: 0, count: groupCount)
        forEach(Array(0..<Int32(rows.count))) { tuple, groups in
            for group in groups { matching[Int(group)] += Int(rows[tuple]) }
        }
        return matching
    }

    /// Calls `body` once for each of the tuples, in sorted order, with the groups that cover it.
    func forEach(_ tuples: [Int32], _ body: (_ tuple: Int, _ groups: [Int32]) -> Void) {
        descend(column: 0, sorted(tuples)[...], groups: Array(0..<Int32(groupCount)), body)
    }

    /// The tuples in the order of their codes, the first column first.
    private func sorted(_ tuples: [Int32]) -> [Int32] {
        var order = tuples
        var next = tuples
        for column in codes.indices.reversed() {
            let codes = codes[column]
            var starts = [Int](repeating: 0, count: sizes[column] + 1)
            for tuple in order { starts[Int(codes[Int(tuple)]) + 1] += 1 }
            for code in 0..<sizes[column] { starts[code + 1] += starts[code] }
            for tuple in order {
                let code = Int(codes[Int(tuple)])
                next[starts[code]] = tuple
                starts[code] += 1
            }
            swap(&order, &next)
        }
        return order
    }

    private func descend(
        column: Int, _ tuples: ArraySlice<Int32>, groups: [Int32], _ body: (_ tuple: Int, _ groups: [Int32]) -> Void
    ) {
        if column == codes.count || groups.isEmpty {
            for tuple in tuples { body(Int(tuple), groups) }
            return
        }
        let codes = codes[column]
        var runs: [Range<Int>] = []
        var start = tuples.startIndex
        while start < tuples.endIndex {
            let code = codes[Int(tuples[start])]
            var end = start + 1
            while end < tuples.endIndex, codes[Int(tuples[end])] == code { end += 1 }
            runs.append(start..<end)
            start = end
        }
        let chooser = LabelChooser(
            groups: groups, labels: groupLabels[column], labelCount: labelCounts[column], queries: runs.count)
        for run in runs {
            let covering = coveringLabels[column][Int(codes[Int(tuples[run.lowerBound])])]
            descend(column: column + 1, tuples[run], groups: chooser.groups(with: covering), body)
        }
    }
}

/// Some groups, asked several times for those with certain labels: sorted by label where that pays.
private struct LabelChooser {
    private let groups: [Int32]
    private let labels: [Int32]
    /// Where each label's groups begin in `ordered`; empty where groups are filtered instead.
    private var starts: [Int32] = []
    private var ordered: [Int32] = []

    init(groups: [Int32], labels: [Int32], labelCount: Int, queries: Int) {
        self.groups = groups
        self.labels = labels
        if queries * groups.count <= labelCount + 4 * groups.count { return }
        starts = [Int32](repeating: 0, count: labelCount + 2)
        for group in groups { starts[Int(labels[Int(group)]) + 2] += 1 }
        for label in 0..<labelCount { starts[label + 2] += starts[label + 1] }
        ordered = [Int32](repeating: 0, count: groups.count)
        for group in groups {
            let label = Int(labels[Int(group)])
            ordered[Int(starts[label + 1])] = group
            starts[label + 1] += 1
        }
    }

    func groups(with wanted: [Int32]) -> [Int32] {
        if starts.isEmpty {
            return groups.filter { group in
                let label = labels[Int(group)]
                for other in wanted where other == label { return true }
                return false
            }
        }
        var chosen: [Int32] = []
        for label in wanted {
            chosen.append(contentsOf: ordered[Int(starts[Int(label)])..<Int(starts[Int(label) + 1])])
        }
        return chosen
    }
}
