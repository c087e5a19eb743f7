import Processing
import Vault

/// Why the kit stops: what happened and what to do, in Japanese, without any cell value.
public struct EdgeFailure: Error, Equatable, Sendable {
    /// The exit status.
    public var status: EdgeStatus
    /// What happened and what to do.
    public var message: String

    /// Makes a failure.
    init(_ status: EdgeStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// The user stopped the run.
    static let interrupted = EdgeFailure(
        .interrupted, "中断しました。作りかけのファイルは残していません。")

    /// An input that cannot be opened.
    static func input(_ path: String, _ kind: String, _ refusal: RegularFile.Refusal) -> EdgeFailure {
        let name = HandoverPackage.shown(path)
        switch refusal {
        case .missing:
            return EdgeFailure(.usage, "\(kind)「\(name)」が見つかりません。ファイル名と置き場所を確認してください。")
        case .notRegular:
            return EdgeFailure(
                .usage, "\(kind)「\(name)」はリンク又はフォルダです。ファイルそのものを指定してください。")
        case .unreadable:
            return EdgeFailure(
                .usage, "\(kind)「\(name)」を読み取れません。読み取りの権限を確認してください。")
        }
    }

    /// The certificate in the specification cannot be used.
    static func certificate(_ error: EnvelopeError) -> EdgeFailure {
        let reason =
            switch error {
            case .notYetValid: "有効期間がまだ始まっていません（この端末の日付も確認してください）"
            case .expired: "有効期限が切れています（この端末の日付も確認してください）"
            case .unreadableCertificate: "読み取れません"
            default: "暗号化に使えない種類のものです"
            }
        return EdgeFailure(
            .problems, "抽出仕様書の中の作成組織の証明書は、\(reason)。作成組織に新しい抽出仕様書を求めてください。")
    }
}

/// A name that the user gave, as it may be shown.
func shown(_ name: String) -> String { HandoverPackage.shown(name) }
