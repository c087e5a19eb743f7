public import Messages
import Primitives
public import ServiceRuntime
public import Vault

/// Deliveries (提供): sealed to the recipient's certificate in a reaction, fetched by copying the sealed parts.
public struct DeliveryService: Service {
    /// The fold.
    public typealias State = DeliveryState

    let vault: Vault
    let signer: OrganizationSigner
    let folder: DeliveriesFolder
    let organizationName: String

    /// A service that seals outputs of a vault into a folder.
    /// - Parameters:
    ///   - signer: signs the receipts.
    ///   - folder: where sealed packages lie until they are fetched; it is made when there is none.
    ///   - organizationName: stands on documents.
    public init(vault: Vault, signer: OrganizationSigner, folder: String, organizationName: String) {
        self.vault = vault
        self.signer = signer
        self.folder = DeliveriesFolder(root: folder)
        self.organizationName = organizationName
    }

    /// The nouns of its commands.
    public var nouns: Set<String> { ["recipient", "delivery"] }

    /// Reads certificates, and looks at folders before anything counts.
    public func prepare(
        _ command: DeliveryCommand, state: DeliveryState, in context: DecisionContext, rehearsal: Bool
    ) async throws(Refusal) -> DeliveryCommand {
        switch command {
        case .recipientEnrol(let contract, let text):
            let certificate = try Self.certificate(text, at: context.now)
            return .recipientRecord(
                contract: contract, certificate: text, fingerprint: certificate.fingerprint,
                subject: certificate.subject)
        // Only a preparation may say what a certificate is.
        case .recipientRecord: throw .notFound("command", MessageCoding.name(of: command))
        case .deliverySeal(let id):
            if let contract = state.deliveries[id]?.contract,
                let text = state.recipients[contract]?.certificate
            {
                _ = try Self.certificate(text, at: context.now)
            }
            return command
        case .deliveryDownload(_, let destination):
            _ = try folder.openDestination(destination, creating: !rehearsal)
            return command
        default: return command
        }
    }

    private static func certificate(_ text: String, at now: Instant) throws(Refusal) -> RecipientCertificate {
        do {
            let certificate = try RecipientCertificate(pem: text)
            try certificate.requireValidity(at: now.milliseconds / 1000)
            return certificate
        } catch {
            throw Refusal(.invalid, "E-RECIPIENT-CERTIFICATE", "\(error)", "受領者の証明書を使用できません（\(error)）。")
        }
    }

    /// Copies the sealed parts once a download counts.
    public func complete(
        _ events: [DeliveryEvent], subject: String, state: DeliveryState
    ) async throws(Refusal) {
        for case .deliveryDownloaded(_, let destination) in events {
            guard let delivery = state.deliveries[subject], let package = delivery.package else { continue }
            try await copy(package, of: subject, attempt: delivery.attempt, to: destination)
        }
    }

    @concurrent private func copy(
        _ package: SealedPackage, of id: String, attempt: Int, to destination: String
    ) async throws(Refusal) {
        try folder.copy(package, of: id, attempt: attempt, to: destination)
    }
}
