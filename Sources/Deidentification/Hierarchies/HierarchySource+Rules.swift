import Primitives

extension HierarchySource {
    /// Whether the engine can build the hierarchy from the values alone.
    public var isBuiltFromValues: Bool {
        switch self {
        case .date, .eraDate, .interval, .prefix, .order, .frequency, .ageBand: true
        case .file, .address, .areas: false
        }
    }

    /// The file that the hierarchy comes from, or nil.
    public var fileName: String? {
        switch self {
        case .file(let name, _), .areas(let name, _): name
        case .date, .eraDate, .interval, .prefix, .address, .order, .frequency, .ageBand: nil
        }
    }

    /// Whether a value's labels depend on the other values of the column, so that they belong to one file only.
    public var dependsOnOtherValues: Bool {
        switch self {
        case .frequency, .order(.numeric, _), .order(.text, _): true
        case .areas(_, let floor): floor != nil
        case .file, .date, .eraDate, .interval, .prefix, .address, .ageBand, .order(.given, _): false
        }
    }

    /// Whether the column holds dates, which are to be written `YYYY-MM-DD` before the hierarchy is built.
    public var readsDates: Bool {
        switch self {
        case .date, .eraDate: true
        case .ageBand(_, _, let asOf): asOf != nil
        case .file, .interval, .prefix, .address, .areas, .order, .frequency: false
        }
    }

    /// The number of levels of a hierarchy that the engine builds, level 0 included; nil for those of the caller.
    public var builtLevelCount: Int? { Self.builtLevelCount(self) }

    /// The number of levels of a hierarchy that the engine builds, nil for those of the caller; 1 without a hierarchy.
    static func builtLevelCount(_ source: HierarchySource?) -> Int? {
        switch source {
        case nil: 1
        case .date(let steps)?, .eraDate(let steps)?: steps.count + 1
        case .interval(let steps, _, _)?: steps.count + 2
        case .prefix(let lengths)?: lengths.count + 2
        case .order(_, let sizes)?: sizes.count + 2
        case .frequency(let minimums, _)?: minimums.count + 2
        case .ageBand(let steps, _, let asOf)?: steps.count + (asOf == nil ? 2 : 3)
        case .file?, .address?, .areas?: nil
        }
    }

    /// Why the rule cannot be used, or nil.
    var ruleFault: HierarchyRuleFault? {
        switch self {
        case .date(let steps), .eraDate(let steps): Hierarchy.dateFault(steps)
        case .interval(let steps, let bottom, let top): Hierarchy.intervalFault(steps, bottom: bottom, top: top)
        case .prefix(let lengths): Hierarchy.prefixFault(lengths)
        case .order(let order, let sizes): Hierarchy.orderFault(order, sizes: sizes)
        case .frequency(let minimums, let label): Hierarchy.frequencyFault(minimums, label: label)
        case .ageBand(let steps, let top, let asOf):
            asOf.map { CivilDate($0) == nil } == true ? .asOf : Hierarchy.ageFault(steps, top: top)
        case .areas(_, let floor): floor.map { $0 < 1 } == true ? .floor : nil
        case .file, .address: nil
        }
    }

    /// The hierarchy of a column that the engine can build by itself.
    /// - Parameter fixedLabels: values that earlier steps wrote, which stay as they are below the top.
    /// - Throws: ``DeidentificationError/unreadableValues(column:kind:rows:firstRow:)`` for values that the rule cannot read,
    ///   ``DeidentificationError/hierarchyNotGiven(column:)`` for hierarchies from files and of addresses.
    package func hierarchy(
        of column: Column, fixedLabels: Set<String> = []
    ) throws(DeidentificationError) -> Hierarchy {
        let column = column.compacted()
        if column.rowCount == 0, let count = Self.builtLevelCount(self) {
            return Hierarchy(levelCountWithoutValues: count)
        }
        do throws(HierarchyError) {
            let values = column.values
            switch self {
            case .date(let steps): return try .dates(values, steps: steps, fixedLabels: fixedLabels)
            case .eraDate(let steps): return try .eraDates(values, steps: steps, fixedLabels: fixedLabels)
            case .interval(let steps, let bottom, let top):
                return try .intervals(values, steps: steps, bottom: bottom, top: top, fixedLabels: fixedLabels)
            case .prefix(let lengths): return try .prefixes(values, lengths: lengths, fixedLabels: fixedLabels)
            case .order(let order, let sizes):
                return try .ordered(values, by: order, sizes: sizes, fixedLabels: fixedLabels)
            case .frequency(let minimums, let label):
                return try .frequencies(values, counts: column.counts(), minimums: minimums, label: label)
            case .ageBand(let steps, let top, let asOf):
                let day = try Self.day(asOf)
                return try .ageBands(values, steps: steps, top: top, asOf: day, fixedLabels: fixedLabels)
            case .file, .address, .areas: break
            }
        } catch .unreadableValues(let kind, let positions) {
            var marked = [Bool](repeating: false, count: column.values.count)
            for position in positions { marked[position] = true }
            let rows = column.rows(marked: marked)
            throw .unreadableValues(column: column.name, kind: kind, rows: rows.count, firstRow: rows.first)
        } catch {
            throw .hierarchy(column: column.name, error)
        }
        throw .hierarchyNotGiven(column: column.name)
    }

    private static func day(_ text: String?) throws(HierarchyError) -> CivilDate? {
        guard let text else { return nil }
        guard let day = CivilDate(text) else { throw .rule(.asOf) }
        return day
    }
}
