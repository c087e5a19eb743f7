import Messages

extension Actor {
    /// Refuses whoever does not act for the organization itself.
    func requireOrganization() throws(Refusal) {
        if organization.kind == .organization { return }
        throw Refusal(
            .forbidden, "E-ORGANIZATION", "\(id) does not act for the organization", "\(name)さんは作成組織の者ではありません。")
    }

    /// Refuses persons; only reactions and deadlines may go on.
    func requireSystem(_ command: String) throws(Refusal) {
        if roles.contains(.system) { return }
        throw Refusal(
            .forbidden, "E-ROLE", "\(command) is given by the system only", "\(command) はシステムのみが行えます。")
    }
}

/// Refuses unless a reason is given.
func requireReasons(_ reasons: [String]) throws(Refusal) {
    if reasons.contains(where: { !$0.isEmpty }) { return }
    throw Refusal(.invalid, "E-REASONS", "give at least one reason (--reason)", "理由を記載してください。")
}
