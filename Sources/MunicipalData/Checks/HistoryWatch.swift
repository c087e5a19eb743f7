/// Finds the latest row of each person, row after row, and persons with none or several.
struct HistoryWatch {
    private struct Row {
        var row: Int
        var offset: Int
    }

    /// Two rows of a person that are equal in the order.
    private struct Tie {
        var person: Int
        var order: RowOrder
        var row: Row
        var earlier: Int
    }

    private let hasFlag: Bool
    /// Latest rows by key; where rows have an order, persons by key.
    private let table = KeyTable()
    /// Persons whose latest row did not come yet, by the first of their rows.
    private var waiting: [KeyHash: Row] = [:]
    private var orders: [RowOrder] = []
    private var bestRows: [Int] = []
    private var ties: [Tie] = []

    init(hasFlag: Bool) { self.hasFlag = hasFlag }

    /// Takes a row with a flag; the earlier row that is marked as the person's latest too.
    mutating func add(_ key: KeyHash, row: Int, offset: Int, isLatest: Bool) -> Int? {
        if isLatest {
            if !waiting.isEmpty { waiting[key] = nil }
            return table.insert(key, row)
        }
        if table.number(key) == nil, waiting[key] == nil { waiting[key] = Row(row: row, offset: offset) }
        return nil
    }

    /// Takes a row with an order.
    mutating func add(_ key: KeyHash, row: Int, offset: Int, order: RowOrder) {
        guard let person = table.insert(key, orders.count) else {
            orders.append(order)
            bestRows.append(row)
            return
        }
        if orders[person] < order {
            orders[person] = order
            bestRows[person] = row
        } else if orders[person] == order {
            ties.append(
                Tie(person: person, order: order, row: Row(row: row, offset: offset), earlier: bestRows[person]))
        }
    }

    /// Persons of whom no row, or more than one, turned out to be the latest.
    func problems() -> [(row: Int, offset: Int, earlier: Int?)] {
        let unmarked = waiting.values.map { (row: $0.row, offset: $0.offset, earlier: Int?.none) }
        let tied = ties.filter { orders[$0.person] == $0.order }
            .map { (row: $0.row.row, offset: $0.row.offset, earlier: Int?.some($0.earlier)) }
        return (unmarked + tied).sorted { $0.row < $1.row }
    }

    /// The latest rows, where they have an order.
    func selection() -> RowSelection? {
        if hasFlag { return nil }
        var selection = RowSelection()
        for row in bestRows { selection.insert(row) }
        return selection
    }
}
