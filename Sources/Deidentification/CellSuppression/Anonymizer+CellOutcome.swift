extension Anonymizer {
    /// The packing in the form of codings, judged by the models that look at all classes, with its figures.
    func outcome(_ packing: CellPacking, levels: [Int]) -> CellOutcome {
        let tuples = packing.tuples
        let written = packing.written()
        var recoding = Recoding(
            columns: attributes.indices.map { column in
                labels(column, level: levels[column], isMasked: written.isMasked[column])
            },
            groupLabels: [], parts: parts(packing, numbers: written.numbers))
        recoding.groupLabels = attributes.indices.map { column in
            let labels = tuples.labelOfCode[column]
            // A masked cell where no label of the level is `*` has the label that was added, the last.
            let added = Int32(recoding.columns[column].labels.count - 1)
            return written.codes[column].map { labels[Int($0)] < 0 ? added : labels[Int($0)] }
        }
        judge(&recoding)
        let perColumn = cells(recoding, levels: levels)
        recoding.suppressedCells = perColumn.reduce(0, +)
        return CellOutcome(
            recoding: recoding, cellsPerColumn: perColumn,
            suppressedRows: lostRows(of: recoding), isWithinLimit: isWithinLimit(recoding), loss: loss(recoding),
            leastCells: packing.check.judgesMoreThanSize
                ? nil : tuples.leastCells(minimumSize: packing.check.minimumSize))
    }

    private func labels(_ column: Int, level: Int, isMasked: Bool) -> Recoding.LabelList {
        let attribute = attributes[column]
        let chosen = attribute.levels[level]
        var list = Recoding.LabelList(
            labels: chosen.labels, leaves: chosen.leaves, levels: chosen.labels.map { _ in level })
        if !isMasked { return list }
        if let star = list.labels.firstIndex(of: Hierarchy.anyValueLabel) {
            list.leaves[star] = attribute.valueCount
            list.levels[star] = attribute.height
        } else {
            list.labels.append(Hierarchy.anyValueLabel)
            list.leaves.append(attribute.valueCount)
            list.levels.append(attribute.height)
        }
        return list
    }

    /// The parts in the order of the finest tuples; rows that were moved are taken from the first of them on.
    private func parts(_ packing: CellPacking, numbers: [Int32]) -> [Recoding.Part] {
        let nodes = packing.tuples
        var moved: [Int32: [CellPacking.Gift]] = [:]
        for gift in packing.gifts { moved[gift.tuple, default: []].append(gift) }
        var parts: [Recoding.Part] = []
        parts.reserveCapacity(tuples.count + packing.gifts.count)
        for tuple in 0..<tuples.count {
            let node = nodes.nodeOfTuple[tuple]
            var rows = tuples.rows[tuple]
            if let gifts = moved[node] {
                var rest = gifts
                for index in rest.indices where rows > 0 && rest[index].rows > 0 {
                    let part = min(rows, rest[index].rows)
                    parts.append(
                        Recoding.Part(tuple: Int32(tuple), group: numbers[Int(rest[index].group)], rows: part))
                    rest[index] = CellPacking.Gift(
                        tuple: node, group: rest[index].group, rows: rest[index].rows - part)
                    rows -= part
                }
                moved[node] = rest
            }
            if rows > 0 {
                let group = packing.groups[Int(node)]
                parts.append(
                    Recoding.Part(tuple: Int32(tuple), group: group < 0 ? -1 : numbers[Int(group)], rows: rows))
            }
        }
        return parts
    }

    /// Suppresses the groups that the models do not let leave, those without counted rows among them.
    private func judge(_ recoding: inout Recoding) {
        let lists = recoding.columns
        let labels = recoding.groupLabels
        let judgement = privacy.judge(recoding.classes(tuples), allowedRows: allowedRows) { group in
            zip(lists, labels).reduce(0) { $0 + Double($1.0.leaves[Int($1.1[group])]) }
        }
        if !judgement.suppressed.contains(true) { return }
        var numbers: [Int32] = []
        var next: Int32 = 0
        for isSuppressed in judgement.suppressed {
            numbers.append(isSuppressed ? -1 : next)
            next += isSuppressed ? 0 : 1
        }
        for index in recoding.parts.indices where recoding.parts[index].group >= 0 {
            recoding.parts[index].group = numbers[Int(recoding.parts[index].group)]
        }
        recoding.groupLabels = recoding.groupLabels.map { codes in
            codes.indices.filter { numbers[$0] >= 0 }.map { codes[$0] }
        }
    }

    /// The counted rows of each tuple that are in a part.
    private func counted(_ part: Recoding.Part) -> Int {
        tuples.classes.subsetRows.map { Int($0[Int(part.tuple)]) } ?? Int(part.rows)
    }

    private func lostRows(of recoding: Recoding) -> Int {
        recoding.parts.reduce(0) { $0 + ($1.group < 0 ? counted($1) : 0) }
    }

    private func isWithinLimit(_ recoding: Recoding) -> Bool {
        privacy.suppressesWithoutLimit || lostRows(of: recoding) <= allowedRows
    }

    /// The counted rows whose cell is `*` although their label at the level is another, by column.
    private func cells(_ recoding: Recoding, levels: [Int]) -> [Int] {
        attributes.indices.map { column in
            let list = recoding.columns[column]
            guard let star = list.labels.firstIndex(of: Hierarchy.anyValueLabel).map(Int32.init) else { return 0 }
            let map = attributes[column].map(to: levels[column])
            var cells = 0
            for part in recoding.parts
            where part.group >= 0 && recoding.groupLabels[column][Int(part.group)] == star
                && map[Int(tuples.codes[column][Int(part.tuple)])] != star
            {
                cells += counted(part)
            }
            return cells
        }
    }

    /// The metric `loss`: a kept row costs generalization × share in each column, a suppressed one 1 or less.
    private func loss(_ recoding: Recoding) -> MetricValue {
        let utility = prepared.recipe.utility
        let generalization = utility.gsFactor <= 0.5 ? 1 : 1 - 2 * (utility.gsFactor - 0.5)
        let suppression = utility.gsFactor < 0.5 ? 2 * utility.gsFactor : 1
        var leaves = [Int](repeating: 0, count: attributes.count)
        var rows = 0
        var suppressedRows = 0
        for part in recoding.parts {
            let counted = counted(part)
            rows += counted
            if part.group < 0 { suppressedRows += counted }
            for column in leaves.indices where part.group >= 0 {
                let label = Int(recoding.groupLabels[column][Int(part.group)])
                leaves[column] += counted * recoding.columns[column].leaves[label]
            }
        }
        let figures = attributes.indices.map { column -> Double in
            let values = Double(attributes[column].valueCount)
            let least = generalization * Double(rows) / values
            let range = Double(rows) - least
            let raw = generalization * Double(leaves[column]) / values + suppression * Double(suppressedRows)
            return range <= 0 ? 0 : cutToTenDecimals((raw - least) / range)
        }
        return utility.aggregate.value(figures, weights: attributes.map(\.weight))
    }
}

extension CellPacking {
    /// The groups that are written differently, in the order of first appearance: their codes by column (0 for `*`),
    /// for each group of the packing its number among them, and which columns have a masked cell.
    func written() -> (codes: [[UInt32]], numbers: [Int32], isMasked: [Bool]) {
        let codes = tuples.codes.indices.map { column in
            groupMasks.indices.map { group in
                groupMasks[group] & (1 << UInt64(column)) != 0 ? 0 : tuples.codes[column][Int(groupTuples[group])]
            }
        }
        let fields = MaskedWords.fields(codes)
        let words = fields.map { MaskedWords.packed(codes, fields: $0, count: groupMasks.count) } ?? []
        var index = MaskedWords(count: groupMasks.count)
        index.number(
            Array(0..<Int32(groupMasks.count)), mask: 0, codes: codes, words: words, fields: fields ?? [])
        let first = index.firstTuples
        let isMasked = tuples.codes.indices.map { column in
            groupMasks.contains { $0 & (1 << UInt64(column)) != 0 }
        }
        return (codes.map { column in first.map { column[Int($0)] } }, index.groups, isMasked)
    }
}
