/// The classes of one transformation, computed plainly from the tuples: what measures and checks look at.
package struct NodeClasses: Sendable {
    /// The level of each quasi-identifier.
    package let levels: [Int]
    /// The classes, in the order of their first tuples.
    package let classes: ClassTable
    /// Per quasi-identifier the label code of each class.
    package let codes: [[Int32]]
    /// The class of each tuple.
    package let classOfTuple: [Int32]

    /// Groups the tuples by their labels at these levels, which must be allowed ones.
    package init(_ tuples: TupleTable, attributes: [Attribute], levels: [Int]) {
        let maps = zip(attributes, levels).map { $0.map(to: $1) }
        let keys = attributes.indices.map { column in
            Grouper.Key(
                codes: tuples.codes[column], map: maps[column],
                size: attributes[column].levels[levels[column]].labels.count)
        }
        var grouper = Grouper()
        grouper.group(count: tuples.count, by: keys)
        var first = [Int](repeating: -1, count: grouper.groupCount)
        for (tuple, group) in grouper.groups.enumerated() where first[Int(group)] < 0 { first[Int(group)] = tuple }
        let codes = attributes.indices.map { column in
            first.map { maps[column][Int(tuples.codes[column][$0])] }
        }
        let parts = grouper.groups.enumerated().map { tuple, group in
            Recoding.Part(tuple: Int32(tuple), group: group, rows: tuples.rows[tuple])
        }
        self.levels = levels
        self.codes = codes
        classOfTuple = grouper.groups
        classes = Recoding(columns: [], groupLabels: codes, parts: parts).classes(tuples)
    }
}
