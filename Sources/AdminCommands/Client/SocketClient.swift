import Foundation
public import Messages
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// The operator's interface of a running server, over its Unix socket. One connection per request.
public struct SocketClient: OperatorInterface {
    /// The server's socket.
    public let socket: String

    /// A client of the server that listens on this socket.
    public init(socket: String) { self.socket = socket }

    /// Gives a command to the server; a refused one is an answer, not an error.
    public func command(_ request: CommandRequest) async throws -> CommandReply { try await ask(.command, request) }

    /// Reads the server's projection.
    public func views(_ query: ViewQuery) async throws -> [View] { try await ask(.views, query) }

    /// Who somebody is, as the server knows; nil for a stranger.
    public func actor(_ id: String) async throws -> Actor? {
        let reply: OptionalReply<Actor> = try await ask(.actor, IdentifierQuery(id: id))
        return reply.value
    }

    /// What happened to an aggregate, oldest first, from the server's log.
    public func history(of id: String) async throws -> [HistoryEntry] {
        try await ask(.history, IdentifierQuery(id: id))
    }

    /// Looks at or intervenes in the server's machinery.
    public func administer(_ request: AdministrationRequest) async throws -> JSONValue {
        try await ask(.administration, request)
    }

    private func ask<Reply: Decodable>(_ route: OperatorRoute, _ query: some Encodable) async throws -> Reply {
        let (status, body) = try await exchangePatiently(route.rawValue, MessageCoding.text(query))
        if status == .unprocessableEntity { throw try JSONDecoder().decode(Refusal.self, from: body) }
        guard status == .ok else { throw SocketError.failed(status: Int(status.code)) }
        return try JSONDecoder().decode(Reply.self, from: body)
    }

    /// A request whose answer did not come may be repeated: a command carries its key and is done only once.
    private func exchangePatiently(_ path: String, _ body: String) async throws -> (HTTPResponseStatus, Data) {
        for _ in 0..<2 {
            do {
                return try await exchange(path, body)
            } catch SocketError.interrupted {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        return try await exchange(path, body)
    }

    private func exchange(_ path: String, _ body: String) async throws -> (HTTPResponseStatus, Data) {
        let channel: NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>
        do {
            channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(unixDomainSocketPath: socket) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw SocketError.notRunning(socket: socket)
        }
        do {
            return try await Self.exchange(path, body, over: channel)
        } catch {
            // Whatever broke the connection, the answer did not come.
            throw SocketError.interrupted
        }
    }

    private static func exchange(
        _ path: String, _ body: String, over channel: NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>
    ) async throws -> (HTTPResponseStatus, Data) {
        // The server may close as soon as it has answered, which can fail the last write or the closing: what counts is
        // whether the whole answer came.
        let answer = Mutex<(HTTPResponseStatus, Data)?>(nil)
        do {
            try await channel.executeThenClose { inbound, outbound in
                let buffer = ByteBuffer(string: body)
                let headers: HTTPHeaders = [
                    "host": "oboro", "content-type": "application/json", "content-length": "\(buffer.readableBytes)",
                    "connection": "close",
                ]
                let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: path, headers: headers)
                try await outbound.write(contentsOf: [.head(head), .body(.byteBuffer(buffer)), .end(nil)])
                var status = HTTPResponseStatus.internalServerError
                var bytes = ByteBuffer()
                for try await part in inbound {
                    switch part {
                    case .head(let head): status = head.status
                    case .body(var piece): bytes.writeBuffer(&piece)
                    case .end:
                        answer.withLock { $0 = (status, Data(bytes.readableBytesView)) }
                        return
                    }
                }
            }
        } catch {
            if let answer = answer.withLock({ $0 }) { return answer }
            throw error
        }
        guard let answer = answer.withLock({ $0 }) else { throw SocketError.interrupted }
        return answer
    }
}

/// Why the server could not be asked.
public enum SocketError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nothing listens there.
    case notRunning(socket: String)
    /// The connection ended before the answer; the command may have been done: repeat it with the same key.
    case interrupted
    /// The server answered with a failure.
    case failed(status: Int)

    /// What happened and what to do next, in English.
    public var description: String {
        switch self {
        case .notRunning(let socket):
            "no server answers at \(socket): start it with oboro serve --home \(socket.split(separator: "/").dropLast().last ?? "home")"
        case .interrupted:
            "the server went away before it answered: repeat the same command, it is done only once"
        case .failed(let status): "the server answered with status \(status); its log says why"
        }
    }
}
