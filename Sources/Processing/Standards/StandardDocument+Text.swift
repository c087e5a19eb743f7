import Primitives

extension StandardDocument {
    /// A standard as the text of its file, which reads back as the same standard.
    public static func text(of standard: ProcessingStandard) -> String {
        func scalar(_ text: String) -> String { LayoutDocument.scalar(text) }
        var lines = [
            "standard: 1", "municipality: \"\(standard.municipality)\"", "name: \(scalar(standard.name))",
            "version: \(scalar(standard.version))",
        ]
        if let day = standard.inForce { lines.append("in-force: \(day)") }
        if let council = standard.council {
            let reference = council.reference.isEmpty ? "" : ", reference: \(scalar(council.reference))"
            lines.append(
                "council: {name: \(scalar(council.name)), on: \(council.on), opinion: \(scalar(council.opinion))\(reference)}"
            )
        }
        if !standard.rules.isEmpty { lines.append("rule62:") }
        for (item, rule) in standard.rules.sorted(by: { $0.key < $1.key }) {
            switch rule {
            case .rule(let text): lines.append("  \(item): {rule: \(scalar(text))}")
            case .notApplicable(let text): lines.append("  \(item): {not-applicable: \(scalar(text))}")
            }
        }
        if !standard.treatments.isEmpty { lines.append("treatments:") }
        for itemClass in ItemClass.allCases {
            guard let treatment = standard.treatments[itemClass] else { continue }
            lines.append("  \(itemClass.rawValue): \(treatment.rawValue)")
        }
        if !standard.exceptions.isEmpty { lines.append("items:") }
        for exception in standard.exceptions {
            lines.append(
                "  - {name: \(scalar(exception.item)), treatment: \(exception.treatment.rawValue), "
                    + "reason: \(scalar(exception.reason))}")
        }
        let limits = texts(of: standard.limits)
        if !limits.isEmpty { lines.append("limits: {\(limits.joined(separator: ", "))}") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func texts(of limits: StandardLimits) -> [String] {
        [
            limits.k.map { "k: \($0)" }, limits.suppression.map { "suppression: \(LayoutDocument.number($0))" },
            limits.postalDigits.map { "postal-digits: \($0)" }, limits.ageTop.map { "age-top: \($0)" },
            limits.address.map { "address: \($0.rawValue)" }, limits.birth.map { "birth: \($0.rawValue)" },
            limits.diversity.map { "diversity: \($0)" }, limits.rareValues.map { "rare-values: \($0)" },
            limits.amountTop.map { "amount-top: \($0)" },
        ].compactMap(\.self)
    }
}
