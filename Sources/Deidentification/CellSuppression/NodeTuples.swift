/// The distinct tuples of labels at some levels, in the form in which single cells can be taken out of them.
struct NodeTuples {
    /// For each quasi-identifier the code of each tuple: 0 for a label that is `*` already, the other labels from 1 on in
    /// the order of their texts. Tuples are in the order of their codes, so results do not depend on the order of rows.
    let codes: [[UInt32]]
    /// For each quasi-identifier the label of the level that a code stands for; -1 where no label is `*`.
    let labelOfCode: [[Int32]]
    /// The counted rows of each tuple: those of the research subset where there is one.
    let rows: [Int32]
    /// The tuple of each tuple of the finest node.
    let nodeOfTuple: [Int32]
    /// The tuples of the finest node, by tuple: `members[offsets[t]..<offsets[t + 1]]`.
    let members: [Int32]
    let offsets: [Int32]
    /// One machine word a tuple, of bit fields of the codes; empty where the fields need more than 64 bits.
    private let words: [UInt64]
    /// The bits of each quasi-identifier in a word.
    private let fields: [UInt64]

    /// The number of tuples.
    var count: Int { rows.count }

    init(_ anonymizer: Anonymizer, levels: [Int]) {
        let attributes = anonymizer.attributes
        let tuples = anonymizer.tuples
        var codes: [[UInt32]] = []
        var labelOfCode: [[Int32]] = []
        for (column, attribute) in attributes.enumerated() {
            let labels = attribute.levels[levels[column]].labels
            let order = Self.order(labels)
            var codeOfLabel = [UInt32](repeating: 0, count: labels.count)
            for (code, label) in order.enumerated() where label >= 0 { codeOfLabel[Int(label)] = UInt32(code) }
            let map = attribute.map(to: levels[column]).map { codeOfLabel[Int($0)] }
            codes.append(tuples.codes[column].map { map[Int($0)] })
            labelOfCode.append(order)
        }
        let fields = MaskedWords.fields(codes)
        var words = fields.map { MaskedWords.packed(codes, fields: $0, count: tuples.count) } ?? []
        var index = MaskedWords(count: tuples.count)
        index.number(Array(0..<Int32(tuples.count)), mask: 0, codes: codes, words: words, fields: fields ?? [])
        var first = index.firstTuples
        let order = Self.order(first, codes: codes, words: words)
        var place = [Int32](repeating: 0, count: order.count)
        for (node, number) in order.enumerated() { place[Int(number)] = Int32(node) }
        let nodeOfTuple = index.groups.prefix(tuples.count).map { place[Int($0)] }
        first = order.map { first[Int($0)] }
        self.nodeOfTuple = nodeOfTuple
        self.codes = codes.map { column in first.map { column[Int($0)] } }
        if !words.isEmpty { words = first.map { words[Int($0)] } }
        self.labelOfCode = labelOfCode
        self.words = words
        self.fields = fields ?? []
        let counted = tuples.classes.countedRows
        var rows = [Int32](repeating: 0, count: first.count)
        var offsets = [Int32](repeating: 0, count: first.count + 1)
        for (tuple, node) in nodeOfTuple.enumerated() {
            rows[Int(node)] += counted[tuple]
            offsets[Int(node) + 1] += 1
        }
        for node in 0..<first.count { offsets[node + 1] += offsets[node] }
        var members = [Int32](repeating: 0, count: nodeOfTuple.count)
        var next = offsets
        for (tuple, node) in nodeOfTuple.enumerated() {
            members[Int(next[Int(node)])] = Int32(tuple)
            next[Int(node)] += 1
        }
        self.rows = rows
        self.members = members
        self.offsets = offsets
    }

    /// The labels by code: `*` first, or -1 where there is none, then the others in the order of their texts.
    private static func order(_ labels: [String]) -> [Int32] {
        let star = labels.firstIndex(of: Hierarchy.anyValueLabel)
        let others = labels.indices.filter { $0 != star }.sorted { labels[$0] < labels[$1] }
        return [star.map(Int32.init) ?? -1] + others.map(Int32.init)
    }

    /// The numbers of the tuples in the order of codes.
    private static func order(_ first: [Int32], codes: [[UInt32]], words: [UInt64]) -> [Int32] {
        let numbers = Array(0..<Int32(first.count))
        if !words.isEmpty {
            return numbers.sorted { words[Int(first[Int($0)])] < words[Int(first[Int($1)])] }
        }
        return numbers.sorted { left, right in
            for column in codes {
                let one = column[Int(first[Int(left)])]
                let other = column[Int(first[Int(right)])]
                if one != other { return one < other }
            }
            return false
        }
    }

    /// Numbers some tuples by what is left of them without the cells of the mask.
    func number(_ chosen: [Int32], mask: UInt64, into index: inout MaskedWords) {
        index.number(chosen, mask: mask, codes: codes, words: words, fields: fields)
    }

    /// The number that a grouping with this mask gave to tuples of the same rest, nil where there were none.
    func find(_ tuple: Int32, mask: UInt64, in index: MaskedWords) -> Int32? {
        index.find(Int(tuple), mask: mask, codes: codes, words: words, fields: fields)
    }

    /// The columns in which the cells of two tuples differ, those of the mask aside.
    func difference(_ left: Int, _ right: Int, mask: UInt64) -> UInt64 {
        var difference: UInt64 = 0
        for column in codes.indices
        where mask & (1 << UInt64(column)) == 0 && codes[column][left] != codes[column][right] {
            difference |= 1 << UInt64(column)
        }
        return difference
    }
}
