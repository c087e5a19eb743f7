/// What is done with one column of the file.
struct ColumnPlan {
    /// What the layout says of the cells; nil for a column that it lacks.
    var item: LayoutItem?
    /// Whether the column is handed over.
    var isKept = false
    /// Whether what is wrong with the cells is reported. Of a dropped column only its part in the rules matters.
    var isReported = true
    /// Its place among the columns whose values must be unique, or nil.
    var unique: Int?
    /// Whether it says whose row it is.
    var isHistoryKey = false
    /// Its place among the items of the history's order, or nil.
    var order: Int?
    /// The flag of the latest row.
    var latest: String?
    /// The values of living residents.
    var residents: [String]?
    /// The values of protected residents, and what is done about them.
    var protection: ProtectionRule?

    /// Whether anything of the column is looked at.
    var isLooked: Bool { isReported || hasRoles || demandsEachCell }
    /// Whether its values decide over rows.
    var hasRoles: Bool { latest != nil || residents != nil || protection != nil }
    /// Whether a rule needs the column.
    var isRule: Bool { hasRoles || isHistoryKey || order != nil }
    /// Whether every cell is needed, not only every value.
    var demandsEachCell: Bool { unique != nil || isHistoryKey || order != nil }
}

/// What is done with the columns of a file, and what of its rows is written.
struct CheckPlan {
    let names: [String?]
    var columns: [ColumnPlan] = []
    /// The columns that are handed over, from 0, in the order of the output.
    var written: [Int] = []
    var uniqueColumns: [Int] = []
    var historyKey: Int?
    var orderColumns: [Int] = []
    /// Whether the latest row is known by a flag.
    var hasLatestFlag = false
    /// Whether the latest row is known by an order.
    var hasOrder: Bool { historyKey != nil && !hasLatestFlag && !orderColumns.isEmpty }
    var delimiter = UInt8(ascii: ",")
    /// The widths of the cells in bytes; empty in a delimited file.
    var widths: [Int] = []
    /// Whether rows are put together for an output.
    var isWriting = false

    /// The plan for a file with these columns; an empty name stands for one that cannot be read.
    init(_ layout: Layout, _ options: CheckOptions, names: [String?]) {
        self.names = names
        if case .delimited(let delimiter, _) = layout.form {
            self.delimiter = delimiter
        } else {
            widths = layout.items.map { $0.width ?? 0 }
        }
        let handedOver = options.handedOver ?? layout.items.map(\.name)
        var places: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            guard let name, places[name] == nil else { continue }
            places[name] = index
        }
        let items = Dictionary(layout.items.map { ($0.name, $0) }) { first, _ in first }
        let isHandedOver = Set(handedOver)
        columns = names.enumerated().map { index, name in
            var plan = ColumnPlan()
            let isKnown = name.map { places[$0] == index && isHandedOver.contains($0) } ?? false
            plan.isKept = isKnown
            plan.isReported = isKnown || !options.dropsOthers
            if let name, places[name] == index, isKnown || options.dropsOthers { plan.item = items[name] }
            return plan
        }
        written = handedOver.compactMap { places[$0] }
        add(layout, places.filter { columns[$0.value].item != nil })
    }

    /// Why a row is not handed over though nothing is wrong with it, as far as the row itself says it.
    @inline(__always)
    func leavesOut(_ roles: RowRoles) -> LeftOutReason? {
        if hasLatestFlag, !roles.contains(.latest) { return .history }
        if roles.contains(.nonResident) { return .nonResident }
        return roles.contains(.excluded) ? .protected : nil
    }

    private mutating func add(_ layout: Layout, _ places: [String: Int]) {
        if let history = layout.history, let key = places[history.key] {
            historyKey = key
            columns[key].isHistoryKey = true
            if let latest = history.latest {
                hasLatestFlag = places[latest.item] != nil
                if let place = places[latest.item] { columns[place].latest = latest.value }
            } else if history.order.allSatisfy({ places[$0] != nil }) {
                orderColumns = history.order.compactMap { places[$0] }
                for (number, place) in orderColumns.enumerated() { columns[place].order = number }
            }
        }
        if let residency = layout.residency, let place = places[residency.item] {
            columns[place].residents = residency.values
        }
        if let protection = layout.protection, let place = places[protection.item] {
            columns[place].protection = protection
        }
        for index in columns.indices {
            let plan = columns[index]
            // Rows of one person have the same key; the rule of the history says which of them may stand beside others.
            guard let item = plan.item, item.isUnique, plan.isReported, !plan.isHistoryKey else { continue }
            columns[index].unique = uniqueColumns.count
            uniqueColumns.append(index)
        }
    }
}
