import ArgumentParser
import Messages

/// `oboro register review ID --no-change | --from FILE`, `oboro register review --all-unchanged --municipality CODE`: the
/// yearly review (年次点検).
struct RegisterReviewCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "Record the yearly review: no change, or the corrected entry.")

    @Argument(help: "The id.") var id: String?
    @Flag(help: "変更なし: the entry is right as it stands.") var noChange = false
    @Option(help: ArgumentHelp("The corrected entry: YAML or JSON file, - for standard input.", valueName: "file"))
    var from: String?
    @Flag(help: "変更なし for every published entry of the municipality whose review is awaited.") var allUnchanged = false
    @Option(help: "The municipality, with --all-unchanged.") var municipality: String?
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func validate() throws {
        if allUnchanged {
            if id != nil || noChange || from != nil { throw ValidationError("--all-unchanged stands alone") }
            if municipality == nil { throw ValidationError("--all-unchanged needs --municipality CODE") }
            if change.idempotencyKey != nil || change.expecting != nil {
                throw ValidationError("--idempotency-key and --expecting are for one entry")
            }
            return
        }
        if id == nil { throw ValidationError("give an id, or --all-unchanged --municipality CODE") }
        if municipality != nil { throw ValidationError("--municipality belongs to --all-unchanged") }
        if noChange == (from != nil) {
            throw ValidationError("give --no-change, or --from FILE with the corrected entry")
        }
    }

    func run() async throws {
        if let id {
            var payload: [String: JSONValue] = ["id": .string(id)]
            if let from { payload["entry"] = try ContentFile.read(from) }
            try await sending.send("register.review", .object(payload))
            return
        }
        let query = ViewQuery(kind: "register", state: "published", turn: .municipality, municipality: municipality)
        let views = try await common.asking { try await common.interface.views(query) }
            .filter { $0.turn == .municipality && $0.municipality == municipality && $0.state == "published" }
        if views.isEmpty { common.say("no review is awaited", "点検を要するファイルはありません。") }
        // One entry that no longer holds must not keep the others from being reviewed.
        var failure: (any Error)?
        for view in views {
            do {
                try await sending.send("register.review", ["id": .string(view.id)])
            } catch {
                common.say("\(view.id): not reviewed", "\(view.id): 点検を記録できませんでした。")
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }
}
