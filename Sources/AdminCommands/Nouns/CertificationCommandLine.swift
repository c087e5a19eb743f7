public import ArgumentParser
import Messages

/// `oboro certification`: the certification of the organization (認定).
public struct CertificationCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "certification", abstract: "The certification of the organization (認定).",
        subcommands: [
            ListVerb<CertificationCommandLineNoun>.self, ShowVerb<CertificationCommandLineNoun>.self,
            HistoryVerb<CertificationCommandLineNoun>.self, WaitVerb<CertificationCommandLineNoun>.self,
            CreationVerb<CertificationDraft>.self, ContentVerb<CertificationSave>.self,
            PlainVerb<CertificationSubmit>.self, ReasonVerb<CertificationReturn>.self,
            ContentVerb<CertificationCorrect>.self, PlainVerb<CertificationAccept>.self,
            CertificationCertifyCommand.self, ReasonVerb<CertificationRefuse>.self,
            ContentVerb<CertificationApplyChange>.self, PlainVerb<CertificationApproveChange>.self,
            ReasonVerb<CertificationRefuseChange>.self, ContentVerb<CertificationNotifyChange>.self,
            ReasonVerb<CertificationOrderImprovement>.self, ReasonVerb<CertificationReportImprovement>.self,
            PlainVerb<CertificationAcceptImprovement>.self, ReasonVerb<CertificationSuspend>.self,
            PlainVerb<CertificationReinstate>.self, ReasonVerb<CertificationRevoke>.self,
            ReasonVerb<CertificationAbolish>.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum CertificationCommandLineNoun: NounDescription {
    static let kind = "certification"
    static let plural = "certifications"
}

enum CertificationDraft: ContentVerbDescription {
    static let message = "certification.draft"
    static let abstract = "Write a draft of an application from a file."
    static let member = "application"
}

enum CertificationSave: ContentVerbDescription {
    static let message = "certification.save"
    static let abstract = "Replace a draft."
    static let member = "application"
}

enum CertificationSubmit: VerbDescription {
    static let message = "certification.submit"
    static let abstract = "Hand the application in."
}

enum CertificationReturn: ReasonVerbDescription {
    static let message = "certification.return"
    static let abstract = "Return for correction (補正) with findings."
    static let member = "findings"
}

enum CertificationCorrect: ContentVerbDescription {
    static let message = "certification.correct"
    static let abstract = "Hand in the corrected application."
    static let member = "application"
}

enum CertificationAccept: VerbDescription {
    static let message = "certification.accept"
    static let abstract = "Close the formal check and begin the examination."
}

enum CertificationRefuse: ReasonVerbDescription {
    static let message = "certification.refuse"
    static let abstract = "Refuse the certification."
    static let severity = Severity.severe
}

enum CertificationApplyChange: ContentVerbDescription {
    static let message = "certification.apply-change"
    static let abstract = "Apply for a change (変更の認定)."
    static let member = "change"
}

enum CertificationApproveChange: VerbDescription {
    static let message = "certification.approve-change"
    static let abstract = "Approve the change."
}

enum CertificationRefuseChange: ReasonVerbDescription {
    static let message = "certification.refuse-change"
    static let abstract = "Refuse the change."
}

enum CertificationNotifyChange: ContentVerbDescription {
    static let message = "certification.notify-change"
    static let abstract = "Notify a minor change (軽微な変更の届出)."
    static let member = "change"
}

enum CertificationOrderImprovement: ReasonVerbDescription {
    static let message = "certification.order-improvement"
    static let abstract = "Order an improvement (改善命令)."
    static let member = "order"
    static let isList = false
}

enum CertificationReportImprovement: ReasonVerbDescription {
    static let message = "certification.report-improvement"
    static let abstract = "Report the improvement."
    static let member = "report"
    static let isList = false
}

enum CertificationAcceptImprovement: VerbDescription {
    static let message = "certification.accept-improvement"
    static let abstract = "Accept the improvement."
}

enum CertificationSuspend: ReasonVerbDescription {
    static let message = "certification.suspend"
    static let abstract = "Suspend the certification."
}

enum CertificationReinstate: VerbDescription {
    static let message = "certification.reinstate"
    static let abstract = "End the suspension."
}

enum CertificationRevoke: ReasonVerbDescription {
    static let message = "certification.revoke"
    static let abstract = "Revoke the certification (取消し)."
    static let severity = Severity.severe
}

enum CertificationAbolish: ReasonVerbDescription {
    static let message = "certification.abolish"
    static let abstract = "Give the certified business up (廃止の届出)."
    static let severity = Severity.severe
}

/// `oboro certification certify ID --scope TEXT --valid-until DAY [--condition TEXT …]`.
struct CertificationCertifyCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "certify", abstract: "Certify, with conditions, scope and validity.")

    @Argument(help: "The id.") var id: String
    @Option(help: "A condition; repeat for several.") var condition: [String] = []
    @Option(help: "What may be done; repeat for several.") var scope: [String]
    @Option(help: "The last day of validity.") var validUntil: String
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "certification.certify",
            [
                "id": .string(id), "conditions": .array(condition.map(JSONValue.string)),
                "scope": .array(scope.map(JSONValue.string)), "validUntil": .string(validUntil),
            ])
    }
}
