public import Messages
import Primitives
public import ServiceRuntime

extension SolicitationState {
    /// Decides a command: events, or a refusal with reasons.
    public func decide(
        _ command: SolicitationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<SolicitationEvent> {
        switch command {
        case .callDraft, .callSave, .callAnnounce, .callOpen, .callClose, .callFinish, .callCancel:
            return try decideCall(command, in: context)
        case .proposalDraft, .proposalSave, .proposalSubmit, .proposalCorrect, .proposalWithdraw:
            return try decideProposing(command, in: context)
        case .proposalReturn, .proposalAccept, .proposalExamine, .proposalApprove, .proposalReject, .proposalLapse,
            .proposalNoteContract:
            return try decideExamination(command, in: context)
        case .catalogueNoteFile, .catalogueNoteStrike, .barringNote, .standingNote:
            return try decideNote(command, in: context)
        }
    }

    /// Notes of what happened elsewhere; one that brings nothing new is ignored.
    private func decideNote(
        _ command: SolicitationCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<SolicitationEvent> {
        if !context.actor.roles.contains(.system) {
            throw Refusal(
                .forbidden, "E-ROLE", "only the system notes what other services have done",
                "この操作はシステムのみが行います。")
        }
        switch command {
        case .catalogueNoteFile(let file, let entry):
            let known = catalogue[file] == entry
            return Decision(
                file, tenant: entry.municipality.description,
                known ? [] : [.catalogueFileNoted(file: file, entry: entry)])
        case .catalogueNoteStrike(let file):
            let known = struck.contains(file)
            return Decision(
                file, tenant: catalogue[file]?.municipality.description ?? "",
                known ? [] : [.catalogueStrikeNoted(file: file)])
        case .barringNote(let number, let until, let contract):
            let known = bars[number]?[contract] == until
            return Decision(
                "BAR-\(number)",
                known ? [] : [.barringNoted(corporateNumber: number, until: until, contract: contract)])
        case .standingNote(let standing):
            return Decision("STANDING", gate.standing == standing ? [] : [.standingNoted(standing: standing)])
        default: throw .notFound("command", MessageCoding.name(of: command))
        }
    }

    static func requireReasons(_ reasons: [String]) throws(Refusal) {
        if reasons.allSatisfy(\.isEmpty) {
            throw Refusal(
                .invalid, "E-REASONS", "give at least one reason (--reason)", "理由を記載してください。")
        }
    }

    /// Staff commands need somebody of the organization; the system acts for it as well.
    static func requireOrganization(_ actor: Actor) throws(Refusal) {
        if actor.organization.kind == .organization || actor.roles.contains(.system) { return }
        throw Refusal(
            .forbidden, "E-ORGANIZATION", "\(actor.id) does not act for the organization",
            "作成組織の職員のみが行えます。")
    }
}
