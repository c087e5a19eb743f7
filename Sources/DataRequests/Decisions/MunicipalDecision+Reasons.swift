import Messages
import Primitives
import ServiceRuntime

extension MunicipalDecision {
    /// Why this cannot be a decision on the requested items: all reasons at once, empty where there is none.
    func reasonsAgainst(_ requested: [String], in context: DecisionContext) -> [Reason] {
        rowReasons(requested) + items.flatMap(Self.itemReasons) + groundReasons() + numberReasons(in: context)
    }

    /// Exactly one row per requested item.
    private func rowReasons(_ requested: [String]) -> [Reason] {
        var reasons: [Reason] = []
        let answered = items.map(\.item)
        for item in requested where !answered.contains(item) {
            reasons.append(
                Reason("E-DECISION-MISSING", "there is no answer on item \(item)", "記録項目「\(item)」の回答がありません。"))
        }
        var seen: Set<String> = []
        for item in answered {
            if !requested.contains(item) {
                reasons.append(
                    Reason("E-DECISION-UNKNOWN", "item \(item) was not requested", "記録項目「\(item)」は要請されていません。"))
            }
            if !seen.insert(item).inserted {
                reasons.append(
                    Reason(
                        "E-DECISION-TWICE", "there is more than one answer on item \(item)",
                        "記録項目「\(item)」の回答が重複しています。"))
            }
        }
        return reasons
    }

    private static func itemReasons(_ row: ItemDecision) -> [Reason] {
        var reasons: [Reason] = []
        if row.answer == .refuse, row.reason.isBlank {
            reasons.append(
                Reason(
                    "E-DECISION-ITEM-REASON", "say why item \(row.item) is refused",
                    "記録項目「\(row.item)」を提供しない理由を記載してください。"))
        }
        guard let level = row.minimumLevel else { return reasons }
        if row.answer != .generalize {
            reasons.append(
                Reason(
                    "E-DECISION-LEVEL", "a level belongs to an item to be generalized; \(row.item) is not",
                    "記録項目「\(row.item)」は一般化の対象でないため、レベルを指定できません。"))
        } else if level < 1 {
            reasons.append(
                Reason(
                    "E-DECISION-LEVEL", "the level of item \(row.item) must be 1 or more, not \(level)",
                    "記録項目「\(row.item)」の一般化レベルは1以上としてください。"))
        }
        return reasons
    }

    private func groundReasons() -> [Reason] {
        if documentNumber.isBlank {
            return [Reason("E-DECISION-DOCUMENT", "give the document number", "文書番号を記載してください。")]
                + substanceReasons()
        }
        return substanceReasons()
    }

    private func substanceReasons() -> [Reason] {
        if outcome == .refused {
            guard reasons.allSatisfy(\.isBlank) else { return [] }
            return [Reason("E-DECISION-REASONS", "say why everything is refused", "提供しない理由を記載してください。")]
        }
        guard let ground else {
            return [
                Reason(
                    "E-DECISION-GROUND", "name the ground of the provision (69-1, 69-2-1 to 69-2-4)",
                    "提供の根拠（法69条1項又は2項各号）を記載してください。", clause: "個人情報の保護に関する法律69条")
            ]
        }
        guard ground != .statute, proviso.isBlank else { return [] }
        return [
            Reason(
                "E-DECISION-PROVISO", "assess that nobody's rights are unjustly harmed (proviso of article 69(2))",
                "本人又は第三者の権利利益を不当に侵害するおそれがないことの検討結果を記載してください。",
                clause: "個人情報の保護に関する法律69条2項ただし書")
        ]
    }

    private func numberReasons(in context: DecisionContext) -> [Reason] {
        var reasons: [Reason] = []
        let baseline = context.rules.rule(.baselineK, on: context.today)
        if let minimumK, minimumK < baseline.value {
            reasons.append(
                Reason(
                    "E-DECISION-K", "k must be \(baseline.value) or more, not \(minimumK)",
                    "kは\(baseline.value)以上としてください（\(minimumK)）。", clause: baseline.basis))
        }
        if let limit = suppressionLimitPercent, !(0...100).contains(limit) {
            reasons.append(
                Reason(
                    "E-DECISION-SUPPRESSION", "the share of suppressed rows is 0 to 100 percent, not \(limit)",
                    "抑制の上限は0から100までの割合（%）で記載してください。"))
        }
        return reasons
    }
}
