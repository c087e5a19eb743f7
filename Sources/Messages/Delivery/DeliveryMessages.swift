public import Primitives

/// A sealed part of a package: CMS AuthEnvelopedData in DER.
public struct SealedFile: Sendable, Codable, Hashable {
    /// The file of the package it is a part of.
    public let of: String
    /// The part's own file name.
    public let name: String
    /// The size of the part as sealed.
    public let bytes: Int
    /// The SHA-256 of the part as sealed, so that a copy can be checked without the key.
    public let sha256: ContentHash

    /// A sealed part.
    public init(of: String, name: String, bytes: Int, sha256: ContentHash) {
        self.of = of
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
    }
}

/// A package sealed to its recipient.
public struct SealedPackage: Sendable, Codable, Hashable {
    /// All parts, so that a missing one is noticed.
    public let parts: [SealedFile]
    /// The SHA-256 of the manifest inside; the recipient acknowledges with it.
    public let manifestHash: ContentHash
    /// The SHA-256 of the certificate (DER) it is sealed to, 64 hexadecimal digits.
    public let recipientFingerprint: String
    /// The receipt signed by the organization.
    public let receipt: SignedText

    /// A sealed package.
    public init(
        parts: [SealedFile], manifestHash: ContentHash, recipientFingerprint: String, receipt: SignedText
    ) {
        self.parts = parts
        self.manifestHash = manifestHash
        self.recipientFingerprint = recipientFingerprint
        self.receipt = receipt
    }
}

/// Commands of the delivery service.
public enum DeliveryCommand: CommandMessage {
    /// The service that decides these commands.
    public static let service = "delivery"
    /// The recipient's X.509 certificate (PEM text) for one contract.
    case recipientEnrol(contract: String, certificate: String)
    case deliverySeal(id: String)
    /// Copies the sealed parts to `destination`, a folder on the organization's host.
    case deliveryDownload(id: String, destination: String)
    case deliveryAcknowledge(id: String, manifestHash: ContentHash)
    case deliveryRecall(id: String, reason: String)
    // The system's.
    case recipientNoteContract(contract: EffectiveContract)
    case recipientNoteContractEnd(contract: String, end: ContractEnd)
    case recipientRecord(contract: String, certificate: String, fingerprint: String, subject: String)
    case deliveryPlan(approved: ApprovedOutput)
    case deliveryRecordSealed(id: String, attempt: Int, package: SealedPackage)
    case deliveryRecordFailure(id: String, attempt: Int, reasons: [Reason])
    case deliveryExpire(id: String)
    /// The municipality withdrew: what was not handed out yet is recalled.
    case deliveryNoteWithdrawal(request: String, reason: String)
    case standingNote(standing: CertificationStanding)
}

/// Events of the delivery service.
public enum DeliveryEvent: EventMessage {
    /// The category of the streams these events stand in.
    public static let service = "delivery"
    case recipientContractNoted(contract: EffectiveContract)
    case recipientContractEndNoted(contract: String, end: ContractEnd)
    case recipientEnrolled(contract: String, certificate: String, fingerprint: String, subject: String)
    case deliveryPlanned(id: String, approved: ApprovedOutput)
    case deliverySealingStarted(id: String, attempt: Int, releasedBy: String, certificate: String)
    case deliverySealed(attempt: Int, package: SealedPackage, expires: Deadline, limit: Int)
    case deliverySealingFailed(attempt: Int, reasons: [Reason])
    case deliveryDownloaded(count: Int, destination: String)
    case deliveryAcknowledged(request: String, file: String, created: CreatedInformation, on: CivilDate)
    case deliveryExpired
    case deliveryRecalled(reason: String)
    /// Withdrawn before any delivery was planned; none will be.
    case deliveryWithdrawalNoted(request: String, reason: String)
    case standingNoted(standing: CertificationStanding)
}
