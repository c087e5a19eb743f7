import Messages
import Primitives

extension Actor {
    /// Refuses whoever does not act for the organization itself.
    func requireOrganization() throws(Refusal) {
        if organization.kind == .organization { return }
        throw Refusal(
            .forbidden, "E-ORGANIZATION", "\(id) does not act for the organization", "\(name)さんは作成組織の者ではありません。")
    }

    /// Refuses whoever does not act for the business of the contract.
    func requireBusiness(_ number: CorporateNumber) throws(Refusal) {
        if isOf(business: number) { return }
        throw Refusal(
            .forbidden, "E-ORGANIZATION", "\(id) does not act for the business of this contract (\(number))",
            "\(name)さんはこの契約の事業者（\(number)）の者ではありません。")
    }

    /// Refuses persons; only reactions and deadlines may go on.
    func requireSystem(_ command: String) throws(Refusal) {
        if roles.contains(.system) { return }
        throw Refusal(
            .forbidden, "E-ROLE", "\(command) is given by the system only", "\(command) はシステムのみが行えます。")
    }
}
