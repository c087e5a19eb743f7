import Messages
import MunicipalData
import Primitives
import Processing
import ServiceRuntime
import Vault

/// Writes the extraction specification (抽出仕様書) of a request from its grant and the layout of the municipality's file.
struct SpecificationWriter: Sendable {
    let organizationName: String
    let key: IntakeKey?

    /// The document. The same grant, layout and certificate give the same text.
    func write(
        _ layout: String, asOf: CivilDate?, for record: RequestRecord, at now: Instant
    ) throws(Refusal) -> IssuedSpecification {
        guard let key else { throw .noIntakeKey }
        do throws(EnvelopeError) {
            try key.certificate.requireValidity(at: now.milliseconds / 1000)
        } catch {
            throw Refusal(
                .unavailable, "E-INTAKE-CERTIFICATE",
                "the intake certificate is not valid now: put a new pair in the place of intake.crt and intake.key",
                "受領用証明書が有効期間外です。intake.crt 及び intake.key を更新してください。")
        }
        let document: LayoutDocument
        do throws(DocumentFaults) {
            document = try LayoutDocument(reading: Array(layout.utf8), file: "layout")
        } catch {
            throw Refusal(faults: error)
        }
        let problems = document.layout.problems
        if !problems.isEmpty { throw Refusal(layout: problems) }
        let granted = record.decision?.grantedItems ?? []
        _ = try IntakeLayout.items(granted, of: document.layout)
        let specification = ExtractionSpecification(
            organization: organizationName, request: record.planned.id, municipality: record.municipality,
            body: record.planned.body, fileName: record.planned.fileName, asOf: asOf,
            neededBy: record.transferDue?.lastDay, items: granted, layout: document.layout,
            certificate: key.certificatePEM)
        return IssuedSpecification(text: specification.text, recipient: key.certificate.fingerprint)
    }
}
