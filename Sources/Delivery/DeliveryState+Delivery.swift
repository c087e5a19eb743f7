import Messages
import Primitives
import ServiceRuntime

extension DeliveryState {
    /// Everything that stands against handing information out, all at once.
    func obstacles(to delivery: DeliveryRecord, on today: CivilDate) -> [Reason] {
        var reasons = [gate.reason].compactMap(\.self)
        guard let recipient = recipients[delivery.contract] else {
            return reasons + [
                Reason(
                    "E-CONTRACT-NOT-EFFECTIVE", "contract \(delivery.contract) is not in effect",
                    "契約 \(delivery.contract) は発効していません。", clause: "個人情報の保護に関する法律115条")
            ]
        }
        if let ended = recallReason(of: delivery) ?? Self.useEnded(recipient.contract, on: today) {
            if ended.code != reasons.first?.code { reasons.append(ended) }
        }
        return reasons
    }

    /// Releases the output to the recipient's certificate.
    func seal(
        _ id: String, _ command: DeliveryCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<DeliveryEvent> {
        let delivery = try check(command, id, in: context)
        try context.actor.requireOrganization()
        let approved = delivery.approved
        if [approved.author, approved.operator, approved.checker].contains(context.actor.id) {
            throw Refusal(
                .secondPerson, "E-SECOND-PERSON",
                "\(context.actor.id) made or checked the output: another release-officer has to release \(id)",
                "加工方法の作成者、加工の実施者及び検査者は \(id) の提供を決定できません。別の提供責任者が行ってください。",
                clause: "認定基準（職務の分離）")
        }
        var reasons = obstacles(to: delivery, on: context.today)
        let certificate = recipients[delivery.contract]?.certificate
        if certificate == nil {
            reasons.append(
                Reason(
                    "E-RECIPIENT-NOT-ENROLLED",
                    "the business has not named its certificate: oboro recipient enrol \(delivery.contract)",
                    "受領者の証明書が登録されていません。"))
        }
        guard reasons.isEmpty, let certificate else { throw Refusal(.state, reasons) }
        return Decision(
            id, tenant: delivery.tenant,
            [
                .deliverySealingStarted(
                    id: id, attempt: delivery.attempt + 1, releasedBy: context.actor.id, certificate: certificate)
            ])
    }

    /// Takes a sealed package, unless the ground was taken from under it meanwhile.
    func record(
        _ package: SealedPackage, of id: String, attempt: Int, _ command: DeliveryCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<DeliveryEvent> {
        let delivery = try check(command, id, in: context)
        guard delivery.stage == .sealing, delivery.attempt == attempt else {
            if delivery.attempt == attempt, delivery.package == package, delivery.stage != .recalled {
                return Decision(id, tenant: delivery.tenant, [])
            }
            let late = Reason(
                "E-DELIVERY-LATE", "delivery \(id) is \(delivery.stage.rawValue): the package is removed",
                "提供 \(id) の状態が変わったため、作成した一式を削除します。")
            return Decision(
                id, tenant: delivery.tenant, [.deliverySealingFailed(attempt: attempt, reasons: [late])])
        }
        let reasons = obstacles(to: delivery, on: context.today)
        if !reasons.isEmpty {
            return Decision(
                id, tenant: delivery.tenant, [.deliverySealingFailed(attempt: attempt, reasons: reasons)])
        }
        return Decision(
            id, tenant: delivery.tenant,
            [
                .deliverySealed(
                    attempt: attempt, package: package, expires: context.deadline(.deliveryDays, .days),
                    limit: context.number(.downloadLimit))
            ])
    }

    /// Hands the sealed parts to the recipient.
    func download(
        _ id: String, to destination: String, _ command: DeliveryCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<DeliveryEvent> {
        let delivery = try check(command, id, in: context)
        try context.actor.requireBusiness(delivery.business)
        var reasons = obstacles(to: delivery, on: context.today)
        if let expires = delivery.expires, expires.hasPassed(at: context.now) {
            reasons.append(
                Reason(
                    "E-DELIVERY-EXPIRED", "delivery \(id) could be fetched until \(expires.lastDay)",
                    "提供 \(id) の受領期限（\(expires.lastDay.japanese)）を過ぎています。", clause: "利用契約"))
        }
        if delivery.downloads >= delivery.limit {
            reasons.append(
                Reason(
                    "E-DELIVERY-LIMIT",
                    "delivery \(id) was fetched \(delivery.downloads) times, the limit: ask the organization to seal it anew",
                    "提供 \(id) の受領回数が上限（\(delivery.limit)回）に達しています。",
                    clause: context.rules.rule(.downloadLimit, on: context.today).basis))
        }
        if destination.isEmpty {
            reasons.append(
                Reason("E-DELIVERY-DESTINATION", "name a folder (--to)", "受領先のフォルダーを指定してください。"))
        }
        if !reasons.isEmpty { throw Refusal(.state, reasons) }
        return Decision(
            id, tenant: delivery.tenant,
            [.deliveryDownloaded(count: delivery.downloads + 1, destination: destination)])
    }

    /// The recipient says that it opened the package: only who opened it knows the manifest's hash.
    func acknowledge(
        _ id: String, _ hash: ContentHash, _ command: DeliveryCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<DeliveryEvent> {
        let delivery = try check(command, id, in: context)
        try context.actor.requireBusiness(delivery.business)
        guard hash == delivery.package?.manifestHash else {
            throw Refusal(
                .integrity, "E-DELIVERY-MANIFEST",
                "this is not the SHA-256 of the manifest in \(id): open the package again and compare its files",
                "受領した目録のハッシュ値が一致しません。受領した一式を確認してください。")
        }
        let source = delivery.approved.source
        let entry = source.contract.files.first { $0.file == source.file }
        let created = CreatedInformation(
            contract: delivery.contract, personCount: delivery.approved.result.rowsOut,
            items: delivery.approved.result.columns, desk: entry?.body ?? source.municipality.description,
            until: source.contract.terms.useUntil)
        return Decision(
            id, tenant: delivery.tenant,
            [
                .deliveryAcknowledged(
                    request: source.request, file: source.file, created: created, on: context.today)
            ])
    }
}
