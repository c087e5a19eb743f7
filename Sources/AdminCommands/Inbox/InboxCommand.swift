public import ArgumentParser
import Messages
import Primitives

/// `oboro inbox`: everything that waits for the roles of an actor, the nearest deadline first, each with the command
/// that answers it.
public struct InboxCommand: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "inbox", abstract: "What waits for me, and the command that answers it.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions

    /// The command with its options unset.
    public init() {}

    /// Lists the actor's open steps, one row per step; ends with a status for an unknown actor.
    public func run() async throws {
        let id = try actor.id(common)
        guard let me = try await common.asking({ try await common.interface.actor(id) }) else {
            throw common.fail(.notFound("actor", id))
        }
        let views = try await common.asking {
            try await common.interface.views(ViewQuery(roles: Array(me.roles)))
        }
        let rows = views.filter { $0.turn == me.party && concerns(me, $0) }.flatMap { view in
            view.next.filter { !me.roles.isDisjoint(with: $0.roles) }.map { step in
                view.row.merging(["command": .string(CommandLineText.of(step, view.id, actor: id))]) { $1 }
            }
        }
        if rows.isEmpty { common.say("nothing waits for \(id)", "\(id) の対応待ちはありません。") }
        common.show(Listing(columns: ["id", "state", "due", "title", "command"], rows: rows))
    }

    /// Municipalities and businesses see their own things only.
    private func concerns(_ me: Actor, _ view: View) -> Bool {
        switch me.organization.kind {
        case .municipality: view.municipality == nil || view.municipality == me.organization.code
        case .business: view.business == nil || view.business == me.organization.code
        default: true
        }
    }
}

extension Actor {
    /// Whose turn is this actor's.
    fileprivate var party: Turn {
        switch organization.kind {
        case .organization: .organization
        case .municipality: .municipality
        case .business: .business
        case .regulator: .regulator
        case .system: .system
        }
    }
}
