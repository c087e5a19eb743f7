import MunicipalData
import Yams

extension LayoutReader {
    /// Adds what is wrong with the layout as a whole.
    mutating func addProblems(of layout: Layout, _ node: Node, _ path: String) {
        var first: [String: Int] = [:]
        for (index, item) in layout.items.enumerated() {
            let place = "\(below(path, "items"))[\(index + 1)].name"
            if let earlier = first[item.name], itemNodes.indices.contains(index) {
                fault(itemNodes[index], place, "item \(earlier) has the same name; give each item its own")
            } else {
                first[item.name] = index + 1
            }
        }
    }
}
