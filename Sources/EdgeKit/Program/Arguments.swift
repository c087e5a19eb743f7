import Processing

/// What the user typed behind the program's name.
public struct Arguments: Equatable, Sendable {
    /// What is to be done.
    public enum Command: Equatable, Sendable {
        /// Ask step by step.
        case guide
        /// Show the version.
        case version
        /// Show how to use the program.
        case help
        /// Look at an export.
        case check
        /// Make a package.
        case make
        /// Look at a package, in this folder.
        case verify(String)
    }

    /// What is to be done.
    public var command: Command
    /// The extraction specification (`--spec`).
    public var specification: String?
    /// The raw export (`--data`).
    public var data: String?
    /// The table of problems to write (`--problems`).
    public var problems: String?
    /// The day the data stand for (`--as-of`).
    public var asOf: String?
    /// The folder to make (`--out`).
    public var output: String?
    /// What the municipality decided about protected residents (`--protected`).
    public var protected: String?
    /// Whether the user approves beforehand (`--yes`).
    public var approves = false

    /// The options of each command that take a value.
    private static let options: [String: [String]] = [
        "check": ["--spec", "--data", "--problems", "--protected"],
        "make": ["--spec", "--data", "--as-of", "--out", "--problems", "--protected"],
        "verify": ["--spec"],
    ]

    /// Reads the arguments.
    ///
    /// - Throws: ``EdgeFailure`` with the status for wrong usage.
    public init(_ arguments: [String]) throws(EdgeFailure) {
        guard let name = arguments.first else {
            command = .guide
            return
        }
        if arguments.contains("--help") || arguments.contains("-h") || name == "help" {
            command = .help
            return
        }
        if name == "--version" {
            command = .version
            return
        }
        guard let known = Self.options[name] else {
            throw Self.usage("「\(shown(name))」という操作はありません。操作は check、make、verify です。")
        }
        command = name == "check" ? .check : name == "make" ? .make : .verify("")
        try read(Array(arguments.dropFirst()), known: known)
        switch command {
        case .verify(""): throw Self.usage("確認するフォルダを指定してください。例：oboro-edge verify 提供一式")
        case .check, .make:
            guard specification != nil else { throw Self.missing("--spec", "抽出仕様書") }
            guard data != nil else { throw Self.missing("--data", "抽出したファイル") }
            if command == .make, output == nil { throw Self.missing("--out", "作成するフォルダ") }
        default: break
        }
    }

    /// The arguments of a package that is made by questions.
    init(make: Void) { command = .make }

    private mutating func read(_ words: [String], known: [String]) throws(EdgeFailure) {
        var words = words[...]
        var seen: Set<String> = []
        while let word = words.popFirst() {
            guard word.hasPrefix("-"), word.count > 1 else {
                guard command == .verify("") else {
                    throw Self.usage("「\(shown(word))」の前に --spec などの項目名を付けてください。")
                }
                command = .verify(word)
                continue
            }
            if word == "--yes", command == .make {
                approves = true
                continue
            }
            guard known.contains(word) else {
                let names = known + (command == .make ? ["--yes"] : [])
                throw Self.usage(
                    "「\(shown(word))」という項目はありません。使える項目は \(names.joined(separator: "、")) です。")
            }
            guard let value = words.popFirst(), !value.isEmpty else {
                throw Self.usage("\(word) の後に値を書いてください。")
            }
            guard seen.insert(word).inserted else { throw Self.usage("\(word) が2回書かれています。1回にしてください。") }
            set(word, value)
        }
    }

    private mutating func set(_ option: String, _ value: String) {
        switch option {
        case "--spec": specification = value
        case "--data": data = value
        case "--problems": problems = value
        case "--as-of": asOf = value
        case "--out": output = value
        default: protected = value
        }
    }

    private static func missing(_ option: String, _ what: String) -> EdgeFailure {
        usage("\(option) で\(what)を指定してください。")
    }

    private static func usage(_ message: String) -> EdgeFailure {
        EdgeFailure(.usage, message + "\n使い方は oboro-edge --help で表示されます。")
    }
}
