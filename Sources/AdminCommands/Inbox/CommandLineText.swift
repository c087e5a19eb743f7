import Messages

/// Commands as they are typed, with placeholders for what they need beside the id.
enum CommandLineText {
    static func of(_ step: NextStep, _ id: String, actor: String? = nil) -> String {
        let words = step.command.replacing(".", with: " ", maxReplacements: 1)
        return (["oboro \(words) \(id)"] + [needs[step.command], actor.map { "--as \($0)" }].compactMap(\.self))
            .joined(separator: " ")
    }

    private static let reason = "--reason …"
    private static let file = "--from FILE"

    /// What a command needs beside the id; the verbs' own options say the same.
    private static let needs: [String: String] = [
        "actor.retire": reason, "actor.revoke": "--role ROLE --reason …",
        "certification.save": file, "certification.return": reason, "certification.correct": file,
        "certification.certify": "--scope … --valid-until DAY", "certification.refuse": reason,
        "certification.apply-change": file, "certification.refuse-change": reason,
        "certification.notify-change": file, "certification.order-improvement": reason,
        "certification.report-improvement": reason, "certification.suspend": reason, "certification.revoke": reason,
        "certification.abolish": reason,
        "register.save": file, "register.assess": file, "register.correct": "--from FILE --reason …",
        "register.strike": reason, "register.review": "--no-change",
        "call.save": file, "call.announce": "--notice-number …", "call.cancel": reason,
        "proposal.save": file, "proposal.return": reason, "proposal.correct": file, "proposal.examine": file,
        "proposal.approve": "--minutes N", "proposal.reject": reason, "proposal.withdraw": reason,
        "contract.draft-terms": file, "contract.agree": "--terms-hash HASH", "contract.sign": "--terms-hash HASH",
        "contract.record-payment": "--amount YEN --paid-on DAY --reference …",
        "contract.cancel": "--ground GROUND --reason …",
        "contract.report-erasure": "--erased-on DAY --method … --person …",
        "request.consult": "--council … --on DAY", "request.draft-answer": file, "request.return-draft": reason,
        "request.specify": "--layout FILE", "request.receive": "--package FOLDER", "request.withdraw": reason,
        "recipe.reject": reason, "job.assign": "--recipe RECIPE", "job.abort": reason,
        "output.approve": "--note …", "output.request-changes": reason,
        "delivery.download": "--to FOLDER", "delivery.acknowledge": "--manifest-hash HASH",
        "delivery.recall": reason,
    ]
}
