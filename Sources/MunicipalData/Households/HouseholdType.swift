/// The type of a household by the relations of its members, by the names of the family types of the census
/// (国勢調査の世帯の家族類型); the types outside of the nuclear family are three generations and the others.
public enum HouseholdType: String, Sendable, CaseIterable {
    /// One person.
    case single = "単独世帯"
    /// A couple.
    case couple = "夫婦のみの世帯"
    /// A couple with their children, whoever of them is the head.
    case coupleWithChildren = "夫婦と子供から成る世帯"
    /// One parent with children, whoever of them is the head.
    case parentWithChildren = "ひとり親と子供から成る世帯"
    /// Three generations in direct line or more, whoever else lives with them.
    case threeGenerations = "三世代世帯"
    /// Any other household of relatives.
    case otherRelatives = "その他の親族世帯"
    /// A household with somebody who is no relative of the head.
    case withNonrelatives = "非親族を含む世帯"
    /// The relations do not tell: one is blank or unknown, or there is not exactly one head.
    case unknown = "不詳"

    /// The type of a household with these 続柄, one per member.
    public static func derive(relations: [String]) -> HouseholdType {
        var composition = HouseholdComposition()
        for relation in relations { composition.add(FamilyRelation(reading: relation)) }
        return composition.type
    }
}

/// How many of whom a household has: members are added one by one, in any order.
public struct HouseholdComposition: Sendable {
    private var members: UInt16 = 0
    private var heads: UInt16 = 0
    private var spouses: UInt16 = 0
    private var parents: UInt16 = 0
    private var children: UInt16 = 0
    private var siblings: UInt16 = 0
    private var others: UInt16 = 0
    private var nonrelatives: UInt16 = 0
    private var unread: UInt16 = 0
    /// One bit per generation in direct line, the head's at 8.
    private var generations: UInt32 = 0

    /// A household without members yet.
    public init() {}

    /// Adds a member; `nil` for one whose relation cannot be read.
    public mutating func add(_ relation: FamilyRelation?) {
        Self.count(&members)
        switch relation {
        case .head?:
            Self.count(&heads)
            mark(0)
        case .spouse?:
            Self.count(&spouses)
            mark(0)
        case .lineal(let generation, let isByMarriage, let isOfHead)?:
            mark(generation)
            switch (generation, isByMarriage, isOfHead) {
            case (1, false, true): Self.count(&parents)
            case (-1, false, true): Self.count(&children)
            default: Self.count(&others)
            }
        case .sibling?: Self.count(&siblings)
        case .relative?: Self.count(&others)
        case .nonrelative?: Self.count(&nonrelatives)
        case nil: Self.count(&unread)
        }
    }

    /// Counts one more, and stays at the greatest number: rows without a household's number are many.
    private static func count(_ number: inout UInt16) { if number < .max { number += 1 } }

    private mutating func mark(_ generation: Int) { generations |= 1 << UInt32(min(max(generation + 8, 0), 31)) }

    /// The household's type.
    public var type: HouseholdType {
        guard heads == 1, unread == 0 else { return .unknown }
        if nonrelatives > 0 { return .withNonrelatives }
        if members == 1 { return .single }
        if generations.nonzeroBitCount >= 3 { return .threeGenerations }
        if others > 0 || spouses > 1 || parents > 2 { return .otherRelatives }
        switch (spouses, parents, children, siblings) {
        case (1, 0, 0, 0): return .couple
        case (1, 0, 1..., 0), (0, 2, 0, _): return .coupleWithChildren
        case (0, 0, 1..., 0), (0, 1, 0, _): return .parentWithChildren
        default: return .otherRelatives
        }
    }
}
