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

            以上

            """
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
