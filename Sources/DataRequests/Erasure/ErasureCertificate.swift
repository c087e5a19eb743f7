import Messages
import Primitives
import Vault

/// 消去証明書: that everything a municipality handed over, and everything that could lead back to it, can no longer be
/// restored. One per request, signed by the organization.
struct ErasureCertificate {
    let organizationName: String
    let record: RequestRecord
    let contract: String
    let issuedOn: CivilDate

    /// The text that is signed.
    var text: String {
        let planned = record.planned
        return """
            消去証明書

            文書番号　消第\(planned.id)号
            \(issuedOn.japanese)

            \(planned.body)　様
            （団体コード　\(planned.municipality)）

            　　　　　　　　\(organizationName)

            　情報提供要請（\(planned.id)）により提供を受けた個人情報ファイル「\(planned.fileName)」について、\
            受領したファイル並びにその加工に用いた情報及び加工の出力を次のとおり消去し、復元できない状態にしたことを証明します。

            記

            １　利用契約　　　　　\(contract)（要請ラウンド　\(record.round)）
            ２　回答の文書番号　　\(record.decision?.documentNumber ?? "")
            ３　消去の事由　　　　\(reason)
            ４　消去の開始　　　　\(record.erasureBegunAt?.japaneseMoment ?? "")
            ５　受領したファイル（\(sources.count)件）
            \(list(sources))
            ６　加工方法等情報及び出力（\(methods.count)件）
            \(list(methods))
            ７　確認　　　　　　　各情報は個別の鍵で暗号化して保管し、その鍵を消去した。鍵のない暗号文は、写しがあっても復元できない。

            以上

            """
    }

    private var sources: [DestructionRecord] { record.destroyedSources ?? [] }
    private var methods: [DestructionRecord] { record.destroyedMethods ?? [] }

    private var reason: String {
        let code = record.erasureReason ?? ""
        return ErasureReason(rawValue: code)?.japanese ?? code
    }

    private func list(_ destroyed: [DestructionRecord]) -> String {
        if destroyed.isEmpty { return "　　該当なし" }
        return destroyed.enumerated().map { index, entry in
            """
            　(\(index + 1)) 種類　　　\(Self.kind(entry.kind))
            　　　保管番号　\(entry.item)
            　　　SHA-256　\(entry.sha256?.description ?? "（記録なし）")
            　　　方法　　　\(Self.method(entry.method))
            　　　日時　　　\(entry.at.japaneseMoment)
            """
        }.joined(separator: "\n")
    }

    private static func kind(_ kind: String) -> String {
        switch kind {
        case "source": "受領した個人情報ファイル"
        case "quarantined": "受け入れなかったファイル"
        case "recipe": "加工の方法（レシピ）"
        case "output": "加工の出力"
        case "method-information": "加工方法等情報"
        case "deleted-information": "削除情報"
        default: kind
        }
    }

    private static func method(_ method: String) -> String {
        method == Destruction.method ? "AES-256の個別鍵を乱数で上書きして消去し、続いて暗号文を削除" : method
    }
}
