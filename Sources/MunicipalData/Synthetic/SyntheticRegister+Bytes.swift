import Primitives

extension SyntheticRegister {
    /// The whole file.
    ///
    /// - Throws: ``UnencodableScalar`` when a marker has a character that CP932 lacks.
    public func bytes() throws(UnencodableScalar) -> [UInt8] {
        var random = SeededRandom(seed: seed ^ municipality.code.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
        let vocabulary = try SyntheticVocabulary(municipality)
        var file = RowWriter(capacity: residents * 190)
        for column in Self.columns { file.field(try CP932.encode(column)) }
        file.endRow()

        var planted: [Int: [UInt8]] = [:]
        for (row, marker) in markers {
            planted[row] = try CP932.encode(String(decoding: DelimitedWriter().field(marker), as: UTF8.self))
        }

        let persons = ScatteredNumbers(random: &random)
        let households = ScatteredNumbers(random: &random)
        var row = 0
        var householdIndex = 0
        while row < residents {
            let household = SyntheticHousehold(limit: residents - row, random: &random)
            let surname = random.below(vocabulary.surnames.count)
            let address = vocabulary.address(alone: household.members.count == 1, random: &random)
            let householdNumber = households[householdIndex]
            for member in household.members {
                file.field(number: persons[row])
                file.field(number: householdNumber)
                let given = vocabulary.givenName(age: member.age, sex: member.sex, random: &random)
                if let marker = planted[row] {
                    file.field(marker)
                } else {
                    file.field(vocabulary.surnames[surname].written, vocabulary.wideSpace, given.written)
                }
                if random.chance(0.3) {
                    file.field(vocabulary.surnames[surname].narrow, vocabulary.narrowSpace, given.narrow)
                } else {
                    file.field(vocabulary.surnames[surname].reading, vocabulary.wideSpace, given.reading)
                }
                let age = member.age
                file.field(vocabulary.date(Self.birthday(age: age, random: &random)))
                file.field(number: member.sex.rawValue)
                file.field(address)
                file.field(number: household.members.count)
                let occupation = SyntheticAttributes.occupation(age: age, sex: member.sex, random: &random)
                file.field(vocabulary.occupations[occupation])
                file.field(number: SyntheticAttributes.income(age: age, occupation: occupation, random: &random))
                file.field(vocabulary.careLevels[SyntheticAttributes.careLevel(age: age, random: &random)])
                file.field(vocabulary.diseases[SyntheticAttributes.disease(age: age, random: &random)])
                file.endRow()
                row += 1
            }
            householdIndex += 1
        }
        return file.bytes
    }

    /// A birthday on which a person is `age` years old on ``day``.
    static func birthday(age: Int, random: inout SeededRandom) -> CivilDate {
        let first = day.plus(years: -age - 1).plus(days: 1)
        let last = day.plus(years: -age)
        return first.plus(days: random.below(last.days(since: first) + 1))
    }
}
