import Messages
import Primitives
import ServiceRuntime

extension RequestRecord {
    /// When the running deadline ends.
    var dueAt: Instant? {
        switch stage {
        case .sent, .acknowledged, .answerDrafted: answerDue?.dueAt
        case .conditionsOpen, .awaitingData, .quarantined: transferDue?.dueAt
        case .delivered: erasureDue?.dueAt
        default: nil
        }
    }

    /// Whose move it is; what was withdrawn with data is the system's to erase.
    var turn: Turn { stage == .withdrawn && !items.isEmpty ? .system : stage.turn }

    /// Why it does not move on by itself.
    var blockers: [Reason] {
        switch stage {
        case .acknowledged:
            guard let returnReason else { return [] }
            return [Reason("I-REQUEST-RETURNED", "draft returned: \(returnReason)", "差戻し: \(returnReason)")]
        case .answerDrafted:
            return [
                Reason(
                    "I-REQUEST-SECOND-PERSON", "waits for an approver other than \(author ?? "")",
                    "起案者以外の承認者の決裁を待っています。")
            ] + (draft?.warnings ?? [])
        case .conditionsOpen:
            return [
                Reason(
                    "I-REQUEST-CONDITIONS", "conditions not accepted by the organization", "作成組織による条件の受諾を待っています。",
                    clause: "個人情報の保護に関する法律70条")
            ]
        case .awaitingData:
            return [Reason("I-REQUEST-DATA", "waits for the file", "ファイルの送付を待っています。")]
        case .quarantined: return quarantine?.problems ?? []
        case .refused: return (decision?.reasons ?? []).map { Reason("I-REQUEST-REFUSED", "refused: \($0)", $0) }
        case .withdrawn:
            return endReason.map { [Reason("I-REQUEST-WITHDRAWN", "withdrawn: \($0)", "撤回: \($0)")] } ?? []
        case .lapsed:
            let reason = endReason ?? ""
            let japanese = ErasureReason(rawValue: reason)?.japanese ?? reason
            return [Reason("I-REQUEST-LAPSED", "lapsed: \(reason)", "終了: \(japanese)")]
        case .erasing:
            var open: [Reason] = []
            if destroyedSources == nil {
                open.append(Reason("I-ERASE-SOURCE", "the sources are being destroyed", "受領したファイルを消去しています。"))
            }
            if destroyedMethods == nil, needsMethodErasure {
                open.append(
                    Reason("I-ERASE-METHOD", "the method information is being destroyed", "加工方法等情報を消去しています。"))
            }
            return open
        default: return []
        }
    }

    /// Facts of the request, its answer, what came and what became of it; no residents' data.
    var facts: [String: JSONValue] {
        var facts: [String: JSONValue] = [
            "body": .string(planned.body), "file": .string(planned.file),
            "items": .array(planned.items.map(JSONValue.string)), "personCount": .integer(planned.personCount),
        ]
        if let draft, decision == nil { facts["draft"] = MessageCoding.value(draft) }
        if let author { facts["draftedBy"] = .string(author) }
        if let council { facts["council"] = .string("\(council.name)（\(council.on.japanese)）") }
        if let decision {
            facts["decision"] = MessageCoding.value(decision)
            facts["outcome"] = .string(decision.outcome.rawValue)
            facts["conditions"] = .array(decision.conditionTexts.map(JSONValue.string))
            facts["warnings"] = MessageCoding.value(decision.warnings)
        }
        if let specification { facts["specification"] = .string(specification.sha256.description) }
        if let quarantine, stage == .quarantined { facts["quarantine"] = MessageCoding.value(quarantine) }
        if let source { facts["intake"] = MessageCoding.value(source.facts) }
        if let receipt {
            facts["receipt"] = .string(receipt.text)
            facts["receiptSignature"] = .string(receipt.signature)
        }
        if let erasureReason { facts["erasureReason"] = .string(erasureReason) }
        if let certificate {
            facts["certificate"] = .string(certificate.text)
            facts["certificateSignature"] = .string(certificate.signature)
        }
        if let signed = certificate ?? receipt { facts["signatureKey"] = .string(signed.keyFingerprint) }
        return facts
    }
}
