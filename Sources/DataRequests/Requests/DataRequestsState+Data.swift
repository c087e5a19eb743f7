import Messages
import MunicipalData
import Primitives
import ServiceRuntime

extension DataRequestsState {
    /// Decisions from the grant to the delivery.
    func decideData(
        _ command: DataRequestCommand, in context: DecisionContext
    ) throws(Refusal) -> Decision<DataRequestEvent> {
        switch command {
        case .requestAcceptConditions(let id):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try Self.requireOrganization(context.actor)
                try round(of: record).requireRunning(today: context.today)
                return [.requestConditionsAccepted(conditions: record.decision?.conditionTexts ?? [])]
            }
        case .requestSpecify(let id, let layout, _):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try requireSpecifiable(record, in: context)
                try Self.requireText(layout, "name the layout (--layout)", "レイアウトを指定してください。")
                return []
            }
        case .requestRecordSpecification(let id, let specification):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try requireSpecifiable(record, in: context)
                return record.specification == specification ? [] : [.requestSpecified(specification: specification)]
            }
        // The file itself is looked at only when it may be: then comes `requestRecordIntake`.
        case .requestReceive(let id, let path, let manifest, _):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try requireReceivable(record, manifest, in: context)
                try Self.requireText(path, "name the file (--path)", "ファイルを指定してください。")
                return []
            }
        case .requestReceivePackage(let id, let folder, _, _):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try requireReceivable(record, nil, in: context)
                try Self.requireText(folder, "name the folder (--package)", "フォルダーを指定してください。")
                return []
            }
        case .requestReceiveUpload(let id, let upload, let manifest, _):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try requireReceivable(record, manifest, in: context)
                try Self.requireText(upload, "name the upload (--upload)", "アップロードを指定してください。")
                return []
            }
        case .requestRecordIntake(let id, let manifest, let facts, let receipt):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try requireReceivable(record, manifest, in: context)
                return try takeIn(record, manifest, facts, receipt)
            }
        case .requestWithdraw(let id, let reason):
            return try decide(id, command, in: context) { (record) throws(Refusal) in
                try record.requireMunicipality(context.actor)
                try Self.requireText(reason, "say why it is withdrawn (--reason)", "撤回の理由を記載してください。")
                return [.requestWithdrawn(id: id, reason: reason)]
            }
        case .requestNoteDelivered(let id, let deliveredOn):
            return try note(id, command, in: context) { (record) throws(Refusal) in
                let days = try round(of: record).contract.terms.erasureDays
                let due = Deadline(from: deliveredOn, days, .days, calendar: context.rules.calendar)
                return [.requestDelivered(erasureDue: due)]
            }
        default: return try decideErasure(command, in: context)
        }
    }

    private func requireSpecifiable(_ record: RequestRecord, in context: DecisionContext) throws(Refusal) {
        try Self.requireOrganization(context.actor)
        try gate.requireOpen()
        try round(of: record).requireRunning(today: context.today)
    }

    private func requireReceivable(
        _ record: RequestRecord, _ manifest: TransferManifest?, in context: DecisionContext
    ) throws(Refusal) {
        try Self.requireOrganization(context.actor)
        try gate.requireOpen()
        try round(of: record).requireRunning(today: context.today)
        try record.requireConditionsAccepted()
        let reasons = manifest?.reasonsAgainst(today: context.today) ?? []
        if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
    }

    /// The facts decide: what was granted is a source, everything else is kept apart.
    private func takeIn(
        _ record: RequestRecord, _ manifest: TransferManifest, _ facts: IntakeFacts, _ receipt: SignedText?
    ) throws(Refusal) -> [DataRequestEvent] {
        if record.stage == .held { throw record.otherFileRefused }
        if !facts.problems.isEmpty { return [.requestQuarantined(manifest: manifest, facts: facts)] }
        guard let decision = record.decision else { return [] }
        let source = ProvidedSource(
            request: record.planned.id, contract: try round(of: record).contract, municipality: record.municipality,
            file: record.planned.file, decision: decision, facts: facts)
        return [.requestReceived(manifest: manifest, source: source, receipt: receipt)]
    }
}

extension TransferManifest {
    /// What is wrong with the sender's declaration itself.
    func reasonsAgainst(today: CivilDate) -> [Reason] {
        var reasons: [Reason] = []
        if declaredEncoding == nil {
            let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
            reasons.append(
                Reason(
                    "E-MANIFEST-ENCODING", "the declared encoding is not one of \(known)",
                    "文字コードは次のいずれかを記載してください: \(known)"))
        }
        if delimiterByte == nil {
            reasons.append(
                Reason(
                    "E-MANIFEST-DELIMITER", "the declared delimiter is not one ASCII character, such as a comma",
                    "区切り文字は半角1文字（コンマ等）を記載してください。"))
        }
        if rows < 1 {
            reasons.append(Reason("E-MANIFEST-ROWS", "the manifest declares no rows", "件数は1以上を記載してください。"))
        }
        if asOf > today {
            reasons.append(
                Reason("E-DATE-FUTURE", "the data would be as of \(asOf), a day in the future", "基準日が将来の日付です。"))
        }
        return reasons
    }

    /// The declared encoding, or nil where it is unknown; a sender must know it, so it is never guessed.
    var declaredEncoding: TextEncoding? { TextEncoding(rawValue: encoding) }

    /// The declared delimiter as the byte between fields.
    var delimiterByte: UInt8? {
        if delimiter == "tab" || delimiter == "\\t" { return UInt8(ascii: "\t") }
        guard delimiter.utf8.count == 1, let byte = delimiter.utf8.first, byte < 0x80,
            !"\"\r\n".utf8.contains(byte)
        else { return nil }
        return byte
    }
}
