import Deidentification

extension ReportArticle {
    /// The conditions of the recipe with what was reached.
    var conditions: PageSection {
        var rows = report.privacy.map { check in
            let words = wording(check)
            let overLimit =
                !check.holds && report.suppressed.rows > report.suppressed.allowedRows
                ? "<small>\(say("失われる人数が上限を超えるため", "more persons lost than allowed"))</small>" : ""
            return [
                titled(modelName(check), words.meaning), escaped(words.bound),
                escaped(check.reached.map(words.figure) ?? "－"), judgement(check.holds) + overLimit,
            ]
        }
        let lost = report.suppressed
        let limit = lost.limit.map { say("（\(shortPercent($0))）", " (\(shortPercent($0)))") } ?? ""
        let share = escaped(percent(self.share(lost.rows)))
        rows.append(
            [
                isMasking
                    ? say("準識別子を伏せる人数", "Persons whose quasi-identifiers are masked")
                    : say("除く人数", "Persons left out"),
                say("\(grouped(lost.allowedRows)) 人以内\(limit)", "at most \(grouped(lost.allowedRows))\(limit)"),
                say("\(grouped(lost.rows)) 人（\(share)）", "\(grouped(lost.rows)) (\(share))"),
                judgement(lost.rows <= lost.allowedRows),
            ])
        let heading = say("求められた条件と結果", "Conditions and results")
        return PageSection(
            id: "conditions", heading: heading,
            content: table(
                heading, [say("条件", "Condition"), say("求め", "Asked"), say("結果", "Reached"), say("判定", "Verdict")],
                rows, numbers: 1...2))
    }

    /// A verdict that does not rest on colour.
    func judgement(_ holds: Bool) -> String {
        holds
            ? "<b class=\"good\">\(say("○ 満たす", "○ holds"))</b>"
            : "<b class=\"bad\">\(say("× 満たさない", "× fails"))</b>"
    }

    /// The model's name on documents, with its column.
    func modelName(_ check: Report.Privacy) -> String {
        let name =
            switch PrivacyModelName(rawValue: check.model) {
            case .kAnonymity: say("k-匿名性", "k-anonymity")
            case .lDiversity: say("l-多様性", "l-diversity")
            case .tCloseness: say("t-近接性", "t-closeness")
            case .deltaPresence: say("δ-存在性", "δ-presence")
            case .kMap: say("k-マップ", "k-map")
            case .inclusion: say("包含", "inclusion")
            case .betaLikeness: say("β-類似性", "β-likeness")
            case .deltaDisclosure: say("δ-開示", "δ-disclosure")
            case .averageRisk: say("平均リスク", "average risk")
            case .sampleUniqueness: say("標本一意の割合", "sample uniqueness")
            case .populationUniqueness: say("母集団一意の推定割合", "population uniqueness")
            case .differentialPrivacy: say("(ε,δ)-差分プライバシー", "(ε,δ)-differential privacy")
            case .alphaKAnonymity: say("(α,k)-匿名性", "(α,k)-anonymity")
            case .linkageRisk: say("照合攻撃の成功率", "linkage risk")
            default: check.model
            }
        return name + (check.text("column").map { say("（\($0)）", " (\($0))") } ?? "")
    }

    /// What a model means, what it asks for, and how its figure is written.
    struct Wording {
        var meaning: String
        var bound: String
        var figure: (Double) -> String
    }

    private func wording(_ check: Report.Privacy) -> Wording {
        func value(_ name: String) -> String { check.number(name).map(short) ?? "－" }
        func share(_ name: String) -> String { check.number(name).map { shortPercent($0) } ?? "－" }
        func atLeast(_ text: String) -> String { say("\(text) 以上", "at least \(text)") }
        func atMost(_ text: String) -> String { say("\(text) 以下", "at most \(text)") }
        let column = check.text("column") ?? ""
        let size: (Double) -> String = { persons(Int($0)) }
        switch PrivacyModelName(rawValue: check.model) {
        case .kAnonymity:
            return Wording(
                meaning: say("準識別子の組合せが同じ人の数", "persons with the same quasi-identifiers"),
                bound: say("\(value("k")) 人以上", "at least \(value("k"))"), figure: size)
        case .lDiversity:
            let variant = check.text("variant") ?? "distinct"
            let c = check.number("c").map { ", c = \(short($0))" } ?? ""
            return Wording(
                meaning: say(
                    "同じ組合せの人の「\(column)」の値の多様さ（\(variant)）",
                    "variety of “\(column)” among persons of a group (\(variant))"),
                bound: atLeast("l = \(value("l"))\(c)"), figure: short)
        case .tCloseness:
            return Wording(
                meaning: say(
                    "組の「\(column)」の分布と全体の分布との隔たり", "distance of a group's “\(column)” from that of all"),
                bound: atMost("t = \(value("t"))"), figure: short)
        case .deltaPresence:
            return Wording(
                meaning: say("組のうち研究対象に含まれる割合", "share of a group that belongs to the subset"),
                bound: "\(share("min"))–\(share("max"))", figure: percent)
        case .kMap:
            return Wording(
                meaning: say("母集団で組合せが同じ人の数", "persons of the population with the same quasi-identifiers"),
                bound: say("\(value("k")) 人以上", "at least \(value("k"))"), figure: size)
        case .betaLikeness:
            return Wording(
                meaning: say("組の「\(column)」の値が全体より増えた割合", "gain of a value of “\(column)” over its share in all"),
                bound: atMost("β = \(value("beta"))"), figure: short)
        case .deltaDisclosure:
            return Wording(
                meaning: say("組の「\(column)」の値の割合の全体との比（2 を底とする対数）", "log-ratio of shares of “\(column)”"),
                bound: say("\(value("delta")) 未満", "less than \(value("delta"))"), figure: short)
        case .averageRisk, .sampleUniqueness, .populationUniqueness, .linkageRisk:
            let meaning =
                switch PrivacyModelName(rawValue: check.model) {
                case .averageRisk: say("言い当てられる確からしさの平均", "mean probability of re-identification")
                case .sampleUniqueness: say("組合せが一人だけの人の割合", "share of persons alone in their group")
                case .populationUniqueness:
                    say("母集団でも一人だけと推定される人の割合", "estimated share of persons alone in the population")
                default: say("最も細かい組を選ぶ攻撃者が言い当てる割合", "share found by an attacker who takes the finest group")
                }
            return Wording(meaning: meaning, bound: atMost(share("threshold")), figure: percent)
        case .differentialPrivacy:
            return Wording(
                meaning: say("一人の有無が結果に与える影響の上限", "bound on what one person's presence changes"),
                bound: "ε = \(value("epsilon")), δ = \(value("delta"))", figure: short)
        case .alphaKAnonymity:
            return Wording(
                meaning: say("組の人数と、組の中で最も多い値の割合", "size of a group, and share of its most frequent value"),
                bound: say(
                    "\(value("k")) 人以上、\(share("alpha")) 以下", "at least \(value("k")), at most \(share("alpha"))"),
                figure: short)
        default:
            return Wording(
                meaning: say("研究対象の全員が含まれること", "every person of the subset is included"), bound: "－", figure: short)
        }
    }
}
