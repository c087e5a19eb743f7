public import Messages
import Primitives
public import ServiceRuntime
public import Vault

/// Requests to municipalities, intake of what they hand over, and its erasure.
public struct DataRequestsService: Service {
    /// The fold it decides from.
    public typealias State = DataRequestsState

    let intake: SourceIntake
    let destruction: SourceDestruction
    let specification: SpecificationWriter

    /// A data request service.
    /// - Parameters:
    ///   - signer: signs receipts (受領書) and certificates of erasure (消去証明書).
    ///   - organizationName: the organization's official name, as it stands on those documents.
    ///   - intakeKey: what municipalities encrypt to; without one no specification is written and no package opened.
    ///   - uploads: where files come in pieces; without it none does.
    ///   - settings: how files are taken in.
    public init(
        vault: Vault, signer: OrganizationSigner, organizationName: String, intakeKey: IntakeKey? = nil,
        uploads: UploadStore? = nil, settings: IntakeSettings = IntakeSettings()
    ) {
        intake = SourceIntake(
            vault: vault, signer: signer, organizationName: organizationName, settings: settings, key: intakeKey,
            uploads: uploads)
        destruction = SourceDestruction(vault: vault)
        specification = SpecificationWriter(organizationName: organizationName, key: intakeKey)
    }

    /// What people may command it about.
    public var nouns: Set<String> { ["round", "request"] }

    /// Takes in a file, or signs a certificate.
    public func prepare(
        _ command: DataRequestCommand, state: DataRequestsState, in context: DecisionContext, rehearsal: Bool
    ) async throws(Refusal) -> DataRequestCommand {
        switch command {
        case .requestReceive(let id, _, _, _), .requestReceivePackage(let id, _, _, _),
            .requestReceiveUpload(let id, _, _, _):
            guard let record = state.requests[id] else { throw .notFound("request", id) }
            return try await intake.take(command, for: record, in: context, rehearsal: rehearsal)
        case .requestSpecify(let id, let layout, let asOf):
            guard let record = state.requests[id] else { throw .notFound("request", id) }
            let issued = try specification.write(layout, asOf: asOf, for: record, at: context.now)
            return .requestRecordSpecification(id: id, specification: issued)
        case .requestCertify(let id):
            guard let record = state.requests[id], record.isReadyForCertificate else { return command }
            let certificate = ErasureCertificate(
                organizationName: intake.organizationName, record: record,
                contract: try state.round(of: record).contract.contract, issuedOn: context.today)
            return .requestRecordCertificate(id: id, certificate: try intake.signer.signed(certificate.text))
        case .requestRecordIntake, .requestRecordCertificate, .requestRecordSpecification:
            // What `prepare` makes never comes in here: somebody gave it by hand, with facts of their own.
            throw Refusal(
                .forbidden, "E-COMMAND-INTERNAL", "\(MessageCoding.name(of: command)) is made by the service itself",
                "この操作はシステムの内部でのみ行われます。")
        default: return command
        }
    }

    /// Destroys what was stored for a command that was refused after all.
    public func abandon(_ prepared: DataRequestCommand) async {
        if case .requestRecordIntake(_, _, let facts, _) = prepared { intake.destroy(facts.item) }
    }

    /// Files in quarantine that a new one has replaced are destroyed at once. A failure is left to the erasure of the
    /// request, which names every item that ever came.
    public func complete(
        _ events: [DataRequestEvent], subject: String, state: DataRequestsState
    ) async throws(Refusal) {
        let taken = events.compactMap { event in
            switch event {
            case .requestReceived(_, let source, _): source.facts
            case .requestQuarantined(_, let facts): facts
            default: nil
            }
        }
        guard !taken.isEmpty, let record = state.requests[subject] else { return }
        // The same command twice at the same moment: the log kept the first one, so that the second one's item is nobody's.
        let recorded = Set(record.items.map(\.item))
        for facts in taken {
            if !recorded.contains(facts.item) { intake.destroy(facts.item) }
            intake.remove(upload: facts.upload)
        }
        let replaced = record.items.filter(\.isReplaced)
        _ = try? await destruction.destroy(replaced, of: record.municipality, at: Instant(milliseconds: 0))
    }
}
