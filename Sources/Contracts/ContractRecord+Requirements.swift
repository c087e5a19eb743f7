import Messages
import Primitives
import ServiceRuntime

extension ContractsState {
    static func requireSystem(_ actor: Actor) throws(Refusal) {
        if !actor.roles.contains(.system) {
            throw Refusal(
                .forbidden, "E-ROLE", "only the system notes this; it follows from another service's event",
                "システムのみが記録できます。")
        }
    }

    static func requireOrganization(_ actor: Actor) throws(Refusal) {
        if actor.organization.kind != .organization {
            throw Refusal(
                .forbidden, "E-ORGANIZATION", "only the organization's own staff may do this; \(actor.id) is not",
                "作成組織の職員のみが行えます。")
        }
    }
}

extension ContractRecord {
    func requireBusiness(_ actor: Actor) throws(Refusal) {
        if !actor.isOf(business: business) {
            throw Refusal(
                .forbidden, "E-ORGANIZATION", "the contract is that of business \(business); \(actor.id) is of another",
                "この契約の相手方（法人番号\(business)）に所属していません。")
        }
    }

    /// Says plainly what the table would only say in states: the organization signs last.
    func requireOrder(of command: ContractCommand, by actor: Actor) throws(Refusal) {
        guard case .contractSign = command, stage == .agreed, actor.roles.contains(.representative),
            !actor.roles.contains(.businessRepresentative)
        else { return }
        throw Refusal(
            .state, "E-STATE", "the business has not signed: it signs first, the organization last",
            "事業者の署名がありません。事業者の署名の後に署名してください。")
    }

    /// The application came within the period for it.
    func requireTimely(in context: DecisionContext) throws(Refusal) {
        if applyBy.hasPassed(at: context.now) {
            throw Refusal(
                .state, "E-CONTRACT-APPLY-BY",
                "the application had to be made by \(applyBy.lastDay): make a new proposal",
                "申込期限（\(applyBy.lastDay.japanese)）を過ぎています。",
                clause: context.rules.rule(.contractApplicationDays, on: context.today).basis)
        }
        try requireInTime(in: context)
    }

    /// The period of use is not over.
    func requireInTime(in context: DecisionContext) throws(Refusal) {
        if let useUntil, context.today > useUntil {
            throw Refusal(
                .state, "E-CONTRACT-EXPIRED", "the period of use ended on \(useUntil): the contract is expired",
                "利用の期間（\(useUntil.japanese)まで）が満了しています。")
        }
    }

    /// The party signs the very terms that were agreed on.
    func requireHash(_ hash: ContentHash) throws(Refusal) {
        if hash != termsHash {
            throw Refusal(
                .conflict, "E-CONTRACT-HASH",
                "the terms have the hash \(termsHash?.description ?? "-"), not \(hash): read them again",
                "契約条件のハッシュ値が一致しません。条件を再度確認してください。")
        }
    }

    func requireReportable(
        erasedOn: CivilDate, method: String, person: String, in context: DecisionContext
    ) throws(Refusal) {
        if !wasEffective {
            throw Refusal(
                .state, "E-CONTRACT-NOTHING-TO-ERASE", "the contract never took effect: there is nothing to erase",
                "契約の効力が生じていないため、消去の報告は不要です。")
        }
        var reasons: [Reason] = []
        if erasedOn > context.today {
            reasons.append(Reason("E-DATE-FUTURE", "the day of erasure \(erasedOn) lies in the future", "消去日が将来の日付です。"))
        }
        if method.isBlank {
            reasons.append(Reason("E-CONTRACT-METHOD", "say how it was erased", "消去の方法を記載してください。"))
        }
        if person.isBlank {
            reasons.append(Reason("E-CONTRACT-PERSON", "say who erased it", "消去を行った者を記載してください。"))
        }
        if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
    }
}

extension String {
    /// Nothing but white space.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
