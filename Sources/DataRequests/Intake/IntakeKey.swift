public import Vault

/// The organization's pair for what municipalities hand over: they encrypt to the certificate, it opens with the key.
public struct IntakeKey: Sendable {
    /// The certificate in PEM, as it stands in extraction specifications.
    public let certificatePEM: String
    /// The certificate: fingerprint and validity.
    public let certificate: RecipientCertificate
    let opener: EnvelopeOpener

    /// Throws when the texts cannot be read, are no pair, or the key does not suit.
    public init(certificatePEM: String, privateKeyPEM: String) throws(EnvelopeError) {
        self.certificatePEM = certificatePEM
        certificate = try RecipientCertificate(pem: certificatePEM)
        opener = try EnvelopeOpener(certificatePEM: certificatePEM, privateKeyPEM: privateKeyPEM)
    }
}
