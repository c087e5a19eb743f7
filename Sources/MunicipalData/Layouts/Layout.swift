public import Primitives

/// A reviewed, versioned description of a file that a municipality hands over: what is in it, and how it is written.
///
/// A layout declares; nothing that is declared is ever guessed from the file.
public struct Layout: Hashable, Sendable {
    /// What the file is called, such as `住民記録 抽出`.
    public var name: String
    /// The version of the description, such as `2026-04`; blank where none is given.
    public var version = ""
    /// The standardized business (標準化対象事務) it belongs to, such as `住民基本台帳`; blank where none.
    public var business = ""
    /// Where the items come from, such as `住民基本台帳_基本データリスト 第2.1版`; blank where none.
    public var source = ""
    /// Who reviewed the description, and when; nil where nobody has.
    public var review: LayoutReview?
    /// The encoding, or that it is to be detected.
    public var encoding = EncodingDeclaration.exactly(.utf8)
    /// How cells are told apart.
    public var form = LayoutForm.delimited(delimiter: UInt8(ascii: ","), header: true)
    /// The items in the order of the file.
    public var items: [LayoutItem]
    /// How the latest row of a person is told from older ones; nil where the file holds one row a person.
    public var history: HistoryRule?
    /// Which rows are of living residents; nil where all are.
    public var residency: ResidencyRule?
    /// Whom the municipality protects (支援措置対象者), and what is done about it; nil where the file has no such flag.
    public var protection: ProtectionRule?

    /// A layout of a file in UTF-8 with commas and a header; what differs is set afterwards.
    public init(name: String, items: [LayoutItem]) {
        self.name = name
        self.items = items
    }

    /// The item with the given name, or `nil`.
    public func item(named name: String) -> LayoutItem? { items.first { $0.name == name } }
}

/// How the cells of a row are told apart.
public enum LayoutForm: Hashable, Sendable {
    /// A byte stands between two cells; the first row may hold the names.
    case delimited(delimiter: UInt8, header: Bool)
    /// Every item has its width in bytes (``LayoutItem/width``), padded with spaces; rows end with a line break.
    case fixed
}

/// Who says that a layout is right.
public struct LayoutReview: Hashable, Sendable {
    /// The reviewer.
    public var by: String
    /// The day of the review.
    public var on: CivilDate

    /// Makes a review.
    public init(by: String, on: CivilDate) {
        self.by = by
        self.on = on
    }
}

/// One item of a file.
public struct LayoutItem: Hashable, Sendable {
    /// The name in the header, and in the register.
    public var name: String
    /// The id in the standard's list of basic data (基本データリスト), such as `001o006-0012`; nil where none.
    public var standardID: String?
    /// What the cells hold.
    public var type: ItemType
    /// How the item can lead to a person.
    public var itemClass: ItemClass
    /// The codes with their meanings; empty where any text may stand.
    public var codes: [String: String] = [:]
    /// The most characters of a cell; nil where there is no limit.
    public var length: Int?
    /// The width in bytes in a fixed-length file.
    public var width: Int?
    /// The least number, for integer and decimal.
    public var minimum: Double?
    /// The greatest number, for integer and decimal.
    public var maximum: Double?
    /// The cells that stand for a missing value. A blank cell is one unless it is required.
    public var missing: [String] = [""]
    /// Whether a missing value is a problem.
    public var isRequired = false
    /// Whether no two rows may hold the same value.
    public var isUnique = false
    /// The check of the code in the cells; nil where there is none.
    public var check: CheckedCodeKind?
    /// How cells are made alike before they are looked at, in order; recorded, and never applied to names unless declared.
    public var normalization: [TextNormalization] = []
    /// The share of missing values that was seen, 0...1; nil where unknown.
    public var missingRate: Double?
    /// Whether the item is confirmed from the official list; shipped layouts mark what is not.
    public var isConfirmed = true
    /// A remark for the reader; blank where none.
    public var note = ""

    /// An item; what differs from the usual is set afterwards.
    public init(name: String, type: ItemType, itemClass: ItemClass) {
        self.name = name
        self.type = type
        self.itemClass = itemClass
    }
}

/// How the latest row of a person is told from older ones (履歴).
public struct HistoryRule: Hashable, Sendable {
    /// The item that says whose row it is (宛名番号).
    public var key: String
    /// The items whose greatest values mark the latest row, the most significant first (履歴番号, 枝番).
    public var order: [String]
    /// The flag of the latest row (最新フラグ); nil where there is none.
    public var latest: LatestFlag?

    /// Makes a rule.
    public init(key: String, order: [String] = [], latest: LatestFlag? = nil) {
        self.key = key
        self.order = order
        self.latest = latest
    }
}

/// The flag that marks the latest row of a person.
public struct LatestFlag: Hashable, Sendable {
    /// The item.
    public var item: String
    /// Its value in the latest row.
    public var value: String

    /// Makes a flag.
    public init(item: String, value: String) {
        self.item = item
        self.value = value
    }
}

/// Which rows are of living residents: those with one of the values in the item (住民状態).
public struct ResidencyRule: Hashable, Sendable {
    /// The item.
    public var item: String
    /// Its values for living residents.
    public var values: [String]

    /// Makes a rule.
    public init(item: String, values: [String]) {
        self.item = item
        self.values = values
    }
}

/// What is done about residents whose whereabouts are protected (DV等支援措置対象者).
public struct ProtectionRule: Hashable, Sendable {
    /// What the municipality decided.
    public enum Treatment: String, CaseIterable, Sendable {
        /// Their rows are not handed over.
        case excluded
        /// Their rows are handed over, and generalized by the recipe.
        case generalized
        /// Nobody has decided yet: the file cannot be handed over.
        case undecided
    }
    /// The item with the flag.
    public var item: String
    /// Its values for protected residents.
    public var values: [String]
    /// What is done with their rows.
    public var treatment: Treatment

    /// Makes a rule.
    public init(item: String, values: [String], treatment: Treatment) {
        self.item = item
        self.values = values
        self.treatment = treatment
    }
}
