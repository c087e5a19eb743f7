import Messages

extension RuleComposer {
    /// The municipality's wish that an item leaves only generalized.
    mutating func applyGeneralizations() {
        for item in source.decision.items where item.answer == .generalize {
            guard let column = present.first(where: { $0.name == item.item }), column.isInOutput else { continue }
            let level = max(item.minimumLevel ?? 1, 1)
            guard column.isGeneralized, let top = column.maximumLevel else {
                conflict(
                    "E-RULE-NOT-GENERALIZED",
                    "the municipality wants '\(column.name)' generalized, but the recipe keeps it as it is: "
                        + "make it a quasi-identifier with a hierarchy",
                    "市区町村は項目「\(column.name)」の一般化を条件としていますが、加工方法では一般化されません。",
                    clause: parties.municipalClause)
                continue
            }
            guard top >= level else {
                conflict(
                    "E-RULE-LEVEL",
                    "the municipality wants '\(column.name)' at level \(level) or coarser, but the recipe ends at \(top): "
                        + "raise the recipe's highest level",
                    "市区町村は項目「\(column.name)」の段階\(level)以上を条件としていますが、加工方法の上限は段階\(top)です。",
                    clause: parties.municipalClause)
                continue
            }
            minimumLevels[column.name] = max(level, column.minimumLevel ?? 0)
            note("municipality", "\(column.name) at level \(level) or coarser", parties.municipalClause)
        }
    }

    /// The strictest k and the strictest limit; who asked for which.
    mutating func composeNumbers() {
        let contract = source.contract
        let smallest: [(party: String, k: Int?, clause: String)] = [
            ("baseline", baseline.k.value, baseline.k.basis),
            ("proposal", contract.proposedK, "\(contract.proposal) 個人情報の保護に関する法律112条2項4号"),
            ("contract", contract.terms.minimumK, parties.contractClause),
            ("municipality", source.decision.minimumK, parties.municipalClause),
            ("recipe", recipe.k, "加工方法 \(recipe.title)"),
        ]
        for rule in smallest {
            guard let value = rule.k else { continue }
            k = max(k, value)
            note(rule.party, "k >= \(value)", rule.clause)
        }
        let limits: [(party: String, percent: Double?, clause: String)] = [
            ("baseline", Double(baseline.suppressionLimitPercent.value), baseline.suppressionLimitPercent.basis),
            ("municipality", source.decision.suppressionLimitPercent.map(Double.init), parties.municipalClause),
            ("recipe", recipe.suppressionLimitPercent, "加工方法 \(recipe.title)"),
        ]
        let named = limits.compactMap { rule in rule.percent.map { (rule.party, $0, rule.clause) } }
        for (party, percent, clause) in named { note(party, "suppression <= \(percent)%", clause) }
        suppressionLimitPercent = named.map(\.1).min() ?? 0
        guard let strictest = smallest.last(where: { $0.k == k }), source.facts.rows < k else { return }
        conflict(
            "E-RULE-K-ROWS",
            "k = \(k) is more than the \(source.facts.rows) rows of the file: no transformation can reach it",
            "k=\(k) がファイルの行数（\(source.facts.rows)）を超えています。", clause: strictest.clause)
    }
}
