import Primitives

/// The words of a generated register in CP932, encoded once so that a row is put together from ready bytes.
struct SyntheticVocabulary {
    typealias Name = (written: [UInt8], reading: [UInt8], narrow: [UInt8])

    let surnames: [Name]
    private let maleNames: [Name]
    private let femaleNames: [Name]
    let occupations: [[UInt8]]
    let careLevels: [[UInt8]]
    let diseases: [[UInt8]]
    let wideSpace: [UInt8]
    let narrowSpace: [UInt8] = [0x20]

    /// Every town, or 丁目 of a town, up to where the number of the block follows.
    private let places: [(text: [UInt8], divided: Bool)]
    private let wideDigits: [[UInt8]]
    private let block: [UInt8]
    private let house: [UInt8]
    private let lot: [UInt8]
    private let room: [UInt8]
    private let buildings: [[UInt8]]
    private let eras: [[UInt8]]
    private let firstYear: [UInt8]
    private let year: [UInt8]
    private let month: [UInt8]
    private let day: [UInt8]

    init(_ municipality: SyntheticMunicipality) throws(UnencodableScalar) {
        surnames = try Self.encoded(SyntheticNames.surnames)
        maleNames = try Self.encoded(SyntheticNames.maleNames)
        femaleNames = try Self.encoded(SyntheticNames.femaleNames)
        occupations = try Self.encoded(SyntheticAttributes.occupations)
        careLevels = try Self.encoded(SyntheticAttributes.careLevels)
        diseases = try Self.encoded(SyntheticAttributes.diseases)
        wideSpace = try CP932.encode("　")
        let digits = ["０", "１", "２", "３", "４", "５", "６", "７", "８", "９"]
        wideDigits = try Self.encoded(digits)
        var places: [(text: [UInt8], divided: Bool)] = []
        for (town, blocks) in municipality.towns {
            if blocks == 0 { places.append((try CP932.encode(municipality.name + town), false)) }
            for number in 0..<blocks {
                places.append((try CP932.encode("\(municipality.name)\(town)\(digits[number + 1])丁目"), true))
            }
        }
        self.places = places
        block = try CP932.encode("番")
        house = try CP932.encode("号")
        lot = try CP932.encode("番地")
        room = try CP932.encode("号室")
        buildings = try Self.encoded(["　みどり荘", "　コーポあおば", "　ハイツけやき", "　メゾン武蔵野", "　第２ひばり荘"])
        eras = try Self.encoded(Era.allCases.map(\.name))
        firstYear = try CP932.encode("元")
        year = try CP932.encode("年")
        month = try CP932.encode("月")
        day = try CP932.encode("日")
    }

    private static func encoded(_ texts: [String]) throws(UnencodableScalar) -> [[UInt8]] {
        var all: [[UInt8]] = []
        for text in texts { all.append(try CP932.encode(text)) }
        return all
    }

    private static func encoded(
        _ names: [(written: String, reading: String)]
    ) throws(UnencodableScalar) -> [Name] {
        var all: [Name] = []
        for (written, reading) in names {
            let narrow = SyntheticNames.halfWidth(reading)
            all.append((try CP932.encode(written), try CP932.encode(reading), try CP932.encode(narrow)))
        }
        return all
    }

    /// A given name of the fashion of the person's years: the lists run from the oldest names to the newest.
    func givenName(age: Int, sex: SyntheticSex, random: inout SeededRandom) -> Name {
        let names = sex == .male ? maleNames : femaleNames
        let middle = names.count * (100 - min(age, 100)) / 100
        return names[min(max(middle - 8 + random.below(17), 0), names.count - 1)]
    }

    /// An address; people living alone often have a room in a building (方書).
    func address(alone: Bool, random: inout SeededRandom) -> [UInt8] {
        // The lower of two draws, so that some towns are larger than others.
        let place = places[min(random.below(places.count), random.below(places.count))]
        var address = place.text
        if place.divided {
            address += wide(random.within(1...28))
            address += block
            address += wide(random.within(1...40))
            address += house
        } else {
            address += wide(random.within(1...980))
            address += lot
        }
        if random.chance(alone ? 0.55 : 0.15) {
            address += random.element(of: buildings)
            address += wide(random.within(1...4) * 100 + random.within(1...8))
            address += room
        }
        return address
    }

    private func wide(_ number: Int) -> [UInt8] {
        String(number).utf8.flatMap { wideDigits[Int($0 - UInt8(ascii: "0"))] }
    }

    /// A date by era, such as 昭和45年3月2日 or 平成元年5月1日.
    func date(_ date: CivilDate) -> [UInt8] {
        guard let (era, eraYear) = Era.containing(date) else { return Array(date.description.utf8) }
        var text = eras[era.rawValue - 1]
        if eraYear == 1 { text += firstYear } else { text += String(eraYear).utf8 }
        text += year
        text += String(date.month).utf8
        text += month
        text += String(date.day).utf8
        text += day
        return text
    }
}

/// Puts comma-separated rows together from fields that are already encoded.
struct RowWriter {
    private(set) var bytes: [UInt8] = []
    private var atRowStart = true

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func field(_ parts: [UInt8]...) {
        if !atRowStart { bytes.append(UInt8(ascii: ",")) }
        atRowStart = false
        for part in parts { bytes.append(contentsOf: part) }
    }

    /// Forgets what was written; the next field begins a row.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        atRowStart = true
    }

    mutating func field(number: Int) { field(Array(String(number).utf8)) }

    mutating func endRow() {
        bytes.append(0x0D)
        bytes.append(0x0A)
        atRowStart = true
    }
}
