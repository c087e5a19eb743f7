public import MunicipalData
public import Primitives

/// An entry of the register as a list or a layout proposes it; what the source does not say is blank or nil.
public struct RegisterProposal: Sendable, Hashable {
    /// An item of record, with what the source says about it.
    public struct Item: Sendable, Hashable {
        /// The item's name.
        public var name: String
        /// Text where the source does not say.
        public var type = ItemType.text
        /// Not yet decided where the source does not say.
        public var itemClass = ItemClass.other
        /// Meanings by code; empty where none.
        public var codes: [String: String] = [:]
        /// The most characters of a value.
        public var length: Int?
        /// The id in the list of basic data.
        public var standardItem: String?
        /// The share of missing values, 0...1.
        public var missingRate: Double?

        /// An item of which the name alone is known.
        public init(name: String) { self.name = name }
    }

    /// The fields of text.
    public var texts: [RegisterField: String] = [:]
    /// The fields of yes and no; ``RegisterField/computerised`` is yes for 法60条2項1号.
    public var flags: [RegisterField: Bool] = [:]
    /// 5 記録項目.
    public var items: [Item] = []
    /// 本人の数.
    public var personCount: Int?
    /// The day of the count.
    public var personCountAsOf: CivilDate?
    /// The office works (事務) that use the file.
    public var officeWorks: [String] = []
    /// The rows of the list that the entry was made from.
    public var rows: [Int] = []

    /// A proposal that says nothing yet.
    public init() {}

    /// What a layout says: the file's name, and its items with type, class, codes and rates.
    public init(_ layout: Layout) {
        texts[.name] = layout.name
        items = layout.items.map { item in
            var proposed = Item(name: item.name)
            proposed.type = item.type
            proposed.itemClass = item.itemClass
            proposed.codes = item.codes
            proposed.length = item.length
            proposed.standardItem = item.standardID
            proposed.missingRate = item.missingRate
            return proposed
        }
        if items.contains(where: { $0.itemClass == .specialCare }) { flags[.specialCare] = true }
    }

    /// Gives the items what a layout of the file says about those of the same name; the others stay as they are.
    ///
    /// - Returns: the names of the layout's items that the proposal lacks, and those that the layout lacks.
    public mutating func enrich(from layout: Layout) -> (unlisted: [String], unknown: [String]) {
        let known = Dictionary(RegisterProposal(layout).items.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        let listed = Set(items.map(\.name))
        items = items.map { known[$0.name] ?? $0 }
        if items.contains(where: { $0.itemClass == .specialCare }) { flags[.specialCare] = true }
        return (
            layout.items.map(\.name).filter { !listed.contains($0) },
            items.map(\.name).filter { known[$0] == nil }
        )
    }
}
