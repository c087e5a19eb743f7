/// Computes single nodes of the lattice: their classes, what the models suppress, and the metric's figure.
struct NodeEvaluator: Sendable {
    /// What a node does, with what it tells of finer nodes.
    struct Evaluation {
        var transformation: Transformation
        var grouping: Grouping
        var judgement: Judgement
    }

    let attributes: [Attribute]
    let tuples: TupleTable
    let privacy: BoundPrivacy
    let metric: BoundMetric
    let maps: LevelMaps
    let scatter: TupleScatter
    let allowedRows: Int
    let masking: Bool
    /// Per quasi-identifier and level the label code of `*`.
    private let anyValues: [[Int32?]]
    private var cache: GroupingCache

    /// - Parameter reusesClasses: whether classes may be computed from those of a finer node; else from the tuples.
    init(_ anonymizer: Anonymizer, reusesClasses: Bool = true) {
        attributes = anonymizer.attributes
        tuples = anonymizer.tuples
        privacy = anonymizer.privacy
        metric = anonymizer.metric
        maps = LevelMaps(attributes)
        scatter = TupleScatter(attributes: attributes, maps: maps, tuples: tuples)
        allowedRows = anonymizer.allowedRows
        masking = anonymizer.prepared.recipe.suppression.mode == .mask
        anyValues = attributes.map { attribute in
            attribute.levels.map { $0.labels.firstIndex(of: Hierarchy.anyValueLabel).map { Int32($0) } }
        }
        cache = GroupingCache(
            attributes: attributes, maps: maps, tuples: tuples, scatter: scatter,
            domains: privacy.sensitive.map(\.totals.count),
            keeps: reusesClasses)
    }

    /// The classes of a node.
    mutating func grouping(_ levels: [Int]) -> Grouping { cache.grouping(levels) }

    /// The node with what the models suppress and its figure.
    mutating func evaluate(_ levels: [Int]) -> Evaluation {
        let grouping = cache.grouping(levels)
        let classes = grouping.classes
        let judgement = privacy.judge(classes, allowedRows: allowedRows) { index in
            metric.cost(ofClass: index, levels: levels, classes: classes, codes: grouping.codes)
        }
        let value = metric.value(
            levels: levels, classes: classes, codes: grouping.codes, suppressed: judgement.suppressed)
        let transformation = transformation(
            levels, value: value, suppressedRows: judgement.suppressedRows, satisfiesModels: judgement.isAnonymous,
            maskedGroup: maskedGroup(grouping, judgement: judgement))
        return Evaluation(transformation: transformation, grouping: grouping, judgement: judgement)
    }

    func transformation(
        _ levels: [Int], value: MetricValue, suppressedRows: Int, satisfiesModels: Bool, maskedGroup: Int
    ) -> Transformation {
        Transformation(
            levels: levels, loss: value.total, columnLosses: value.columns, rankedLosses: value.ranked,
            suppressedRows: suppressedRows, allowedRows: allowedRows, satisfiesModels: satisfiesModels,
            maskedGroup: maskedGroup, minimumClassSize: privacy.requirement.minimumSize)
    }

    /// Whether a class of the node may be `*` in every column without any masking.
    func mayHaveClassOfAnyValue(_ levels: [Int]) -> Bool {
        zip(anyValues, levels).allSatisfy { $0[$1] != nil }
    }

    /// The rows that are `*` in every column after masking: those masked, and a kept class that is so anyway; 0 when no
    /// row is masked.
    private func maskedGroup(_ grouping: Grouping, judgement: Judgement) -> Int {
        if !masking || judgement.suppressedRows == 0 { return 0 }
        let labels = zip(anyValues, grouping.levels).compactMap { $0[$1] }
        if labels.count < attributes.count { return judgement.suppressedRows }
        let index = (0..<grouping.classes.count).first { index in
            labels.indices.allSatisfy { grouping.codes[$0][index] == labels[$0] }
        }
        guard let index, !judgement.suppressed[index] else { return judgement.suppressedRows }
        return judgement.suppressedRows + Int(grouping.classes.countedRows[index])
    }
}
