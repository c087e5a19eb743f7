/// The labels of one quasi-identifier as a tree: what several values can be written as together.
///
/// A node is a set of the data's values that some allowed level writes alike. It has the label that says most of those
/// that are true of all its values: of the finest level that makes the set, unless another's text stands for fewer. Nodes `0..<leafCount` are the label codes of the finest allowed
/// level, which are the codes of the tuples; a parent's number is greater than its children's. Where the coarsest allowed
/// level still has several labels, a last node without a label, ``impossible``, stands above them.
struct GeneralizationTree: Sendable {
    /// What an impossible label costs a row: more than any real label, so that no sum of costs ever prefers it.
    static let impossibleCost = 1e6

    /// The labels of the finest allowed level.
    let leafCount: Int
    /// For each node its parent; -1 for the topmost.
    private(set) var parents: [Int32]
    /// For each node the level of its label.
    private(set) var levels: [Int32]
    /// For each node its label, a label code of that level.
    private(set) var labelCodes: [Int32]
    /// For each node the number of its text; the same for nodes that are written alike.
    let texts: [Int]
    /// For each node the hierarchy's values that its written label stands for.
    private(set) var leaves: [Int]
    /// For each node what its label costs a row: (leaves - 1) / (all leaves - 1).
    let costs: [Double]
    /// For each level that writes something else than the level before: the node of each leaf.
    let steps: [[Int32]]
    /// For each depth, counted from the topmost node, the node of each leaf; the leaf itself below its own depth.
    let paths: [[Int32]]
    /// For each node its depth.
    let depths: [Int32]
    /// The number of the text `*`, nil where no node is written so.
    let anyValueText: Int?
    /// The node of values that no allowed label covers together.
    let impossible: Int?

    /// The number of nodes.
    var nodeCount: Int { parents.count }

    init(_ attribute: Attribute) {
        let finest = attribute.levels[attribute.allowed.lowerBound]
        leafCount = finest.labels.count
        parents = [Int32](repeating: -1, count: leafCount)
        levels = [Int32](repeating: Int32(attribute.allowed.lowerBound), count: leafCount)
        labelCodes = (0..<Int32(leafCount)).map { $0 }
        leaves = []
        // One text on several levels says no more than the widest of its meanings.
        var widest: [String: Int] = [:]
        for level in attribute.allowed {
            for (text, count) in zip(attribute.levels[level].labels, attribute.levels[level].leaves) {
                widest[text] = max(widest[text] ?? 0, count)
            }
        }
        func meaning(_ level: Int, _ label: Int) -> Int {
            widest[attribute.levels[level].labels[label]] ?? attribute.levels[level].leaves[label]
        }
        leaves = finest.labels.indices.map { meaning(attribute.allowed.lowerBound, $0) }
        var current = labelCodes
        var steps = [current]
        for level in attribute.allowed.dropFirst() where leafCount > 0 {
            let map = attribute.map(to: level)
            let chosen = attribute.levels[level]
            var nodes = [Int32](repeating: -1, count: chosen.labels.count)
            var isNew = [Bool](repeating: false, count: chosen.labels.count)
            for (leaf, label) in map.enumerated() {
                if nodes[Int(label)] < 0 { nodes[Int(label)] = current[leaf] }
                if nodes[Int(label)] != current[leaf] { isNew[Int(label)] = true }
            }
            for label in isNew.indices where !isNew[label] {
                let node = Int(nodes[label])
                if meaning(level, label) >= leaves[node] { continue }
                (levels[node], labelCodes[node], leaves[node]) = (Int32(level), Int32(label), meaning(level, label))
            }
            guard isNew.contains(true) else { continue }
            for label in isNew.indices where isNew[label] {
                nodes[label] = Int32(parents.count)
                parents.append(-1)
                levels.append(Int32(level))
                labelCodes.append(Int32(label))
                leaves.append(meaning(level, label))
            }
            for (leaf, label) in map.enumerated() where isNew[Int(label)] {
                parents[Int(current[leaf])] = nodes[Int(label)]
                current[leaf] = nodes[Int(label)]
            }
            steps.append(current)
        }
        for node in (0..<parents.count).reversed() where parents[node] >= 0 {
            let parent = Int(parents[node])
            if leaves[parent] >= leaves[node] { continue }
            (levels[node], labelCodes[node], leaves[node]) = (levels[parent], labelCodes[parent], leaves[parent])
        }
        let texts = zip(levels, labelCodes).map { attribute.levels[Int($0)].labels[Int($1)] }
        var numbers: [String: Int] = [:]
        for text in texts where numbers[text] == nil { numbers[text] = numbers.count }
        let range = Double(max(1, attribute.valueCount - 1))
        var costs = leaves.map { Double($0 - 1) / range }
        let tops = (0..<parents.count).filter { [parents] node in parents[node] < 0 }
        impossible = tops.count > 1 ? parents.count : nil
        if tops.count > 1 {
            for top in tops { parents[top] = Int32(parents.count) }
            parents.append(-1)
            levels.append(-1)
            labelCodes.append(-1)
            leaves.append(attribute.valueCount)
            costs.append(Self.impossibleCost)
        }
        self.costs = costs
        anyValueText = numbers[Hierarchy.anyValueLabel]
        self.texts = texts.map { numbers[$0] ?? 0 } + (impossible == nil ? [] : [numbers.count])
        self.steps = steps
        (depths, paths) = Self.paths(parents: parents, leafCount: leafCount)
    }

    private static func paths(parents: [Int32], leafCount: Int) -> (depths: [Int32], paths: [[Int32]]) {
        var depths = [Int32](repeating: 0, count: parents.count)
        for node in parents.indices.reversed() where parents[node] >= 0 {
            depths[node] = depths[Int(parents[node])] + 1
        }
        let deepest = Int(depths.max() ?? 0)
        let paths = (0...deepest).map { depth in
            (0..<leafCount).map { leaf in
                var node = leaf
                while Int(depths[node]) > depth { node = Int(parents[node]) }
                return Int32(node)
            }
        }
        return (depths, paths)
    }

    /// The finest node above both.
    func common(_ first: Int32, _ second: Int32) -> Int32 {
        var first = first
        var second = second
        // A parent's number is greater than its children's, so the lower number cannot be the common node.
        while first != second {
            if first < second { first = parents[Int(first)] } else { second = parents[Int(second)] }
        }
        return first
    }
}
