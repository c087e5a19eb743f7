/// The areas of a table joined until each has enough persons, on every level: the way of the census with areas that have
/// few (合算地域). Nothing is left out, and a joined area is named by its members.
///
/// From the municipality down: of the areas of one level within one joined area of the level above, the smallest that is
/// under the floor joins the neighbour its 合算先 names, or else the smaller one of the two next to it in the order of the
/// table (of equal ones the earlier); again until none is under the floor or one is left. So every joined area lies in one
/// of the level above, and the result is the same in every run.
struct AreaGroups {
    /// For each area of the table the label on the levels 町字, town and district; `nil` for areas not in use.
    let labels: [(area: String, town: String, district: String)?]

    /// - Parameters:
    ///   - persons: for each area of the table its persons, or `nil` where the file has none of its addresses.
    ///   - floor: the least persons of a joined area; 1 or less joins nothing.
    init(_ table: AreaTable, persons: [Int?], floor: Int) {
        var labels: [(area: String, town: String, district: String)?] = Array(repeating: nil, count: persons.count)
        let divided = Self.dividedTowns(table)
        let used = persons.indices.filter { persons[$0] != nil }
        for municipality in Self.parts(used, by: { table.areas[$0].municipalLabel }) {
            let label = table.areas[municipality[0]].municipalLabel
            let joining = Joining(
                table: table, persons: persons.map { $0 ?? 0 }, floor: floor, dividedTowns: divided)
            let districts = Self.parts(municipality) { table.areas[$0].district }
            for district in joining.joined(districts) {
                let districtLabel = joining.districtLabel(district, municipality: label)
                let towns = Self.parts(Array(district.joined())) {
                    table.areas[$0].district + "\u{1F}" + table.areas[$0].town
                }
                for town in joining.joined(towns) {
                    let townLabel = joining.townLabel(town, municipality: label)
                    for group in joining.joined(town.joined().map { [$0] }) {
                        let members = group.joined()
                        let areaLabel = label + Joining.name(members.map { table.areas[$0] })
                        for area in members { labels[area] = (areaLabel, townLabel, districtLabel) }
                    }
                }
            }
        }
        self.labels = labels
    }

    /// The towns that lie in several districts, whether or not the file has persons in all of them.
    private static func dividedTowns(_ table: AreaTable) -> Set<String> {
        var districts: [String: String] = [:]
        var divided: Set<String> = []
        for area in table.areas {
            let town = area.municipalLabel + "\u{1F}" + area.town
            if (districts.updateValue(area.district, forKey: town) ?? area.district) != area.district {
                divided.insert(town)
            }
        }
        return divided
    }

    /// The members in groups of equal key, in the order of their first members.
    private static func parts(_ members: [Int], by key: (Int) -> String) -> [[Int]] {
        var numbers: [String: Int] = [:]
        var parts: [[Int]] = []
        for member in members {
            let key = key(member)
            if let number = numbers[key] {
                parts[number].append(member)
            } else {
                numbers[key] = parts.count
                parts.append([member])
            }
        }
        return parts
    }
}

/// Joins neighbours of one level.
private struct Joining {
    let table: AreaTable
    let persons: [Int]
    let floor: Int
    let dividedTowns: Set<String>

    /// The units, joined in runs of neighbours until each run has enough persons. A unit is a list of areas.
    func joined(_ units: [[Int]]) -> [[[Int]]] {
        var groups = units.map { [$0] }
        var sizes = units.map { unit in unit.reduce(0) { $0 + persons[$1] } }
        while groups.count > 1, let least = sizes.indices.min(by: { sizes[$0] < sizes[$1] }), sizes[least] < floor {
            let other = named(groups, for: least) ?? besides(least, sizes)
            let (first, second) = (min(least, other), max(least, other))
            groups[first] += groups.remove(at: second)
            sizes[first] += sizes.remove(at: second)
        }
        return groups
    }

    /// The group that holds the neighbour which the table names for a member.
    private func named(_ groups: [[[Int]]], for index: Int) -> Int? {
        for member in groups[index].joined() {
            guard let target = table.neighbour(of: member) else { continue }
            let other = groups.firstIndex { $0.contains { $0.contains(target) } }
            if let other, other != index { return other }
        }
        return nil
    }

    private func besides(_ index: Int, _ sizes: [Int]) -> Int {
        if index == 0 { return 1 }
        if index == sizes.count - 1 { return index - 1 }
        return sizes[index - 1] <= sizes[index + 1] ? index - 1 : index + 1
    }

    func districtLabel(_ group: [[Int]], municipality: String) -> String {
        let names = group.compactMap { $0.first.map { table.areas[$0].district } }
        return names.allSatisfy(\.isEmpty) ? municipality : municipality + Self.list(names, counter: "地区")
    }

    /// The name of joined towns; a town that lies in several districts is a part by district.
    func townLabel(_ group: [[Int]], municipality: String) -> String {
        let names = group.compactMap { unit -> String? in
            guard let first = unit.first.map({ table.areas[$0] }) else { return nil }
            let isDivided = dividedTowns.contains(municipality + "\u{1F}" + first.town)
            return isDivided ? "\(first.town)（\(first.district)）" : first.town
        }
        return municipality + Self.list(names, counter: "町")
    }

    /// 南町四丁目・五丁目: a town's name is written once for its parts that follow each other.
    static func name(_ areas: [Area]) -> String {
        var names: [String] = []
        for (index, area) in areas.enumerated() {
            let continues = index > 0 && areas[index - 1].town == area.town && !area.part.isEmpty
            names.append(continues ? area.part : area.name)
        }
        return list(names, counter: "町")
    }

    /// At most three names; how many more there are is said.
    private static func list(_ names: [String], counter: String) -> String {
        let shown = names.prefix(3).joined(separator: "・")
        return names.count > 3 ? "\(shown)ほか\(names.count - 3)\(counter)" : shown
    }
}
