public import ArgumentParser

/// `oboro round`: rounds of requests to municipalities (情報提供の要請).
public struct RoundCommandLine: AsyncParsableCommand {
    /// The command's name and help on the command line.
    public static let configuration = CommandConfiguration(
        commandName: "round", abstract: "Rounds of requests to municipalities (情報提供の要請).",
        subcommands: [
            ListVerb<RoundCommandLineNoun>.self, ShowVerb<RoundCommandLineNoun>.self,
            HistoryVerb<RoundCommandLineNoun>.self, WaitVerb<RoundCommandLineNoun>.self, PlainVerb<RoundSend>.self,
        ])

    /// The command with its options unset.
    public init() {}
}

enum RoundCommandLineNoun: NounDescription {
    static let kind = "round"
    static let plural = "rounds of requests"
}

enum RoundSend: VerbDescription {
    static let message = "round.send"
    static let abstract = "Send the requests of a round."
}
