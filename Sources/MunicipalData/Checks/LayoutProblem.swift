/// Why a layout cannot be followed. Names items, never cell values.
public enum LayoutProblem: Error, Hashable, Sendable {
    /// The layout has no items.
    case noItems
    /// An item without a name.
    case unnamedItem(number: Int)
    /// Two items have the same name.
    case repeatedItem(String)
    /// A fixed-length layout gives the item no width, or none above zero.
    case widthMissing(item: String)
    /// A fixed-length layout has to be in an encoding whose bytes can be counted: `utf-8` or `cp932`, declared.
    case fixedEncoding(String)
    /// The byte between cells is a quote, a line break, zero or no ASCII.
    case delimiter(UInt8)
    /// A rule or the handed-over columns name an item that the layout lacks.
    case unknownItem(String, rule: String)
    /// The same column is to be handed over twice.
    case handedOverTwice(String)
    /// The history rule says neither by a flag nor by an order which row is the latest.
    case historyWithoutOrder
    /// More items in an order of history rows than can be compared.
    case orderTooLong(limit: Int)
    /// A rule without values would never, or always, hold.
    case noValues(rule: String)
    /// The least number is greater than the greatest.
    case emptyRange(item: String)
    /// A length below 1.
    case length(item: String)
    /// The encoding lacks a character of the item's name, so that no header can hold it.
    case nameNotInEncoding(item: String, encoding: String)
    /// The latest rows are known only at the end of the file: look at it once without output, and then again with
    /// ``CheckOptions/selection`` from the first report.
    case selectionNeeded
    /// The names are written before the rows, and without a header nothing may have told the encoding by then.
    case encodingNeeded
}

extension LayoutProblem: CustomStringConvertible {
    /// What is wrong and what to do, in English.
    public var description: String {
        switch self {
        case .noItems: "the layout has no items; list the columns of the file"
        case .unnamedItem(let number): "item \(number) has no name; give it the name in the header"
        case .repeatedItem(let name): "the item \(name) is listed twice; give each column its own name"
        case .widthMissing(let item):
            "the item \(item) has no width; a fixed-length layout gives one in bytes for each item"
        case .fixedEncoding(let name):
            "a fixed-length layout cannot be in \(name); declare utf-8 or cp932, by which its bytes are counted"
        case .delimiter(let byte):
            "the byte \(byte) cannot stand between cells; declare a comma, a semicolon, a tab or another sign of ASCII"
        case .unknownItem(let name, let rule):
            "the \(rule) names the item \(name), which the layout lacks; correct the name"
        case .handedOverTwice(let name): "the column \(name) is handed over twice; list it once"
        case .historyWithoutOrder:
            "the history rule does not say which row is the latest; give the flag or the items of the order"
        case .orderTooLong(let limit):
            "the history rule orders by more than \(limit) items; leave out those that never decide"
        case .noValues(let rule): "the \(rule) has no values; list those that it means"
        case .emptyRange(let item): "the least number of the item \(item) is greater than its greatest; correct them"
        case .length(let item): "the length of the item \(item) is below 1; give at least 1 or leave it out"
        case .nameNotInEncoding(let item, let encoding):
            "the name of the item \(item) cannot be written in \(encoding); correct the name or the encoding"
        case .selectionNeeded:
            "the latest row of a person is known only at the end of the file; look at the file once without output, "
                + "then again with the selection of the first report"
        case .encodingNeeded:
            "the encoding of a file without header may be known only behind its first rows, too late for the names that are "
                + "written before them; declare the encoding in the layout"
        }
    }
}

extension Layout {
    /// Why the layout cannot be followed, in the order of its parts; empty where it can.
    public var problems: [LayoutProblem] {
        var problems: [LayoutProblem] = items.isEmpty ? [.noItems] : []
        var known: Set<String> = []
        for (index, item) in items.enumerated() {
            if item.name.isEmpty { problems.append(.unnamedItem(number: index + 1)) }
            if !known.insert(item.name).inserted { problems.append(.repeatedItem(item.name)) }
            problems += itemProblems(item)
        }
        switch form {
        case .fixed:
            let isCountable =
                switch encoding {
                case .exactly(.utf8), .exactly(.utf8WithMark), .exactly(.cp932): true
                case .detect, .exactly(.utf16LittleEndian): false
                }
            if !isCountable { problems.append(.fixedEncoding(encoding.name)) }
        case .delimited(let delimiter, _):
            let forbidden: [UInt8] = [0, 0x22, 0x0A, 0x0D]
            if delimiter >= 0x80 || forbidden.contains(delimiter) { problems.append(.delimiter(delimiter)) }
        }
        return problems + ruleProblems(known)
    }

    private func itemProblems(_ item: LayoutItem) -> [LayoutProblem] {
        var problems: [LayoutProblem] = []
        if form == .fixed, (item.width ?? 0) < 1 { problems.append(.widthMissing(item: item.name)) }
        if let length = item.length, length < 1 { problems.append(.length(item: item.name)) }
        if let minimum = item.minimum, let maximum = item.maximum, minimum > maximum {
            problems.append(.emptyRange(item: item.name))
        }
        if case .exactly(let encoding) = encoding, (try? encoding.encode(item.name)) == nil {
            problems.append(.nameNotInEncoding(item: item.name, encoding: encoding.rawValue))
        }
        return problems
    }

    private func ruleProblems(_ known: Set<String>) -> [LayoutProblem] {
        var problems: [LayoutProblem] = []
        func demand(_ name: String?, _ rule: String) {
            if let name, !known.contains(name) { problems.append(.unknownItem(name, rule: rule)) }
        }
        if let history {
            demand(history.key, "history rule")
            for item in history.order { demand(item, "history rule") }
            demand(history.latest?.item, "history rule")
            if history.order.isEmpty, history.latest == nil { problems.append(.historyWithoutOrder) }
            if history.order.count > RowOrder.limit { problems.append(.orderTooLong(limit: RowOrder.limit)) }
        }
        if let residency {
            demand(residency.item, "residency rule")
            if residency.values.isEmpty { problems.append(.noValues(rule: "residency rule")) }
        }
        if let protection {
            demand(protection.item, "protection rule")
            if protection.values.isEmpty { problems.append(.noValues(rule: "protection rule")) }
        }
        return problems
    }
}
