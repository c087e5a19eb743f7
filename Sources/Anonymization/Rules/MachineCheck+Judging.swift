public import Messages

extension MachineCheck {
    /// The machine's verdict on what a job made, with what was found. Fails on what no person may wave through; asks
    /// for a careful look where rows were lost or the margin is thin.
    /// - Parameter minimumPersons: persons that must be left after suppression (法114条1項2号).
    public static func judging(
        _ result: JobResult, source: ProvidedSource, rules: EffectiveRules, recipe: RecipeSummary,
        minimumPersons: RuleBook.Rule
    ) -> (check: MachineCheck, findings: [Reason]) {
        // Codes of remarks begin with I: they ask for a careful look and stop nothing.
        var failures = result.findings.filter { !$0.code.hasPrefix("I-") }
        if result.reachedK < rules.k {
            failures.append(
                Reason(
                    "E-CHECK-K", "the smallest class has \(result.reachedK) rows, \(rules.k) are demanded",
                    "最小の同値類が\(result.reachedK)人で、k=\(rules.k) を満たしません。", clause: CreationStandard.item(5)))
        }
        failures += columnFailures(result, source: source, rules: rules, recipe: recipe)
        if result.rowsOut < minimumPersons.value {
            failures.append(
                Reason(
                    "E-CHECK-PERSONS",
                    "\(result.rowsOut) persons are left, at least \(minimumPersons.value) must be: use another recipe",
                    "抑制後の本人の数が\(result.rowsOut)人で、\(minimumPersons.value)人に満ちません。", clause: minimumPersons.basis))
        }
        if Double(result.suppressed) * 100 > rules.suppressionLimitPercent * Double(result.rowsConsidered) {
            failures.append(
                Reason(
                    "E-CHECK-SUPPRESSION",
                    "\(result.suppressed) of \(result.rowsConsidered) rows were suppressed, "
                        + "more than \(rules.suppressionLimitPercent)%",
                    "抑制した行（\(result.suppressed)行）が上限（\(rules.suppressionLimitPercent)%）を超えています。",
                    clause: CreationStandard.item(5)))
        }
        if !failures.isEmpty { return (.fail, failures) }
        let remarks = remarks(result, rules: rules)
        return (remarks.isEmpty ? .pass : .review, remarks)
    }

    private static func columnFailures(
        _ result: JobResult, source: ProvidedSource, rules: EffectiveRules, recipe: RecipeSummary
    ) -> [Reason] {
        let allowed = Set(recipe.columns.filter(\.isInOutput).map(\.name))
            .subtracting(rules.absent).intersection(source.facts.header)
        return result.columns.filter { !allowed.contains($0) }.map { name in
            Reason(
                "E-CHECK-COLUMN", "column '\(name)' is in the output although it must not leave",
                "出力に提供できない項目「\(name)」が含まれています。", clause: CreationStandard.item(1))
        }
    }

    private static func remarks(_ result: JobResult, rules: EffectiveRules) -> [Reason] {
        var remarks = result.findings.filter { $0.code.hasPrefix("I-") }
        if result.suppressed > 0 {
            remarks.append(
                Reason(
                    "I-CHECK-SUPPRESSED", "\(result.suppressed) rows were suppressed: look whether a group is lost",
                    "\(result.suppressed)行を抑制しました。特定の集団が失われていないか確認してください。"))
        }
        if result.reachedK == rules.k {
            remarks.append(
                Reason(
                    "I-CHECK-MARGIN", "the smallest class has exactly k = \(rules.k) rows",
                    "最小の同値類がちょうど k=\(rules.k) です。"))
        }
        return remarks
    }
}
