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

    /// A data request service.
    /// - Parameters:
    ///   - signer: signs receipts (受領書) and certificates of erasure (消去証明書).
    ///   - organizationName: the organization's official name, as it stands on those documents.
    ///   - sizeLimit: the largest file taken in, in bytes.
    public init(
        vault: Vault, signer: OrganizationSigner, organizationName: String,
        sizeLimit: Int = DataRequestsService.defaultSizeLimit
    ) {
        intake = SourceIntake(
            vault: vault, signer: signer, organizationName: organizationName, sizeLimit: sizeLimit)
        destruction = SourceDestruction(vault: vault)
    }

    /// The largest file taken in unless another limit is given, in bytes.
    public static var defaultSizeLimit: Int { HandedOverFile.sizeLimit }

    /// What people may command it about.
    public var nouns: Set<String> { ["round", "request"] }

    /// Takes in a file, or signs a certificate.
    public func prepare(
        _ command: DataRequestCommand, state: DataRequestsState, in context: DecisionContext, rehearsal: Bool
    ) async throws(Refusal) -> DataRequestCommand {
        switch command {
        case .requestReceive(let id, let path, let manifest):
            guard let record = state.requests[id] else { throw .notFound("request", id) }
            return try await intake.take(path, manifest, for: record, in: context, rehearsal: rehearsal)
        case .requestCertify(let id):
            guard let record = state.requests[id], record.isReadyForCertificate else { return command }
            let certificate = ErasureCertificate(
                organizationName: intake.organizationName, record: record,
                contract: try state.round(of: record).contract.contract, issuedOn: context.today)
            return .requestRecordCertificate(id: id, certificate: try intake.signer.signed(certificate.text))
        case .requestRecordIntake, .requestRecordCertificate:
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
            case .requestReceived(_, let source, _): source.facts.item
            case .requestQuarantined(_, let facts): facts.item
            default: nil
            }
        }
        guard !taken.isEmpty, let record = state.requests[subject] else { return }
        // The same command twice at the same moment: the log kept the first one, so that the second one's item is nobody's.
        let recorded = Set(record.items.map(\.item))
        for item in taken where !recorded.contains(item) { intake.destroy(item) }
        let replaced = record.items.filter(\.isReplaced)
        _ = try? await destruction.destroy(replaced, of: record.municipality, at: Instant(milliseconds: 0))
    }
}
