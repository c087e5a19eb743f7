import Foundation
import Hummingbird
public import Logging
public import Messages
import NIOCore
public import ServiceLifecycle

/// Offers the operator's interface on a Unix socket that only the owner of the installation can open.
///
/// Bodies are JSON. A refused command is a normal answer (200) with its reasons; other statuses are failures of the
/// transport: 400 for a body that is not what the route takes, 500 for what could not be answered.
public struct OperatorServer: Service {
    private let application: Application<RouterResponder<BasicRequestContext>>

    /// A server for one interface.
    /// - Parameter socket: the path of the Unix socket; at most about 100 bytes long.
    public init(_ interface: any OperatorInterface, socket: String, logger: Logger) {
        let router = Router()
        Self.add(.command, to: router) { try await interface.command($0) }
        Self.add(.views, to: router) { try await interface.views($0) }
        Self.add(.actor, to: router) { (query: IdentifierQuery) in
            OptionalReply(value: try await interface.actor(query.id))
        }
        Self.add(.history, to: router) { (query: IdentifierQuery) in try await interface.history(of: query.id) }
        Self.add(.administration, to: router) { try await interface.administer($0) }
        application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .unixDomainSocket(path: socket)), logger: logger)
    }

    /// Listens until the service group shuts it down gracefully.
    public func run() async throws { try await application.run() }

    private static func add<Query: Decodable & Sendable, Reply: Encodable & Sendable>(
        _ route: OperatorRoute, to router: Router<BasicRequestContext>,
        _ answer: @escaping @Sendable (Query) async throws -> Reply
    ) {
        router.post(RouterPath(route.rawValue)) { request, context -> Response in
            let body = try await request.body.collect(upTo: 16 << 20)
            let query: Query
            do {
                query = try JSONDecoder().decode(Query.self, from: Data(body.readableBytesView))
            } catch {
                throw HTTPError(.badRequest, message: "the body is not what \(route.rawValue) takes")
            }
            do {
                let text = MessageCoding.text(try await answer(query))
                return Response(
                    status: .ok, headers: [.contentType: "application/json"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
            } catch let refusal as Refusal {
                let text = MessageCoding.text(refusal)
                return Response(
                    status: .unprocessableContent, headers: [.contentType: "application/json"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
            }
        }
    }
}
