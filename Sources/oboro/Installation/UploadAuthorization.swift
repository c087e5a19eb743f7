import DataRequests
import Messages
import Primitives

/// Who may hand a file over in pieces: a clerk of the municipality that was asked, or the organization's receiver, while the
/// request waits for its file.
struct UploadAuthorization: Sendable {
    let interface: any OperatorInterface

    func municipality(_ actor: String, _ request: String) async throws(Refusal) -> MunicipalityCode {
        let found: (actor: Actor?, view: View?)
        do {
            found = (
                try await interface.actor(actor),
                try await interface.views(ViewQuery(kind: "request", id: request)).first
            )
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(
                .unavailable, "E-UNAVAILABLE", "the organization's server does not answer", "システムが応答しません。")
        }
        guard let view = found.view, let municipality = view.municipality.flatMap({ try? MunicipalityCode($0) }) else {
            throw .notFound("request", request)
        }
        let isAllowed =
            found.actor.map { actor in
                actor.isOf(municipality: municipality)
                    ? actor.roles.contains(.municipalClerk)
                    : actor.organization.kind == .organization && actor.roles.contains(.dataReceiver)
            } ?? false
        if !isAllowed {
            throw Refusal(
                .forbidden, "E-ROLE", "only a clerk of the municipality or the receiver may hand the file over",
                "要請先の担当者又は作成組織の受領担当者のみが行えます。")
        }
        guard ["awaiting-data", "quarantined"].contains(view.state) else {
            throw Refusal(
                .state, "E-STATE", "\(request) does not wait for a file now: \(view.state)", "ファイルの送付を受け付ける段階ではありません。")
        }
        return municipality
    }
}
