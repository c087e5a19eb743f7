import Messages
import Primitives
import ServiceRuntime

extension ContractTerms {
    /// Why these terms cannot be agreed on: all reasons at once, empty where there is none.
    func reasonsAgainst(_ proposal: ConformingProposal, in context: DecisionContext) -> [Reason] {
        fileReasons(proposal) + periodReasons(proposal.content, in: context) + wordingReasons()
    }

    private func fileReasons(_ proposal: ConformingProposal) -> [Reason] {
        var reasons: [Reason] = []
        if files.isEmpty {
            reasons.append(Reason("E-TERMS-FILES", "name at least one file", "対象とする個人情報ファイルを記載してください。"))
        }
        var seen: Set<String> = []
        for wanted in files {
            if !seen.insert(wanted.file).inserted {
                reasons.append(
                    Reason("E-TERMS-FILE-TWICE", "\(wanted.file) is named twice", "\(wanted.file)が重複しています。"))
            }
            let proposed = proposal.content.files?.first { $0.file == wanted.file }
            guard let proposed, proposal.files.contains(where: { $0.file == wanted.file }) else {
                reasons.append(
                    Reason(
                        "E-TERMS-FILE", "\(wanted.file) was not proposed in \(proposal.proposal)",
                        "\(wanted.file)は提案に含まれていません。"))
                continue
            }
            reasons += itemReasons(wanted, proposed)
        }
        return reasons
    }

    private func itemReasons(_ wanted: RequestedFile, _ proposed: RequestedFile) -> [Reason] {
        var reasons: [Reason] = []
        if wanted.items.isEmpty {
            reasons.append(
                Reason("E-TERMS-ITEMS", "name the items of \(wanted.file)", "\(wanted.file)の記録項目を記載してください。"))
        }
        for item in wanted.items where !proposed.items.contains(item) {
            reasons.append(
                Reason(
                    "E-TERMS-ITEM", "item \(item) of \(wanted.file) was not proposed",
                    "\(wanted.file)の記録項目「\(item)」は提案に含まれていません。"))
        }
        if Set(wanted.items).count < wanted.items.count {
            reasons.append(
                Reason(
                    "E-TERMS-ITEM-TWICE", "an item of \(wanted.file) is named twice", "\(wanted.file)の記録項目が重複しています。"))
        }
        return reasons
    }

    private func periodReasons(_ content: ProposalContent, in context: DecisionContext) -> [Reason] {
        var reasons: [Reason] = []
        let clause = "個人情報の保護に関する法律112条2項6号"
        if useFrom > useUntil {
            reasons.append(
                Reason("E-TERMS-PERIOD", "the use ends (\(useUntil)) before it begins (\(useFrom))", "利用の期間の前後が逆です。"))
        }
        if let from = content.useFrom, useFrom < from {
            reasons.append(
                Reason(
                    "E-TERMS-PERIOD", "the proposal begins on \(from), the terms earlier (\(useFrom))",
                    "利用の開始日が提案（\(from.japanese)）より前です。", clause: clause))
        }
        if let until = content.useUntil, useUntil > until {
            reasons.append(
                Reason(
                    "E-TERMS-PERIOD", "the proposal ends on \(until), the terms later (\(useUntil))",
                    "利用の終了日が提案（\(until.japanese)）より後です。", clause: clause))
        }
        if useUntil < context.today {
            reasons.append(
                Reason("E-TERMS-PERIOD", "the use would have ended already (\(useUntil))", "利用の期間が既に満了しています。"))
        }
        let longest = useFrom.plus(years: context.number(.maximumUseYears))
        if useUntil > longest {
            reasons.append(
                Reason(
                    "E-TERMS-PERIOD", "the use may last until \(longest) at most, not \(useUntil)",
                    "利用の期間は\(longest.japanese)までです。",
                    clause: context.rules.rule(.maximumUseYears, on: context.today).basis))
        }
        return reasons
    }

    private func wordingReasons() -> [Reason] {
        var reasons: [Reason] = []
        // With k = 1 every record may be unique: no agreement at all.
        if let minimumK, minimumK < 2 {
            reasons.append(
                Reason("E-TERMS-K", "k must be 2 or more, not \(minimumK)", "kは2以上としてください（\(minimumK)）。"))
        }
        // A year is the longest that a source may outlive its purpose; a longer wish is a mistake.
        if !(0...365).contains(erasureDays) {
            reasons.append(
                Reason("E-TERMS-ERASURE", "the days until erasure must be 0 to 365", "消去までの日数は0日から365日までとしてください。"))
        }
        let required = [
            (purpose, "the purpose", "利用の目的"), (users, "who may use it", "利用者の範囲"),
            (thirdParties, "the terms for third parties", "第三者提供の条件"),
            (deliveryMethod, "the method of delivery", "提供の方法"),
        ]
        for (text, english, japanese) in required where text.isBlank {
            reasons.append(Reason("E-TERMS-MISSING", "\(english) is missing", "\(japanese)の記載がありません。"))
        }
        return reasons
    }
}
