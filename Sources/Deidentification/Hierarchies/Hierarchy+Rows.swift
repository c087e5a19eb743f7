extension Hierarchy {
    /// The hierarchy as lines of a hierarchy file: the value, then its label on each level from 1 on.
    ///
    /// Written out, reviewed or edited, and named by `{file: …}` in a recipe they read back as the same hierarchy: the first
    /// cell stands for level 0 too, a blank one as 不詳.
    public var rows: [[String]] {
        values.indices.map { index in
            [values[index]] + levels.dropFirst().map { $0.labels[Int($0.codes[index])] }
        }
    }

    /// For each value its label at a level.
    package func mapping(level: Int) -> [String: String] {
        let level = levels[level]
        return Dictionary(
            uniqueKeysWithValues: values.indices.map { (values[$0], level.labels[Int(level.codes[$0])]) })
    }
}
