extension Anonymizer {
    /// The classes as what every coding hands on: labels, groups, and the parts of tuples.
    func recoding(_ candidate: LocalRun.Candidate, _ problem: LocalProblem) -> Recoding {
        let partition = candidate.partition
        var columns: [Recoding.LabelList] = []
        var groupLabels: [[Int32]] = []
        for (column, attribute) in attributes.enumerated() {
            let tree = problem.trees[column]
            var list = Recoding.LabelList(labels: [], leaves: [], levels: [])
            var numbers = [Int32](repeating: -1, count: problem.labelTexts[column].count)
            var labels = [Int32](repeating: 0, count: partition.count)
            for group in 0..<partition.count {
                let node = Int(candidate.labels[group * problem.width + column])
                let text = problem.labelTexts[column][node]
                if numbers[text] < 0 {
                    numbers[text] = Int32(list.labels.count)
                    let level = Int(tree.levels[node])
                    list.labels.append(attribute.levels[level].labels[Int(tree.labelCodes[node])])
                    list.leaves.append(tree.leaves[node])
                    list.levels.append(level)
                }
                labels[group] = numbers[text]
            }
            columns.append(list)
            groupLabels.append(labels)
        }
        return Recoding(columns: columns, groupLabels: groupLabels, parts: parts(candidate, problem))
    }

    /// The parts in the order of tuples, with all rows: those outside of a research subset go with their tuple.
    private func parts(_ candidate: LocalRun.Candidate, _ problem: LocalProblem) -> [Recoding.Part] {
        let partition = candidate.partition
        var starts = [Int](repeating: 0, count: tuples.count + 1)
        for tuple in partition.tuples { starts[Int(tuple) + 1] += 1 }
        for tuple in candidate.suppressed { starts[Int(tuple) + 1] += 1 }
        for tuple in 0..<tuples.count { starts[tuple + 1] += starts[tuple] }
        var parts = [Recoding.Part](
            repeating: Recoding.Part(tuple: 0, group: -1, rows: 0), count: starts[tuples.count])
        for group in 0..<partition.count {
            for entry in partition.entries(group) {
                let tuple = Int(partition.tuples[entry])
                let rows = problem.judge == nil ? partition.rows[entry] : tuples.rows[tuple]
                parts[starts[tuple]] = Recoding.Part(tuple: Int32(tuple), group: Int32(group), rows: rows)
                starts[tuple] += 1
            }
        }
        for tuple in candidate.suppressed {
            parts[starts[Int(tuple)]] = Recoding.Part(tuple: tuple, group: -1, rows: tuples.rows[Int(tuple)])
            starts[Int(tuple)] += 1
        }
        return parts
    }
}
