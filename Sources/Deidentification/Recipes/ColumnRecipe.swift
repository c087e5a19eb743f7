/// What a column is, and so what becomes of it. Raw values are those of the recipe file.
public enum Role: String, Sendable, Equatable, Codable, CaseIterable {
    /// 直接識別子: removed.
    case directIdentifier = "direct-identifier"
    /// 個人識別符号: removed.
    case identificationCode = "identification-code"
    /// 連結符号: removed, or replaced by a keyed pseudonym.
    case linkingCode = "linking-code"
    /// 準識別子: generalized by its hierarchy.
    case quasiIdentifier = "quasi-identifier"
    /// 機微属性: kept.
    case sensitive
    /// Kept as it is.
    case insensitive
    /// Removed because the product does not need it.
    case drop
}

/// What a linking code's pseudonym is computed from.
public enum PseudonymScope: String, Sendable, Equatable, Codable, CaseIterable {
    /// The row's own value: equal values get equal pseudonyms under one key.
    case row
}

/// The rule for one column.
public struct ColumnRecipe: Sendable, Equatable, Codable {
    /// The column's name in the file.
    public var name: String
    /// What the column is.
    public var role: Role
    /// For a linking code: replace instead of remove.
    public var pseudonym: PseudonymScope?
    /// How values are generalized; a quasi-identifier without one is kept as it is and counts for classes.
    public var hierarchy: HierarchySource?
    /// The finest level allowed (0 unless said).
    public var minimumLevel: Int?
    /// The coarsest level allowed (the hierarchy's top unless said).
    public var maximumLevel: Int?
    /// The column's weight in the aggregate of the metric.
    public var weight: Double

    /// A rule for the column `name`.
    public init(
        name: String, role: Role, pseudonym: PseudonymScope? = nil, hierarchy: HierarchySource? = nil,
        minimumLevel: Int? = nil, maximumLevel: Int? = nil, weight: Double = 1
    ) {
        self.name = name
        self.role = role
        self.pseudonym = pseudonym
        self.hierarchy = hierarchy
        self.minimumLevel = minimumLevel
        self.maximumLevel = maximumLevel
        self.weight = weight
    }
}

/// Where a column's hierarchy comes from.
public enum HierarchySource: Sendable, Equatable, Codable {
    /// A file: one line per value, one column per level. The reader of files builds it.
    case file(name: String, delimiter: String)
    /// Calendar periods of ISO dates, see ``Hierarchy/dates(_:steps:)``.
    case date(steps: [DateStep])
    /// The same with labels in years of the Japanese eras, see ``Hierarchy/eraDates(_:steps:)``.
    case eraDate(steps: [DateStep])
    /// Intervals of numbers, see ``Hierarchy/intervals(_:steps:bottom:top:fixedLabels:)``.
    case interval(steps: [Int], bottom: Int?, top: Int?)
    /// The first characters of codes, see ``Hierarchy/prefixes(_:lengths:)``.
    case prefix(lengths: [Int])
    /// Parts of a Japanese address. Needs the gazetteer, so whoever reads files builds it.
    case address
    /// Parts of a Japanese address by a municipality's own table of areas, `floor` persons at least in each part below the
    /// municipality (nil: none are joined). Whoever reads files builds it.
    case areas(file: String, floor: Int?)
    /// Neighbours in an order joined, `sizes` labels of one level per label of the next, see
    /// ``Hierarchy/ordered(_:by:sizes:)``.
    case order(ValueOrder, sizes: [Int])
    /// Values of fewer rows than the level's minimum become the label; minimums ascend. See
    /// ``Hierarchy/frequencies(_:counts:minimums:label:)``.
    case frequency(minimums: [Int], label: String)
    /// Ages in bands of years; `top` and above are one band. With `asOf` (ISO date) the column holds dates of birth. See
    /// ``Hierarchy/ageBands(_:steps:top:asOf:fixedLabels:)``.
    case ageBand(steps: [Int], top: Int?, asOf: String?)
}

/// The order of a column's values.
public enum ValueOrder: Sendable, Equatable, Codable {
    /// As numbers.
    case numeric
    /// By the numbers of their characters in Unicode.
    case text
    /// As listed. The list may hold values that the data lack, and the data none that the list lacks.
    case given([String])
}

/// The periods to which a date can be generalized, from fine to coarse.
public enum DateStep: String, Sendable, Equatable, Codable, CaseIterable, Comparable {
    /// `2001-02-03`
    case day
    /// `2001-02`
    case month
    /// `2001`
    case year
    /// `2000-2004`
    case fiveYears = "five-years"
    /// `2000-2009`
    case decade

    /// Finer before coarser.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
