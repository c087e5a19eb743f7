import MunicipalData
import Primitives
import Processing

/// The papers of a package: 送付書, which the municipality signs, and the form of the 受領書, which the organization fills in.
/// Plain text with byte order mark and CRLF, as the oldest editor of an office reads it.
struct Letters {
    let specification: ExtractionSpecification
    let manifest: HandoverManifest
    let manifestSHA256: String

    /// The name of the cover letter's file.
    static let coverLetterName = "送付書.txt"
    /// The name of the receipt form's file.
    static let receiptFormName = "受領書様式.txt"

    /// 送付書.
    var coverLetter: [UInt8] {
        Self.bytes(
            [
                "　　　　　　　　　　　　　送　付　書",
                "",
                "　　　　　　　　　　　　　　　　　　　　　　　年　　月　　日",
                "",
                "\(line(specification.organization))　御中",
                "",
                "　　　　　　　　　　　　　　　　　　\(line(manifest.body))",
                "　　　　　　　　　　　　　　　　　　担当課：",
                "　　　　　　　　　　　　　　　　　　氏　名：　　　　　　　　　　（署名又は押印）",
                "",
                "　貴機構の求め（\(manifest.request)）に応じ、次のとおりデータを送付します。",
                "",
            ] + facts + [
                "",
                "■ 媒体の枚数・種類：",
                "■ 持参・送付の方法と日時：",
                "■ 暗号化した内容を開く鍵は、貴機構だけが持っています。",
            ])
    }

    /// 受領書様式.
    var receiptForm: [UInt8] {
        Self.bytes(
            [
                "　　　　　　　　　　　　　受　領　書（様式）",
                "",
                "　　　　　　　　　　　　　　　　　　　　　　　年　　月　　日",
                "",
                "\(line(manifest.body))　殿",
                "",
                "　　　　　　　　　　　　　　　　　　\(line(specification.organization))",
                "　　　　　　　　　　　　　　　　　　受領者：　　　　　　　　　　（署名又は押印）",
                "",
                "　次のデータを受領しました。",
                "",
            ] + facts + [
                "",
                "■ 受領した日時：",
                "■ 受領した方法（媒体・持参者）：",
                "■ 上記のSHA-256と一致すること：　□ 確認した",
            ])
    }

    private var facts: [String] {
        var lines = [
            "■ 求めの番号　　　　　：\(manifest.request)",
            "■ 個人情報ファイル　　：\(line(manifest.fileName))",
            "■ 全国地方公共団体コード：\(manifest.municipality)",
            "■ 基準日　　　　　　　：\(manifest.asOf.japanese)（\(manifest.asOf)）",
            "■ 行数（見出しを除く）：\(grouped(manifest.rows)) 行",
            "■ 列　　　　　　　　　：\(manifest.columns.count) 列（\(manifest.columns.map(line).joined(separator: "、"))）",
            "■ 除いた行　　　　　　：\(leftOut)",
            "■ 支援措置対象者　　　：\(protection)",
            "■ 内容の大きさ　　　　：\(grouped(manifest.bytes)) バイト",
            "■ 内容のSHA-256　　　 ：",
        ]
        lines += Self.groups(of: manifest.sha256)
        lines += ["■ manifest.json のSHA-256："] + Self.groups(of: manifestSHA256)
        lines += ["■ 暗号化の宛先（証明書のSHA-256）："] + Self.groups(of: manifest.recipient)
        lines += [
            "■ 暗号化したファイル　：\(grouped(manifest.parts.count)) 個",
            "■ 作成日時　　　　　　：\(manifest.createdAt.japaneseText)",
            "■ 作成したプログラム　：\(manifest.tool)",
        ]
        return lines
    }

    private var leftOut: String {
        let parts = LeftOutReason.allCases.compactMap { reason in
            manifest.leftOut[reason.rawValue].map { "\(reason.japanese) \(grouped($0)) 行" }
        }
        return parts.isEmpty ? "ありません" : parts.joined(separator: "、")
    }

    private var protection: String {
        ProtectionRule.Treatment(rawValue: manifest.protection)?.japanese ?? "該当する項目なし"
    }

    private func line(_ text: String) -> String { shown(text) }

    /// A digest as people compare it: two lines of eight groups of four digits.
    static func groups(of digest: String) -> [String] {
        let digits = Array(digest)
        return stride(from: 0, to: digits.count, by: 32).map { start in
            "　　"
                + stride(from: start, to: min(start + 32, digits.count), by: 4)
                .map { String(digits[$0..<min($0 + 4, digits.count)]) }.joined(separator: " ")
        }
    }

    private static func bytes(_ lines: [String]) -> [UInt8] {
        [0xEF, 0xBB, 0xBF] + Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }
}
