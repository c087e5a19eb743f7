import Messages
import Primitives

/// 受領書: what was received, from whom, by whom and when; signed by the organization.
struct IntakeReceipt {
    let organizationName: String
    let record: RequestRecord
    let facts: IntakeFacts
    let manifest: TransferManifest
    let receiver: String
    let at: Instant

    /// The text that is signed.
    var text: String {
        let planned = record.planned
        return """
            受領書

            文書番号　受第\(planned.id)号
            \(at.japaneseDate.japanese)

            \(planned.body)　様
            （団体コード　\(planned.municipality)）

            　　　　　　　　\(organizationName)

            　次の個人情報ファイルを受領し、送付書の記載と一致することを確認しました。

            記

            １　要請　　　　　　　\(planned.id)（要請ラウンド　\(record.round)）
            ２　回答の文書番号　　\(record.decision?.documentNumber ?? "")
            ３　個人情報ファイル　\(planned.fileName)（\(planned.file)）
            ４　基準日　　　　　　\(manifest.asOf.japanese)
            ５　記録項目　　　　　\(facts.header.joined(separator: "、"))
            ６　件数　　　　　　　\(facts.rows)件
            ７　大きさ　　　　　　\(facts.bytes)バイト（文字コード　\(facts.encoding)）
            ８　SHA-256　　　　　\(facts.sha256)
            ９　保管番号　　　　　\(facts.item)
            10　受領日時　　　　　\(at.japaneseMoment)
            11　受領者　　　　　　\(receiver)
            12　確認したレイアウト　\(layout)
            13　受領の方法　　　　\(way)
            14　特記事項　　　　　\(remarks)

            記録項目ごとの件数（値のある行／値のない行）
            \(profile)

            以上

            """
    }

    private var layout: String {
        guard let layout = facts.layout, layout.sha256 != nil else { return "記録項目の名称のみ" }
        return layout.version.isEmpty ? layout.name : "\(layout.name)（\(layout.version)版）"
    }

    private var way: String {
        guard let package = facts.package else { return "ファイル" }
        let leftOut = package.leftOut.sorted { $0.key < $1.key }.filter { $0.value > 0 }
            .map { "\(Self.cause($0.key))　\($0.value)件" }
        let treatment =
            switch package.protection {
            case "excluded": "支援措置対象者は除外"
            case "generalized": "支援措置対象者は一般化の対象"
            default: "支援措置対象者の項目なし"
            }
        let kept = leftOut.isEmpty ? "提供元で除いた行なし" : "提供元で除いた行　" + leftOut.joined(separator: "、")
        return """
            暗号化した送付物（分割\(package.parts)件、\(package.tool)により\(package.createdAt.japaneseDate.japanese)作成）
            　　　　　　　　　　　\(kept)、\(treatment)
            　　　　　　　　　　　抽出仕様書の SHA-256　\(package.specification)
            """
    }

    private static func cause(_ name: String) -> String {
        switch name {
        case "history": "最新でない履歴"
        case "non-resident": "転出者、死亡者等"
        case "protected": "支援措置対象者"
        default: name
        }
    }

    private var remarks: String { facts.remarks?.map(\.japanese).joined(separator: "、") ?? "なし" }

    /// Numbers only.
    private var profile: String {
        (facts.profile ?? []).map { "　\($0.name)　\($0.filled)／\($0.missing)" }.joined(separator: "\n")
    }
}

extension Instant {
    /// Date and time in Japan, `令和8年4月1日10時00分00秒`.
    var japaneseMoment: String {
        let clock = japaneseText.suffix(8).split(separator: ":")
        let time = zip(clock, ["時", "分", "秒"]).map { "\($0)\($1)" }.joined()
        return japaneseDate.japanese + time
    }
}
