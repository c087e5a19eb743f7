import MunicipalData

/// Which heading of a list stands for which field, and which words stand for yes and no: declared in a file, never guessed.
public struct RegisterColumns: Sendable, Hashable {
    /// The headings of each field, as they are written in lists.
    public let headings: [RegisterField: [String]]
    /// Headings of columns that hold nothing for the register (通し番号).
    public let ignored: [String]
    /// 有, ○, 該当.
    public let yes: Set<String>
    /// 無, ×, 非該当.
    public let no: Set<String>
    /// What the kind of the file (13) is called where it is 法60条2項1号.
    public let computerised: Set<String>
    /// What it is called where it is 2号.
    public let manual: Set<String>
    /// What stands in a cell where there is nothing to say (－, なし): read as blank in fields of text.
    public let none: Set<String>
    /// The characters between two items of record in one cell, besides line breaks.
    public let separators: Set<Character>

    private let fields: [String: RegisterField]
    private let ignoredKeys: Set<String>

    /// Makes a mapping; headings and words are compared without width, spaces and a leading item number.
    public init(
        headings: [RegisterField: [String]], ignored: [String] = [], yes: [String] = [], no: [String] = [],
        computerised: [String] = [], manual: [String] = [], none: [String] = [], separators: Set<Character> = []
    ) {
        self.headings = headings
        self.ignored = ignored
        self.yes = Set(yes.map(Self.folded))
        self.no = Set(no.map(Self.folded))
        self.computerised = Set(computerised.map(Self.folded))
        self.manual = Set(manual.map(Self.folded))
        self.none = Set(none.map(Self.folded))
        self.separators = separators
        fields = Dictionary(
            headings.flatMap { field, names in names.map { (Self.key($0), field) } },
            uniquingKeysWith: { first, _ in first })
        ignoredKeys = Set(ignored.map(Self.key))
    }

    /// The field that a heading stands for, or `nil`.
    public func field(for heading: String) -> RegisterField? { fields[Self.key(heading)] }

    /// Whether a heading is known to hold nothing for the register.
    public func isIgnored(_ heading: String) -> Bool { ignoredKeys.contains(Self.key(heading)) }

    /// The declared heading nearest to an unknown one, as a hint for a person. None for two characters: one of them changed makes
    /// another word (件数 is not 人数).
    func suggestion(for heading: String) -> String? {
        heading.count < 3
            ? nil
            : nearestName(to: heading, among: headings.values.flatMap(\.self).sorted())
    }

    /// A word in narrow form and without any space.
    static func folded(_ text: String) -> String {
        text.narrowed.filter { !$0.isWhitespace }.lowercased()
    }

    /// A heading folded, without its item number: `（5） 記録項目`, `5.記録項目` and `⑤記録項目` are `記録項目`.
    static func key(_ heading: String) -> String {
        let text = folded(heading)
        // Not `isNumber`, which takes 一 and 千 for numbers as well.
        let rest = text.unicodeScalars.drop {
            ("0"..."9").contains($0) || (0x2460...0x24FF).contains($0.value) || "().、:".unicodeScalars.contains($0)
        }
        return rest.isEmpty ? text : String(rest)
    }
}
