#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What every model together asks at least of a class, as far as parts of a class that lacks it lack it as well: rows,
/// and different values of sensitive columns.
///
/// Models that say more imply some of it: a distribution within t of the table's, for one, cannot do with so few values
/// that the others are more than t of the table.
struct MonotonePart: Sendable {
    let minimumSize: Int
    let distinct: [(sensitive: Int, l: Int)]

    init(_ privacy: BoundPrivacy) {
        let named = privacy.minimumSizeAndDistinct
        var least: [Int: Int] = [:]
        for (sensitive, l) in named?.distinct ?? [] { least[sensitive] = max(least[sensitive] ?? 0, l) }
        for model in privacy.models {
            guard let name = model.sensitiveColumn,
                let index = privacy.sensitive.firstIndex(where: { $0.name == name })
            else { continue }
            least[index] = max(least[index] ?? 0, Self.impliedValues(model, totals: privacy.sensitive[index].totals))
        }
        distinct = least.sorted { $0.key < $1.key }.filter { $0.value > 1 }.map { (sensitive: $0.key, l: $0.value) }
        // A class of fewer rows than l cannot have l different values.
        minimumSize = distinct.reduce(named?.minimumSize ?? 1) { max($0, $1.l) }
    }

    /// The fewest different values with which a class can satisfy the model.
    private static func impliedValues(_ model: PrivacyModel, totals: [Int]) -> Int {
        switch model {
        case .lDiversity(_, .distinct(let l)), .lDiversity(_, .recursive(let l, _)): return l
        case .alphaKAnonymity(_, let alpha, _): return Int((1 / alpha * (1 - rounding)).rounded(.up))
        // Values that a class lacks are all of their share of the table away from it.
        case .tCloseness(_, .equal, let t): return values(coveringShare: 1 - t, totals: totals)
        // No value may have more than a multiple of its share of the table, and all shares add up to 1.
        case .betaLikeness(_, _, let beta): return values(coveringShare: 1 / (1 + beta), totals: totals)
        case .deltaDisclosure(_, let delta): return values(coveringShare: exp2(-delta), totals: totals)
        default: return 1
        }
    }

    private static let rounding = 1e-9

    /// The least number of values that together have that share of the table.
    private static func values(coveringShare share: Double, totals: [Int]) -> Int {
        let all = Double(totals.reduce(0, +))
        var covered = 0
        var count = 0
        for total in totals.sorted(by: >) {
            if Double(covered) >= share * all - rounding * max(1, all) { break }
            covered += total
            count += 1
        }
        return count
    }
}
