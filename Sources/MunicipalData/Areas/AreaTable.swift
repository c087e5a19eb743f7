import Primitives

/// The areas of one or more municipalities: which 町字 there are, and what they belong to, as the municipality's own tables
/// say. The order of the rows is the order of neighbours.
public struct AreaTable: Sendable {
    /// The columns that a table must have.
    public static let requiredColumns = ["都道府県", "市区町村", "町字"]
    /// The columns that it may have.
    public static let optionalColumns = ["二次医療圏", "地区", "合算先"]
    /// The levels of the hierarchy by a table: address, 町字, town, district, municipality, secondary medical area,
    /// prefecture, `*`.
    public static let levelCount = 8

    /// The areas in the order of the table.
    public let areas: [Area]
    /// By municipality (with and without its prefecture) and key of the name.
    private let positions: [String: Int]
    private let municipalities: [String: Int]

    /// Reads a table with header: 都道府県, 市区町村, 町字, and where the municipality has them 二次医療圏, 地区, 合算先. Other
    /// columns are left alone.
    ///
    /// - Throws: ``AreaTableError`` for the first fault.
    public init(_ table: DelimitedTable) throws(AreaTableError) {
        for name in Self.requiredColumns where table.column(named: name) == nil { throw .columnMissing(name) }
        if table.rowCount == 0 { throw .empty }
        func cells(_ name: String) -> [String] {
            guard let column = table.column(named: name) else { return [String](repeating: "", count: table.rowCount) }
            return (0..<table.rowCount).map { column.values[column.codes[$0]].trimmed }
        }
        let (prefectures, municipalities, names) = (cells("都道府県"), cells("市区町村"), cells("町字"))
        let (medical, districts, neighbours) = (cells("二次医療圏"), cells("地区"), cells("合算先"))
        var areas: [Area] = []
        for row in 0..<table.rowCount {
            for (column, cell) in zip(Self.requiredColumns, [prefectures[row], municipalities[row], names[row]])
            where cell.isEmpty {
                throw .blank(row: row + 1, column: column)
            }
            let address = JapaneseAddress(reading: prefectures[row] + municipalities[row] + names[row])
            guard address.prefecture == prefectures[row] else { throw .unreadable(row: row + 1, column: "都道府県") }
            guard address.municipality == municipalities[row] else {
                throw .unreadable(row: row + 1, column: "市区町村")
            }
            guard address.rest.isEmpty, address.street.isEmpty else { throw .unreadable(row: row + 1, column: "町字") }
            areas.append(
                Area(
                    prefecture: prefectures[row], medicalArea: medical[row], municipality: municipalities[row],
                    district: districts[row], town: address.town, part: address.chome + address.section,
                    joinedTo: neighbours[row]))
        }
        try self.init(areas)
    }

    private init(_ areas: [Area]) throws(AreaTableError) {
        self.areas = areas
        var positions: [String: Int] = [:]
        var municipalities: [String: Int] = [:]
        for (index, area) in areas.enumerated() {
            let names = [area.municipalLabel, area.municipality]
            let first = areas[municipalities[names[0]] ?? index]
            let firstRow = (municipalities[names[0]] ?? index) + 1
            if first.medicalArea != area.medicalArea {
                throw .municipalityDiffers(row: index + 1, firstRow: firstRow, column: "二次医療圏")
            }
            if first.district.isEmpty != area.district.isEmpty { throw .partlyBlank(row: index + 1, column: "地区") }
            if let earlier = positions[Self.key(names[0], area.name)] {
                throw .townTwice(row: index + 1, firstRow: earlier + 1)
            }
            for name in names {
                municipalities[name] = municipalities[name] ?? index
                positions[Self.key(name, area.name)] = positions[Self.key(name, area.name)] ?? index
            }
        }
        self.positions = positions
        self.municipalities = municipalities
        for (index, area) in areas.enumerated() where !area.joinedTo.isEmpty {
            guard let other = neighbour(of: index), other != index else { throw .neighbourUnknown(row: index + 1) }
            if areas[other].district != area.district { throw .neighbourInOtherDistrict(row: index + 1) }
        }
    }

    /// The position of the area that the table joins `index` to, or `nil`.
    func neighbour(of index: Int) -> Int? {
        guard !areas[index].joinedTo.isEmpty else { return nil }
        let address = JapaneseAddress(reading: areas[index].municipalLabel + areas[index].joinedTo)
        return position(municipality: areas[index].municipalLabel, name: address.town + address.chome + address.section)
    }

    func position(municipality: String, name: String) -> Int? { positions[Self.key(municipality, name)] }

    /// The label of a municipality of the table that an address names with or without its prefecture, or `nil`.
    func municipality(_ address: JapaneseAddress) -> String? {
        let known = municipalities[address.municipalLabel] ?? municipalities[address.municipality]
        guard let label = known.map({ areas[$0].municipalLabel }) else { return nil }
        return address.prefecture.isEmpty || label == address.municipalLabel ? label : nil
    }

    /// The one municipality of the table, where there is only one: addresses need not name it.
    var onlyMunicipality: String? {
        guard let first = areas.first, areas.allSatisfy({ $0.municipalLabel == first.municipalLabel }) else {
            return nil
        }
        return first.municipalLabel
    }

    private static func key(_ municipality: String, _ name: String) -> String {
        municipality + "\u{1F}" + Area.key(name)
    }
}

extension String {
    /// The text without spaces at its ends, of either width.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
