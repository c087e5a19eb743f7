public import ArgumentParser
import Foundation
public import Messages

/// Options that every command takes.
public struct CommonOptions: ParsableArguments {
    /// `--home`; see ``homeFolder`` for what counts without it.
    @Option(help: ArgumentHelp("The installation's folder.", valueName: "folder"))
    public var home: String?

    /// `--output`; without it a table on a terminal, plain text elsewhere.
    @Option(name: [.customShort("o"), .long], help: "table, plain, json, jsonl or csv.")
    public var output: OutputFormat?

    /// `--lang`; without it `LC_ALL`, then `LANG` decides.
    @Option(help: "Language of messages: ja or en (default: by LANG).")
    public var lang: String?

    /// The common options, unset.
    public init() {}

    var environment: CommandEnvironment { CommandEnvironment.current }

    /// `--home`, `OBORO_HOME`, or `home` in the present folder.
    public var homeFolder: String { home ?? environment.variables["OBORO_HOME"] ?? "home" }

    /// The interface that answers: the environment's own, or the server of the home.
    var interface: any OperatorInterface {
        environment.interface ?? SocketClient(socket: homeFolder + "/oboro.sock")
    }

    var format: OutputFormat { output ?? (environment.isTerminal ? .table : .plain) }

    var isJapanese: Bool {
        let value = lang ?? environment.variables["LC_ALL"] ?? environment.variables["LANG"] ?? ""
        return value.hasPrefix("ja")
    }

    func say(_ english: String, _ japanese: String) { environment.printMessage(isJapanese ? japanese : english) }

    /// Prints rows with named columns in the format asked for.
    public func list(_ columns: [String], _ rows: [[String: JSONValue]]) { show(Listing(columns: columns, rows: rows)) }

    func show(_ listing: Listing) { environment.printData(listing.text(format)) }

    /// Prints the reasons of a refusal and ends with its status.
    func fail(_ refusal: Refusal) -> ExitCode {
        for reason in refusal.reasons {
            let clause = reason.clause.map { isJapanese ? "（\($0)）" : " (\($0))" } ?? ""
            environment.printMessage("\(reason.code): \(isJapanese ? reason.japanese : reason.english)\(clause)")
        }
        return ExitStatus(refusal.kind).code
    }

    /// Runs a body that asks the interface, turning refusals and a missing server into exit statuses.
    func asking<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let refusal as Refusal {
            throw fail(refusal)
        } catch let error as SocketError {
            environment.printMessage("E-SERVER: \(error)")
            throw ExitStatus.unavailable.code
        }
    }
}

/// Who acts.
public struct ActorOptions: ParsableArguments {
    /// `--as`: who acts; without it the variable `OBORO_ACTOR`.
    @Option(name: .customLong("as"), help: ArgumentHelp("The actor's id (default: OBORO_ACTOR).", valueName: "actor"))
    public var actor: String?

    /// The actor options, unset.
    public init() {}

    func id(_ common: CommonOptions) throws -> String {
        if let actor = actor ?? common.environment.variables["OBORO_ACTOR"] { return actor }
        throw ValidationError("who acts? give --as ACTOR or set OBORO_ACTOR")
    }
}

/// Options of every command that changes something.
public struct ChangeOptions: ParsableArguments {
    /// `--dry-run`.
    @Flag(help: "Decide and show what would happen, but change nothing.")
    public var dryRun = false

    /// `--idempotency-key`; without it derived from content, actor and day.
    @Option(help: "Repeating a command with the same key gives the first result (default: content, actor and day).")
    public var idempotencyKey: String?

    /// `--expecting`: the stream's version; nil = whatever it is now.
    @Option(help: "The version you saw; refuse when somebody changed it since.")
    public var expecting: Int?

    /// `--confirm`: must equal the id, as the guard of what cannot be undone.
    @Option(help: ArgumentHelp("For what cannot be undone: the id again.", valueName: "id"))
    public var confirm: String?

    /// The change options, unset.
    public init() {}
}
