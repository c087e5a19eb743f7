/// What the cells of a column came to so far, for its profile. The order of the cells does not matter.
struct ColumnTally {
    var filled = 0
    var missing = 0
    var faulty = 0
    var fewest = Int.max
    var most = -1
    var firstYear = Int.max
    var lastYear = 0
    /// By the place in the sorted list of codes.
    var codes: [Int]
    var distinct = DistinctValues()

    init(codes: Int) { self.codes = Array(repeating: 0, count: codes) }

    @inline(__always)
    mutating func add(_ seen: QuickLook.Seen) {
        if seen.isMissing {
            missing &+= 1
            return
        }
        filled &+= 1
        fewest = min(fewest, seen.characters)
        most = max(most, seen.characters)
        if seen.year > 0 {
            firstYear = min(firstYear, seen.year)
            lastYear = max(lastYear, seen.year)
        }
    }

    mutating func add(_ verdict: CellVerdict, cells: Int) {
        if !verdict.findings.isEmpty { faulty += cells }
        if verdict.isMissing {
            missing += cells
            return
        }
        filled += cells
        if verdict.code >= 0 { codes[verdict.code] += cells }
        guard verdict.characters >= 0 else { return }
        fewest = min(fewest, verdict.characters)
        most = max(most, verdict.characters)
        if verdict.year > 0 {
            firstYear = min(firstYear, verdict.year)
            lastYear = max(lastYear, verdict.year)
        }
    }

    /// Adds what another thread saw of the column.
    mutating func add(_ other: ColumnTally) {
        filled += other.filled
        missing += other.missing
        faulty += other.faulty
        fewest = min(fewest, other.fewest)
        most = max(most, other.most)
        firstYear = min(firstYear, other.firstYear)
        lastYear = max(lastYear, other.lastYear)
        for index in codes.indices { codes[index] += other.codes[index] }
        distinct.add(other.distinct)
    }

    /// The profile under a name.
    func profile(_ name: String, _ plan: ColumnPlan, codes names: [String]) -> ColumnProfile {
        var profile = ColumnProfile(name: name)
        profile.isKept = plan.isKept
        profile.filled = filled
        profile.missing = missing
        profile.faulty = faulty
        profile.distinct = distinct.count
        if most >= 0 { profile.lengths = fewest...most }
        if lastYear > 0 { profile.years = firstYear...lastYear }
        profile.codes = Dictionary(uniqueKeysWithValues: zip(names, codes))
        return profile
    }
}

/// The different values of a column up to a limit, by their hashes.
struct DistinctValues {
    private var hashes: Set<UInt64> = []
    private(set) var areTooMany = false

    /// How many; nil where there are too many.
    var count: Int? { areTooMany ? nil : hashes.count }

    mutating func insert(_ hash: UInt64) {
        guard !areTooMany else { return }
        hashes.insert(hash)
        if hashes.count > ColumnProfile.distinctLimit {
            areTooMany = true
            hashes = []
        }
    }

    mutating func add(_ other: DistinctValues) {
        if other.areTooMany {
            areTooMany = true
            hashes = []
        }
        for hash in other.hashes { insert(hash) }
    }
}
