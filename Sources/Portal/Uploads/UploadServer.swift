import Hummingbird
import HTTPTypes
public import Logging
public import Messages
public import ServiceLifecycle

/// Takes files in pieces over HTTP, as tus 1.0.0 describes it: core, creation, checksum, expiration, termination.
///
/// It listens on a Unix socket of its own, apart from the operator's, so that a proxy which knows who is calling (by client
/// certificates, say) can be given this socket and nothing else. The proxy says who acts in the header `Oboro-Actor`, and must
/// take away such a header that came from outside.
public struct UploadServer: Service {
    private let application: Application<RouterResponder<BasicRequestContext>>

    /// A server for one interface.
    /// - Parameter socket: the path of the Unix socket; at most about 100 bytes long.
    public init(_ interface: any UploadInterface, socket: String, logger: Logger) {
        let router = Router()
        let routes = UploadRoutes(interface: interface)
        router.on("/uploads", method: .options) { _, _ in routes.options() }
        router.on("/uploads", method: .post) { request, _ in await routes.answer(request, routes.create) }
        // HEAD must not be made from a GET that does not exist.
        router.on("/uploads/:id", method: .head) { request, context in
            await routes.answer(request) { (call) throws(UploadRefusal) in
                try await routes.progress(of: context.parameters.get("id") ?? "", call)
            }
        }
        router.on("/uploads/:id", method: .patch) { request, context in
            await routes.answer(request) { (call) throws(UploadRefusal) in
                try await routes.append(to: context.parameters.get("id") ?? "", request, call)
            }
        }
        router.on("/uploads/:id", method: .delete) { request, context in
            await routes.answer(request) { (call) throws(UploadRefusal) in
                try await routes.terminate(context.parameters.get("id") ?? "", call)
            }
        }
        application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .unixDomainSocket(path: socket)), logger: logger)
    }

    /// Listens until the service group shuts it down gracefully.
    public func run() async throws { try await application.run() }
}
