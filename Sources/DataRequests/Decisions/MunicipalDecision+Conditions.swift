import Messages

extension MunicipalDecision {
    /// Whether the organization has to accept something before the transfer: 措置要求, generalized items, a larger k or
    /// a smaller share of suppressed rows. A decision that refuses everything asks for nothing.
    var hasConditions: Bool { !conditionTexts.isEmpty }

    /// Everything the organization accepts, in words for people.
    var conditionTexts: [String] {
        if outcome == .refused { return [] }
        var texts = conditions
        for row in items where row.answer == .generalize {
            let level = row.minimumLevel.map { "一般化レベル\($0)以上に" } ?? ""
            texts.append("記録項目「\(row.item)」は\(level)一般化して用いること。")
        }
        if let minimumK { texts.append("kは\(minimumK)以上とすること。") }
        if let suppressionLimitPercent { texts.append("抑制する行は\(suppressionLimitPercent)%以内とすること。") }
        return texts
    }

    /// What is unusual but no reason to refuse the decision.
    var warnings: [Reason] {
        guard !conditions.isEmpty, let ground, ground != .publicBody, ground != .specialReason else { return [] }
        return [
            Reason(
                "W-DECISION-CONDITIONS",
                "restrictions are demanded though the ground is \(ground.rawValue): article 70 provides for them "
                    + "with 69-2-3 and 69-2-4",
                "措置要求は法69条2項3号又は4号による提供についての定めです（根拠: \(ground.rawValue)）。",
                clause: "個人情報の保護に関する法律70条")
        ]
    }
}

extension String {
    /// Nothing but white space.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension String? {
    /// Missing, or nothing but white space.
    var isBlank: Bool { self?.isBlank ?? true }
}
