import Primitives

extension SyntheticExport {
    /// Writes header and rows, a block at a time.
    /// - Parameter block: takes the next bytes of the file; what it throws ends the writing.
    public func write(_ block: ([UInt8]) throws -> Void) throws {
        var random = SeededRandom(seed: seed ^ municipality.code.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
        let words = try SyntheticVocabulary(municipality)
        let fixed = try FixedWords(municipality)
        var file = RowWriter(capacity: Self.blockRows * 320)
        for column in Self.columns { file.field(try CP932.encode(column)) }
        if hasIndividualNumbers { file.field(try CP932.encode(Self.individualNumberColumn)) }
        file.endRow()
        let numbers = ScatteredNumbers(random: &random)
        let households = ScatteredNumbers(random: &random)
        var row = 0
        var household = 0
        var inBlock = 0
        while row < residents {
            let members = SyntheticHousehold(limit: residents - row, random: &random).members
            let shared = Shared(
                household: households[household], size: members.count, surname: random.below(words.surnames.count),
                address: words.address(alone: members.count == 1, random: &random),
                town: random.below(fixed.townCodes.count),
                moved: SyntheticRegister.day.plus(days: -random.below(12_000)))
            for (place, member) in members.enumerated() {
                append(
                    member, place, number: numbers[row], shared, words, fixed, to: &file, random: &random)
                row += 1
                inBlock += 1
            }
            household += 1
            if inBlock >= Self.blockRows {
                try block(file.bytes)
                file.removeAll()
                inBlock = 0
            }
        }
        if !file.bytes.isEmpty { try block(file.bytes) }
    }

    /// What the members of a household share.
    private struct Shared {
        let household: Int
        let size: Int
        let surname: Int
        let address: [UInt8]
        let town: Int
        let moved: CivilDate
    }

    // One row is one list of thirty fields in their order; cut into parts it would be harder to compare with the header.
    private func append(
        _ member: SyntheticHousehold.Member, _ place: Int, number: Int, _ shared: Shared, _ words: SyntheticVocabulary,
        _ fixed: FixedWords, to file: inout RowWriter, random: inout SeededRandom
    ) {
        let age = member.age
        let surname = words.surnames[shared.surname]
        let given = words.givenName(age: age, sex: member.sex, random: &random)
        let birthday = SyntheticRegister.birthday(age: age, random: &random)
        let came = max(birthday, shared.moved)
        let occupation = SyntheticAttributes.occupation(age: age, sex: member.sex, random: &random)
        file.field(number: number)
        file.field(number: 1 + random.below(4))
        file.field(number: 0)
        file.field(number: 1)
        file.field(number: shared.household)
        file.field(number: place + 1)
        file.field(fixed.one)
        file.field(fixed.one)
        file.field(surname.written, words.wideSpace, given.written)
        file.field(surname.reading, words.wideSpace, given.reading)
        file.field(words.date(birthday))
        file.field(number: 0)
        file.field(place == 0 ? fixed.head : fixed.relations[random.below(fixed.relations.count)])
        file.field(number: member.sex.rawValue)
        file.field(fixed.code)
        file.field(fixed.townCodes[shared.town])
        file.field(fixed.prefecture)
        file.field(fixed.name)
        file.field(shared.address)
        file.field(fixed.postalCodes[shared.town])
        file.field(words.date(came))
        file.field(words.date(came))
        file.field(came == birthday ? fixed.birth : fixed.movedIn)
        file.field(words.date(came))
        file.field(words.date(came))
        file.field(fixed.japan)
        file.field(number: shared.size)
        file.field(words.occupations[occupation])
        file.field(number: SyntheticAttributes.income(age: age, occupation: occupation, random: &random))
        file.field(words.careLevels[SyntheticAttributes.careLevel(age: age, random: &random)])
        if hasIndividualNumbers { file.field(Self.individualNumber(random: &random)) }
        file.endRow()
    }

    /// Twelve digits with a valid check digit, which belong to nobody.
    static func individualNumber(random: inout SeededRandom) -> [UInt8] {
        let digits = (0..<11).map { _ in UInt8(random.below(10)) }
        let check = (UInt8(0)...9).first { IndividualNumber.isValid(digits + [$0]) } ?? 0
        return (digits + [check]).map { $0 + UInt8(ascii: "0") }
    }

    /// Texts that every row has, in CP932.
    private struct FixedWords {
        let one = Array("1".utf8)
        let head = Array("02".utf8)
        let relations = ["11", "12", "20", "20", "20", "99"].map { Array($0.utf8) }
        let birth = Array("12".utf8)
        let movedIn = Array("11".utf8)
        let japan = Array("392".utf8)
        let townCodes: [[UInt8]]
        let postalCodes: [[UInt8]]
        let code: [UInt8]
        let prefecture: [UInt8]
        let name: [UInt8]

        init(_ municipality: SyntheticMunicipality) throws(UnencodableScalar) {
            code = Array(municipality.code.utf8)
            prefecture = try CP932.encode(String(municipality.name.prefix(3)))
            name = try CP932.encode(String(municipality.name.dropFirst(3)))
            townCodes = (1...municipality.towns.count).map { Array(String(($0 + 10_000) * 1000 + 1).dropFirst().utf8) }
            postalCodes = (1...municipality.towns.count).map { Array("188-\(String($0 + 10_000).dropFirst())".utf8) }
        }
    }
}

/// Ten-digit numbers that are all different, in a scattered order, without a table: the step is a prime that does not
/// divide their count.
struct ScatteredNumbers {
    private static let count = 9_000_000_000
    private let offset: Int

    init(random: inout SeededRandom) { offset = random.below(Self.count) }

    subscript(index: Int) -> Int { 1_000_000_000 + (offset + index * 2_654_435_761) % Self.count }
}
