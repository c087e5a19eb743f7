public import Primitives

/// A municipality's standard for making anonymously processed information (加工基準) as data: versioned, with the opinion of its
/// council, and with a rule for each of the five items of 規則62条.
public struct ProcessingStandard: Hashable, Sendable {
    /// The municipality.
    public var municipality: MunicipalityCode
    /// What it is called, such as `西東京市 行政機関等匿名加工情報 加工基準`.
    public var name: String
    /// Its version, such as `2026-04`.
    public var version: String
    /// From when on it is in force; nil for a draft.
    public var inForce: CivilDate?
    /// What the council said; nil where it was not asked yet.
    public var council: CouncilOpinion?
    /// The rules for the five items, by number 1...5.
    public var rules: [Int: ItemRule] = [:]
    /// What is done with the items of each class; a class that is missing is open.
    public var treatments: [ItemClass: Treatment] = [:]
    /// What is done with single items whatever their class, by name.
    public var exceptions: [ItemException] = []
    /// The limits.
    public var limits = StandardLimits()

    /// A standard without rules.
    public init(municipality: MunicipalityCode, name: String, version: String) {
        self.municipality = municipality
        self.name = name
        self.version = version
    }
}

/// What a council (審議会) said about a standard.
public struct CouncilOpinion: Hashable, Sendable {
    /// The council.
    public var name: String
    /// The day of the opinion.
    public var on: CivilDate
    /// The opinion in short.
    public var opinion: String
    /// Its number (答申番号); blank where none.
    public var reference: String

    /// Makes an opinion.
    public init(name: String, on: CivilDate, opinion: String, reference: String = "") {
        self.name = name
        self.on = on
        self.opinion = opinion
        self.reference = reference
    }
}

/// How a standard answers one of the five items.
public enum ItemRule: Hashable, Sendable {
    /// By a rule.
    case rule(String)
    /// The item does not apply, and why.
    case notApplicable(String)
}

/// What a standard does with an item by default.
public enum Treatment: String, CaseIterable, Sendable {
    /// The column is removed.
    case remove
    /// A linking code is replaced by a keyed pseudonym (仮ID).
    case pseudonym
    /// The column is generalized as far as the limits need.
    case generalize
    /// The column is kept, and protected as a sensitive one.
    case protect
    /// The column is kept as it is.
    case keep
}

/// What a standard does with one item.
public struct ItemException: Hashable, Sendable {
    /// The item's name.
    public var item: String
    /// What is done.
    public var treatment: Treatment
    /// Why.
    public var reason: String

    /// Makes an exception.
    public init(item: String, treatment: Treatment, reason: String) {
        self.item = item
        self.treatment = treatment
        self.reason = reason
    }
}

/// How far a standard generalizes. What is nil is open.
public struct StandardLimits: Hashable, Sendable {
    /// The parts of an address, from fine to coarse.
    public enum AddressLevel: String, CaseIterable, Sendable {
        case chome, town, municipality, prefecture
    }

    /// The finest period of a date of birth.
    public enum BirthPeriod: String, CaseIterable, Sendable {
        case day, month, year
        case fiveYears = "five-years"
        case decade
    }

    /// Every combination of quasi-identifiers is shared by so many persons.
    public var k: Int?
    /// The greatest share of rows that may be suppressed, 0...1.
    public var suppression: Double?
    /// The digits of a postal code that are kept at most, 0...7.
    public var postalDigits: Int?
    /// Ages from this one on are one.
    public var ageTop: Int?
    /// The finest part of an address that is kept.
    public var address: AddressLevel?
    /// The finest period of a date of birth that is kept.
    public var birth: BirthPeriod?
    /// So many different values of a protected item stand in each group (l-diversity); nil where none is asked for.
    public var diversity: Int?
    /// Values that fewer persons share are joined into その他; nil where none are.
    public var rareValues: Int?
    /// Amounts from this one on are one; nil where none is.
    public var amountTop: Int?

    /// No limits.
    public init() {}
}
