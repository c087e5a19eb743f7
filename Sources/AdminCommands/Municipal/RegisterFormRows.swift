import Messages
import Primitives

/// One line of the official form of the register (個人情報ファイル簿).
struct RegisterFormRow {
    /// 1...19; nil for what stands outside of the form's numbers.
    let number: Int?
    let title: String
    let value: Value

    enum Value {
        case text(String)
        case items([RegisterItem])
    }
}

extension PublishedFile {
    /// The 19 fields of the form in their order, then what the register says besides. A field without content says so, since a
    /// blank cell does not tell «none» from «forgotten».
    var formRows: [RegisterFormRow] {
        func row(_ number: Int?, _ title: String, _ text: String) -> RegisterFormRow {
            RegisterFormRow(number: number, title: title, value: .text(text.isEmpty ? "－" : text))
        }
        let blocks = created.isEmpty ? [nil] : created.map(Optional.some)
        return [
            row(1, "個人情報ファイルの名称", entry.name), row(2, "行政機関等の名称", entry.body),
            row(3, "個人情報ファイルが利用に供される事務をつかさどる組織の名称", entry.department),
            row(4, "個人情報ファイルの利用目的", entry.purpose),
            RegisterFormRow(number: 5, title: "記録項目", value: .items(entry.items)),
            row(6, "記録範囲", entry.scope), row(7, "記録情報の収集方法", entry.collection),
            row(8, "要配慮個人情報が含まれるときは、その旨", entry.specialCare ? "含む" : "含まない"),
            row(9, "条例要配慮個人情報が含まれているときは、その旨", entry.ordinanceSpecialCare ? "含む" : "含まない"),
            row(10, "記録情報の経常的提供先", entry.regularRecipients),
            row(11, "開示請求等を受理する組織の名称及び所在地", entry.disclosureDesk),
            row(12, "訂正及び利用停止に関する他の法令の規定による特別の手続等", entry.specialProcedures),
            row(13, "個人情報ファイルの種別", kind),
            row(14, "行政機関等匿名加工情報の提案の募集をする個人情報ファイルである旨", entry.solicitable ? "該当" : "非該当"),
            row(15, "行政機関等匿名加工情報の提案を受ける組織の名称及び所在地", entry.proposalDesk),
        ]
            + blocks.flatMap { block in
                [
                    row(
                        16, "行政機関等匿名加工情報の概要",
                        block.map { "本人の数 \($0.personCount)人、情報の項目 \($0.items.joined(separator: "、"))" } ?? ""),
                    row(17, "作成された行政機関等匿名加工情報に関する提案を受ける組織の名称及び所在地", block?.desk ?? ""),
                    row(
                        18, "作成された行政機関等匿名加工情報に関する提案をすることができる期間",
                        block.map { "\($0.until.japanese)まで" } ?? ""),
                ]
            } + [row(19, "備考", entry.remarks)] + enrichmentRows
    }

    private var enrichmentRows: [RegisterFormRow] {
        let asOf = entry.personCountAsOf.map { "（\($0.japanese)現在）" } ?? ""
        var rows = [("本人の数", "\(entry.personCount)人\(asOf)")]
        if let cycle = entry.refreshCycle { rows.append(("更新頻度", cycle)) }
        if let retention = entry.retention { rows.append(("保存期間", retention)) }
        return rows.map { RegisterFormRow(number: nil, title: $0.0, value: .text($0.1)) }
    }

    private var kind: String {
        guard entry.computerised else { return "法第60条第2項第2号（マニュアル処理ファイル）" }
        let manual = entry.manualUse.map { $0 ? "（マニュアル利用ファイル 有）" : "（マニュアル利用ファイル 無）" } ?? ""
        return "法第60条第2項第1号（電算処理ファイル）\(manual)"
    }
}
