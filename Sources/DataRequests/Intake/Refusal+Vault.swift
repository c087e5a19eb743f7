import Messages
import Vault

extension OrganizationSigner {
    /// A text with the organization's signature, as messages carry it.
    func signed(_ text: String) throws(Refusal) -> SignedText {
        do throws(VaultError) {
            let document = try sign(payload: text)
            return SignedText(
                text: document.payload, keyFingerprint: document.keyFingerprint, signature: document.signature)
        } catch {
            throw Refusal(vault: error)
        }
    }
}

extension Refusal {
    /// The vault or the signature key does not answer; its errors carry no content.
    init(vault error: VaultError) {
        self.init(
            .unavailable, "E-VAULT", "\(error) Nothing was recorded; repeat the command then",
            "保管庫に記録できませんでした。受領は記録されていません。復旧後に再実行してください。")
    }
}
