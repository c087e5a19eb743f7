import Deidentification
import MunicipalData
import Primitives

/// What a standard holds and leaves open, for `oboro layout standard`.
struct StandardFacts: Encodable {
    let name: String
    let version: String
    let municipality: String
    let council: String?
    let rules: [String: String]
    /// The items of 規則62条 that are open.
    let open: [Int]
    let findings: [StandardFinding]

    init(_ standard: ProcessingStandard) {
        name = standard.name
        version = standard.version
        municipality = standard.municipality.description
        council = standard.council.map { "\($0.name) \($0.on) \($0.opinion)" }
        var rules: [String: String] = [:]
        for (item, rule) in standard.rules {
            switch rule {
            case .rule(let text): rules[String(item)] = text
            case .notApplicable(let text): rules[String(item)] = "該当なし（\(text)）"
            }
        }
        self.rules = rules
        findings = standard.findings
        open = standard.openItems
    }

    func text(inJapanese isJapanese: Bool) -> String {
        var lines = ["\(name) \(version) (\(municipality))"]
        lines.append(isJapanese ? "  審議会: \(council ?? "意見なし")" : "  council: \(council ?? "no opinion")")
        for item in 1...5 {
            let heading = isJapanese ? "  規則62条\(item)号: " : "  item \(item): "
            lines.append(heading + (rules[String(item)] ?? (isJapanese ? "未定" : "open")))
        }
        for finding in findings {
            let place = finding.item.map { isJapanese ? "\($0)号 " : "item \($0): " } ?? ""
            lines.append("  ! \(place)\(isJapanese ? finding.japanese : finding.english)")
        }
        if open.isEmpty {
            lines.append(isJapanese ? "五つの号のすべてに定めがある。" : "All five items are answered.")
        } else {
            let list = open.map(String.init).joined(separator: ", ")
            lines.append(isJapanese ? "未定の号: \(list)" : "Open items: \(list)")
        }
        return lines.map(\.terminalSafe).joined(separator: "\n") + "\n"
    }
}

extension DefaultRecipe {
    /// The decisions, for JSON.
    struct Facts: Encodable {
        struct Column: Encodable {
            let name: String
            let role: String
            let rule62: Int?
            let reason: String
        }
        let title: String
        let columns: [Column]
        let findings: [StandardFinding]
    }

    var facts: Facts {
        Facts(
            title: recipe.title,
            columns: zip(recipe.columns, decisions).map { column, decision in
                Facts.Column(
                    name: column.name, role: column.role.rawValue, rule62: decision.ruleItem, reason: decision.reason)
            },
            findings: findings)
    }
}
