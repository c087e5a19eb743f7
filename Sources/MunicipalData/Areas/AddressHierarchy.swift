/// The hierarchy of a column of addresses by a table of areas, for the addresses of one file.
///
/// Levels: whole address, 町字 (joined where it has few persons), town, district, municipality, secondary medical area,
/// prefecture, `*`. A level that the table does not give repeats the label of the next coarser one that it gives. An address
/// in no 町字 of the table has `（町字不詳）` behind its municipality up to the district; one in another municipality has that
/// municipality's name there, and its prefecture above.
public struct AddressHierarchy: Sendable {
    /// For each address the labels from level 0 on.
    public let rows: [[String]]
    /// Persons whose address is in a municipality of the table and in no 町字 of it.
    public let unlisted: Int
    /// Persons whose address is in no municipality of the table.
    public let elsewhere: Int

    /// Builds the hierarchy.
    /// - Parameters:
    ///   - addresses: the distinct addresses, see ``AreaTable/normalized(_:)``.
    ///   - persons: for each address its number of persons.
    ///   - floor: the least number of persons of a 町字, town or district; smaller ones are joined to a neighbour. `nil`
    ///     joins none.
    public init(_ addresses: [String], persons: [Int], table: AreaTable, floor: Int?) {
        let places = addresses.map(table.place(of:))
        var counts = [Int?](repeating: nil, count: table.areas.count)
        var (unlisted, elsewhere) = (0, 0)
        for (place, count) in zip(places, persons) {
            switch place {
            case .area(let index): counts[index] = (counts[index] ?? 0) + count
            case .municipality: unlisted += count
            case .elsewhere: elsewhere += count
            }
        }
        let groups = AreaGroups(table, persons: counts, floor: floor ?? 0)
        rows = zip(addresses, places).map { address, place in
            [JapaneseAddress.shown(address)] + Self.labels(of: place, table, groups)
        }
        self.unlisted = unlisted
        self.elsewhere = elsewhere
    }

    private static func labels(of place: AreaTable.Place, _ table: AreaTable, _ groups: AreaGroups) -> [String] {
        switch place {
        case .area(let index):
            guard let labels = groups.labels[index] else { return [] }
            return [labels.area, labels.town, labels.district] + table.coarseLabels(ofMunicipalityOf: index)
        case .municipality(let label):
            let unknown = label + "（町字不詳）"
            guard let index = table.areas.firstIndex(where: { $0.municipalLabel == label }) else { return [] }
            return [unknown, unknown, unknown] + table.coarseLabels(ofMunicipalityOf: index)
        case .elsewhere(let label):
            let prefecture = JapaneseAddress(reading: label).prefecture
            let coarse = prefecture.isEmpty ? label : prefecture
            return [label, label, label, label, coarse, coarse, "*"]
        }
    }
}

extension AreaTable {
    /// The labels of an area's municipality, secondary medical area and prefecture, and `*`.
    func coarseLabels(ofMunicipalityOf index: Int) -> [String] {
        let area = areas[index]
        return [area.municipalLabel, area.prefecture + area.medicalArea, area.prefecture, "*"]
    }
}
