import MunicipalData
import Yams

extension LayoutReader {
    /// Adds what is wrong with the layout as a whole: items of the same name, rules over items that it lacks, and why else it
    /// cannot be followed (``MunicipalData/Layout/problems``).
    mutating func addProblems(of layout: Layout, _ root: Node, _ path: String) {
        let before = faults.count
        let items = below(path, "items")
        var first: [String: Int] = [:]
        for (index, item) in layout.items.enumerated() {
            if let earlier = first[item.name] {
                let place = "\(items)[\(index + 1)].name"
                fault(itemNodes[index], place, "item \(earlier + 1) has the same name; give each item its own")
            } else {
                first[item.name] = index
            }
        }
        let names = layout.items.map(\.name)
        for (node, place, item) in references where first[item] == nil {
            let message = "the layout has no item '\(shortenedName(item))'"
            fault(node, place, message, suggestion: nearestName(to: item, among: names))
        }
        guard faults.count == before else { return }
        for problem in layout.problems {
            if let item = problem.item, let index = first[item] {
                fault(itemNodes[index], "\(items)[\(index + 1)]", problem.description)
            } else {
                fault(root, path, problem.description)
            }
        }
    }
}

extension LayoutProblem {
    /// The item that is meant.
    fileprivate var item: String? {
        switch self {
        case .widthMissing(let item), .emptyRange(let item), .length(let item), .nameNotInEncoding(let item, _): item
        default: nil
        }
    }
}
