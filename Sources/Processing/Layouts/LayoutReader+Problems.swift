import MunicipalData
import Yams

extension LayoutReader {
    /// Adds what is wrong with the layout as a whole: items of the same name, and rules over items that it lacks.
    mutating func addProblems(of layout: Layout, _ path: String) {
        var first: [String: Int] = [:]
        for (index, item) in layout.items.enumerated() {
            if let earlier = first[item.name] {
                let place = "\(below(path, "items"))[\(index + 1)].name"
                fault(itemNodes[index], place, "item \(earlier) has the same name; give each item its own")
            } else {
                first[item.name] = index + 1
            }
        }
        let names = layout.items.map(\.name)
        for (node, place, item) in references where first[item] == nil {
            let message = "the layout has no item '\(shortenedName(item))'"
            fault(node, place, message, suggestion: nearestName(to: item, among: names))
        }
        if layout.form == .fixed {
            for (index, item) in layout.items.enumerated() where item.width == nil {
                fault(
                    itemNodes[index], "\(below(path, "items"))[\(index + 1)]",
                    "with 'fixed: true' every item needs 'width'")
            }
        }
    }
}
