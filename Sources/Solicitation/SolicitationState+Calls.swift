import Messages
import Primitives
import ServiceRuntime

extension SolicitationState {
    /// Decisions on calls.
    func decideCall(
        _ command: SolicitationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<SolicitationEvent> {
        switch command {
        case .callDraft(let plan):
            try CallStage.transitions.check("call.draft", in: nil, by: context.actor)
            try Self.requireOrganization(context.actor)
            let id = "CALL-\(calls.count + 1)"
            return Decision(id, [.callDrafted(id: id, plan: plan)])
        case .callSave(let id, let plan):
            return try decide(call: id, command, in: context) { _ in [.callSaved(plan: plan)] }
        case .callAnnounce(let id, let noticeNumber):
            return try decide(call: id, command, in: context) { (call) throws(Refusal) in
                [try announce(call.plan, noticeNumber: noticeNumber, in: context)]
            }
        case .callOpen(let id):
            return try decide(call: id, command, in: context) { (call) throws(Refusal) in
                try requireOpening(call, id, in: context)
                return [.callOpened]
            }
        case .callClose(let id):
            return try decide(call: id, command, in: context) { (call) throws(Refusal) in
                if call.isOver(at: context.now) { return [.callClosed] }
                throw Refusal(
                    .state, "E-CALL-RUNNING", "\(id) is open until the end of \(call.plan.closesOn)",
                    "募集の期間は\(call.plan.closesOn.japanese)までです。")
            }
        case .callFinish(let id):
            return try decide(call: id, command, in: context) { (_) throws(Refusal) in
                try requireNothingPending(id)
                return [.callFinished]
            }
        case .callCancel(let id, let reason):
            return try decide(call: id, command, in: context) { (_) throws(Refusal) in
                try Self.requireReasons([reason])
                try requireNothingReceived(id)
                return [.callCancelled(reason: reason)]
            }
        default: throw .notFound("command", MessageCoding.name(of: command))
        }
    }

    private func decide(
        call id: String, _ command: SolicitationCommand, in context: DecisionContext,
        _ events: (CallRecord) throws(Refusal) -> [SolicitationEvent]
    ) throws(Refusal) -> Decision<SolicitationEvent> {
        guard let call = calls[id] else { throw .notFound("call", id) }
        try CallStage.transitions.check(MessageCoding.name(of: command), in: call.stage, by: context.actor)
        try Self.requireOrganization(context.actor)
        return Decision(id, try events(call))
    }

    private func announce(
        _ plan: CallPlan, noticeNumber: String, in context: DecisionContext
    ) throws(Refusal) -> SolicitationEvent {
        try gate.requireOpen()
        let openDays = context.rules.rule(.callOpenDays, on: context.today)
        var reasons = Self.planReasons(plan, openDays: openDays, today: context.today) + fileReasons(plan)
        if noticeNumber.isEmpty {
            reasons.append(
                Reason("E-CALL-NOTICE-NUMBER", "give the number of the public notice", "公示の番号を記載してください。"))
        }
        if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
        let entries = plan.files.sorted().compactMap { file in
            catalogue[file].map { CatalogueEntry(file: file, entry: $0) }
        }
        return .callAnnounced(
            noticeNumber: noticeNumber, noticedOn: context.today, openBy: plan.closesOn.plus(days: -openDays.value),
            catalogue: entries, hash: ContentHash(ofCanonical: entries))
    }

    private static func planReasons(_ plan: CallPlan, openDays: RuleBook.Rule, today: CivilDate) -> [Reason] {
        let law = "個人情報の保護に関する法律111条"
        var reasons: [Reason] = []
        if plan.title.isEmpty {
            reasons.append(Reason("E-CALL-TITLE", "give the call a title", "募集の名称を記載してください。", clause: law))
        }
        if plan.desk.isEmpty {
            reasons.append(
                Reason("E-CALL-DESK", "name the desk that receives proposals", "提案を受ける組織を記載してください。", clause: law))
        }
        if plan.products.isEmpty {
            reasons.append(
                Reason("E-CALL-PRODUCTS", "offer at least one kind of product", "募集する情報の種類を1つ以上指定してください。"))
        }
        if plan.opensOn <= today {
            reasons.append(
                Reason(
                    "E-CALL-NOTICE-BEFORE-OPENING",
                    "a call is announced before it opens: opensOn \(plan.opensOn) must be later than today, \(today)",
                    "公示は募集の開始前に行う必要があります（開始日: \(plan.opensOn.japanese)）。", clause: openDays.basis))
        }
        // The opening day is not counted (民法140条).
        if plan.closesOn < plan.opensOn.plus(days: openDays.value) {
            reasons.append(
                Reason(
                    "E-CALL-OPEN-PERIOD",
                    "a call stays open for at least \(openDays.value) full days after its opening day "
                        + "(\(openDays.basis)); here it is \(plan.closesOn.days(since: plan.opensOn)): "
                        + "close it on \(plan.opensOn.plus(days: openDays.value)) or later",
                    "募集の期間は開始日から\(openDays.value)日以上とする必要があります（\(openDays.basis)）。", clause: openDays.basis))
        }
        if plan.opensOn.fiscalYear != plan.fiscalYear {
            reasons.append(
                Reason(
                    "E-CALL-FISCAL-YEAR",
                    "\(plan.opensOn) lies in the fiscal year \(plan.opensOn.fiscalYear), not \(plan.fiscalYear)",
                    "開始日（\(plan.opensOn.japanese)）は\(plan.fiscalYear)年度に属しません。", clause: law))
        }
        return reasons
    }

    private func fileReasons(_ plan: CallPlan) -> [Reason] {
        let law = "個人情報の保護に関する法律110条1号"
        if plan.files.isEmpty {
            return [Reason("E-CALL-FILES", "name at least one file", "対象の個人情報ファイルを1つ以上指定してください。", clause: law)]
        }
        var reasons: [Reason] = []
        if Set(plan.files).count < plan.files.count {
            reasons.append(Reason("E-CALL-FILE-TWICE", "a file is named twice", "同じ個人情報ファイルが重複しています。"))
        }
        for file in Set(plan.files).sorted() {
            if struck.contains(file) {
                reasons.append(
                    Reason(
                        "E-CALL-FILE-STRUCK", "\(file) was struck out of its register: leave it out",
                        "\(file) は個人情報ファイル簿から抹消されています。", clause: law))
            } else if let entry = catalogue[file] {
                if entry.solicitable { continue }
                reasons.append(
                    Reason(
                        "E-CALL-FILE-NOT-SOLICITABLE",
                        "the register does not mark \(file) (\(entry.name)) as solicited: leave it out, or let its "
                            + "municipality correct the entry",
                        "\(file)（\(entry.name)）は提案の募集をする個人情報ファイルではありません。", clause: law))
            } else {
                reasons.append(
                    Reason(
                        "E-CALL-FILE-UNKNOWN", "no published register has \(file): oboro register list",
                        "\(file) は公表された個人情報ファイル簿にありません。", clause: law))
            }
        }
        return reasons
    }

    private func requireOpening(_ call: CallRecord, _ id: String, in context: DecisionContext) throws(Refusal) {
        try gate.requireOpen()
        if call.mayOpen(on: context.today) { return }
        let openDays = context.rules.rule(.callOpenDays, on: context.today)
        if context.today < call.plan.opensOn {
            throw Refusal(
                .state, "E-CALL-NOT-YET", "\(id) opens on \(call.plan.opensOn), as announced",
                "募集の開始日は公示のとおり\(call.plan.opensOn.japanese)です。", clause: openDays.basis)
        }
        throw Refusal(
            .state, "E-CALL-OPEN-PERIOD",
            "opened today, \(id) would close on \(call.plan.closesOn) after fewer days than announced for: "
                + "cancel it and announce a new one",
            "本日の開始では法定の募集期間を確保できません。中止して改めて公示してください。", clause: openDays.basis)
    }

    private func requireNothingPending(_ id: String) throws(Refusal) {
        let pending = proposals.filter { $0.value.call == id && ProposalStage.pending.contains($0.value.stage) }
        if pending.isEmpty { return }
        let ids = pending.keys.sorted().joined(separator: ", ")
        throw Refusal(
            .state, "E-CALL-PENDING", "these proposals are not decided yet: \(ids)", "審査中の提案があります: \(ids)",
            clause: "個人情報の保護に関する法律114条")
    }

    private func requireNothingReceived(_ id: String) throws(Refusal) {
        let received = proposals.filter {
            $0.value.call == id && !$0.value.receiptNumber.isEmpty && $0.value.stage != .withdrawn
        }
        if received.isEmpty { return }
        let ids = received.keys.sorted().joined(separator: ", ")
        throw Refusal(
            .state, "E-CALL-RECEIVED", "proposals were received and must be examined: \(ids)",
            "受理した提案があるため中止できません: \(ids)", clause: "個人情報の保護に関する法律114条")
    }
}
