public import ArgumentParser
import Messages

/// `oboro recipe`: recipes: how a file is processed (加工の方法).
public struct RecipeCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "recipe", abstract: "Recipes: how a file is processed (加工の方法).",
        subcommands: [
            ListVerb<RecipeCommandLineNoun>.self, ShowVerb<RecipeCommandLineNoun>.self,
            HistoryVerb<RecipeCommandLineNoun>.self, WaitVerb<RecipeCommandLineNoun>.self,
            PlainVerb<RecipeApprove>.self, ReasonVerb<RecipeReject>.self, RecipeAuthorCommand.self,
            RecipeCheckCommand.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum RecipeCommandLineNoun: NounDescription {
    static let kind = "recipe"
    static let plural = "recipes"
}

enum RecipeApprove: VerbDescription {
    static let message = "recipe.approve"
    static let abstract = "Approve a recipe; not by its author."
}

enum RecipeReject: ReasonVerbDescription {
    static let message = "recipe.reject"
    static let abstract = "Reject a recipe with reasons."
}

/// `oboro recipe author --path FILE`: hands a recipe in.
struct RecipeAuthorCommand: SendingCommand {
    static let configuration = CommandConfiguration(
        commandName: "author", abstract: "Hand in a recipe with its hierarchies.")

    @Option(help: ArgumentHelp("The recipe.", valueName: "file")) var path: String
    @Option(help: ArgumentHelp("Where hierarchies lie that are not beside the recipe.", valueName: "folder"))
    var hierarchies: String?
    @OptionGroup var common: CommonOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var change: ChangeOptions

    func run() async throws {
        try await sending.send(
            "recipe.author",
            [
                "path": .string(AbsolutePath.of(path)),
                "hierarchies": hierarchies.map { .string(AbsolutePath.of($0)) } ?? .null,
            ])
    }
}
