import Messages
import Primitives
public import ServiceRuntime

/// The registers of personal information files (個人情報ファイル簿) of all municipalities. No I/O of its own.
public struct FileRegisterService: Service {
    /// The fold this service decides from.
    public typealias State = FileRegisterState

    /// A register service.
    public init() {}

    /// `register` only.
    public var nouns: Set<String> { ["register"] }

    /// Records a creation (法117条) when its recipient has acknowledged the delivery.
    public var reactions: [Reaction<FileRegisterState>] {
        [
            Reaction("creation", to: ["delivery.acknowledged.v1"]) { record, _ in
                let event = try EventCoding.decode(DeliveryEvent.self, record)
                guard case .deliveryAcknowledged(_, let file, let created, _) = event else { return [] }
                return [.registerRecordCreation(id: file, created: created)]
            }
        ]
    }
}
