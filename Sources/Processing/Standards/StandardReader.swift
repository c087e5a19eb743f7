import Primitives
import Yams

/// Reads the nodes of a standard's file and collects every fault on the way.
struct StandardReader: DocumentReading {
    let file: String
    var faults: [DocumentFault] = []

    init(file: String) { self.file = file }

    static let keys = [
        "standard", "municipality", "name", "version", "in-force", "council", "rule62", "treatments", "items", "limits",
    ]

    /// The whole standard; `nil` where a part that must be there is missing or unreadable.
    mutating func standard(_ root: Node) -> ProcessingStandard? {
        guard let values = mapping(root, "", keys: Self.keys) else { return nil }
        if let version = required("standard", in: values, of: root, ""), version.string != "1" {
            fault(version, "standard", "this version reads standards of version 1")
        }
        let municipality = required("municipality", in: values, of: root, "")
            .flatMap { self.municipality($0, "municipality") }
        let name = required("name", in: values, of: root, "").flatMap { notBlank($0, "name") }
        let version = required("version", in: values, of: root, "").flatMap { notBlank($0, "version") }
        var standard = municipality.map {
            ProcessingStandard(municipality: $0, name: name ?? "", version: version ?? "")
        }
        if let day = values["in-force"] { standard?.inForce = self.day(day, "in-force") }
        if let council = values["council"] { standard?.council = self.council(council) }
        if let rules = values["rule62"] { standard?.rules = self.rules(rules) }
        if let treatments = values["treatments"] { standard?.treatments = self.treatments(treatments) }
        if let items = values["items"], let nodes = list(items, "items") {
            standard?.exceptions = nodes.enumerated().compactMap { exception($1, "items[\($0 + 1)]") }
        }
        if let limits = values["limits"] { standard?.limits = self.limits(limits) }
        return standard
    }

    private mutating func council(_ node: Node) -> CouncilOpinion? {
        guard let values = mapping(node, "council", keys: ["name", "on", "opinion", "reference"]) else { return nil }
        let part = DocumentPart(node: node, path: "council", values: values)
        let name = text("name", part)
        let on = required("on", in: values, of: node, "council").flatMap { day($0, "council.on") }
        let opinion = text("opinion", part)
        let reference = values["reference"].flatMap { text($0, "council.reference") } ?? ""
        guard let name, let on, let opinion else { return nil }
        return CouncilOpinion(name: name, on: on, opinion: opinion, reference: reference)
    }

    private mutating func rules(_ node: Node) -> [Int: ItemRule] {
        guard let values = mapping(node, "rule62", keys: (1...5).map(String.init)) else { return [:] }
        var rules: [Int: ItemRule] = [:]
        for item in 1...5 {
            let path = "rule62.\(item)"
            guard let node = values[String(item)], let rule = mapping(node, path, keys: ["rule", "not-applicable"])
            else { continue }
            switch (rule["rule"], rule["not-applicable"]) {
            case (let text?, nil): rules[item] = notBlank(text, "\(path).rule").map { .rule($0) }
            case (nil, let text?): rules[item] = notBlank(text, "\(path).not-applicable").map { .notApplicable($0) }
            default: fault(node, path, "either 'rule' or 'not-applicable' is needed")
            }
        }
        return rules
    }

    private mutating func treatments(_ node: Node) -> [ItemClass: Treatment] {
        let keys = ItemClass.allCases.map(\.rawValue)
        guard let values = mapping(node, "treatments", keys: keys) else { return [:] }
        var treatments: [ItemClass: Treatment] = [:]
        for itemClass in ItemClass.allCases {
            guard let node = values[itemClass.rawValue] else { continue }
            let path = "treatments.\(itemClass.rawValue)"
            treatments[itemClass] = treatment(node, path, ofLinkingCode: itemClass == .linkingCode)
        }
        return treatments
    }

    private mutating func treatment(_ node: Node, _ path: String, ofLinkingCode isLinking: Bool) -> Treatment? {
        guard let treatment = choice(node, path, "treatment", of: Treatment.self) else { return nil }
        if treatment == .pseudonym, !isLinking {
            fault(node, path, "only a linking code is replaced by a pseudonym")
        }
        return treatment
    }

    private mutating func exception(_ node: Node, _ path: String) -> ItemException? {
        guard let values = mapping(node, path, keys: ["name", "treatment", "reason"]) else { return nil }
        let part = DocumentPart(node: node, path: path, values: values)
        let name = text("name", part)
        let treatment = choice("treatment", part, "treatment", of: Treatment.self)
        let reason = required("reason", in: values, of: node, path).flatMap { notBlank($0, "\(path).reason") }
        guard let name, let treatment, let reason else { return nil }
        return ItemException(item: name, treatment: treatment, reason: reason)
    }
}
