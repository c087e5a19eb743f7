import Messages
import Primitives
import ServiceRuntime

extension DataRequestsState {
    static func requireSystem(_ actor: Actor) throws(Refusal) {
        if !actor.roles.contains(.system) {
            throw Refusal(
                .forbidden, "E-ROLE", "only the system notes this; it follows from another service's event",
                "システムのみが記録できます。")
        }
    }

    static func requireOrganization(_ actor: Actor) throws(Refusal) {
        if actor.organization.kind != .organization, !actor.roles.contains(.system) {
            throw Refusal(
                .forbidden, "E-ORGANIZATION", "only the organization's own staff may do this; \(actor.id) is not",
                "作成組織の職員のみが行えます。")
        }
    }

    static func requireText(_ text: String, _ english: String, _ japanese: String) throws(Refusal) {
        if text.isBlank { throw Refusal(.invalid, "E-REASONS", english, japanese) }
    }

    static func requirePast(_ day: CivilDate, today: CivilDate) throws(Refusal) {
        if day > today {
            throw Refusal(
                .invalid, "E-DATE-FUTURE", "the day \(day) lies in the future", "日付（\(day.japanese)）が将来の日付です。")
        }
    }
}

extension RoundRecord {
    /// The contract carries requests and transfers.
    func requireRunning(today: CivilDate) throws(Refusal) {
        if let end {
            throw Refusal(
                .state, "E-CONTRACT-ENDED",
                "\(contract.contract) is \(end.rawValue): nothing may be requested or taken in",
                "利用契約（\(contract.contract)）は終了しています。")
        }
        if today > contract.terms.useUntil {
            throw Refusal(
                .state, "E-CONTRACT-ENDED", "the use under \(contract.contract) ended on \(contract.terms.useUntil)",
                "利用契約（\(contract.contract)）の利用の期間（\(contract.terms.useUntil.japanese)まで）が満了しています。")
        }
    }
}

extension RequestRecord {
    /// A municipality speaks only for itself.
    func requireMunicipality(_ actor: Actor) throws(Refusal) {
        if !actor.isOf(municipality: municipality) {
            throw Refusal(
                .forbidden, "E-ORGANIZATION",
                "the request is to municipality \(municipality); \(actor.id) is of another",
                "この要請の宛先（団体コード\(municipality)）に所属していません。")
        }
    }

    /// Who drafted the answer does not decide on it.
    func requireSecondPerson(_ actor: Actor) throws(Refusal) {
        if actor.id == author {
            throw Refusal(
                .secondPerson, "E-SECOND-PERSON", "\(actor.id) drafted the answer: another approver must decide",
                "起案者本人は決裁できません。別の承認者が決裁してください。")
        }
    }

    /// 70条: what the municipality demands is accepted before anything is handed over.
    func requireConditionsAccepted() throws(Refusal) {
        if stage == .conditionsOpen {
            throw Refusal(
                .state, "E-REQUEST-CONDITIONS",
                "conditions not accepted: oboro request accept-conditions \(planned.id)",
                "措置要求等の条件を受諾していません。受諾した後に受領してください。", clause: "個人情報の保護に関する法律70条")
        }
    }

    /// A second file, other than the one that is held.
    var otherFileRefused: Refusal {
        Refusal(
            .conflict, "E-REQUEST-HELD",
            "another file is held for \(planned.id) already, and one request has one source",
            "既に別のファイルを受領しています。一つの要請につき受領できるファイルは一つです。")
    }

    /// What has been released cannot be called back by the municipality.
    func requireNotReleased(for command: DataRequestCommand, by actor: Actor) throws(Refusal) {
        let released = erasureDue != nil
        guard case .requestWithdraw = command, released, actor.roles.contains(.municipalApprover) else { return }
        throw Refusal(
            .state, "E-STATE",
            "the output was delivered already and cannot be withdrawn; the contract and 法120条 remain, "
                + "ask the organization for a recall",
            "既に提供済みのため撤回できません。利用契約上の措置（回収、契約の解除等）を作成組織に求めてください。")
    }
}
