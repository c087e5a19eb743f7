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

        // Numbers that are all different without a table: an injective walk through the ten-digit numbers.
        let personOffset = random.below(Self.tenDigitNumbers)
        let householdOffset = random.below(Self.tenDigitNumbers)
        var row = 0
        var householdIndex = 0
        while row < residents {
            let household = SyntheticHousehold(limit: residents - row, random: &random)
            let surname = random.below(vocabulary.surnames.count)
            let address = vocabulary.address(alone: household.members.count == 1, random: &random)
            let householdNumber = Self.tenDigitNumber(householdIndex, offset: householdOffset)
            for member in household.members {
                file.field(number: Self.tenDigitNumber(row, offset: personOffset))
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

    private static let tenDigitNumbers = 9_000_000_000

    /// The `index`-th of the ten-digit numbers in a scattered order: the step is a prime that does not divide their
    /// count, so that no number comes twice.
    private static func tenDigitNumber(_ index: Int, offset: Int) -> Int {
        1_000_000_000 + (offset + index * 2_654_435_761) % tenDigitNumbers
    }

    /// A birthday on which a person is `age` years old on ``day``.
    private static func birthday(age: Int, random: inout SeededRandom) -> CivilDate {
        let first = day.plus(years: -age - 1).plus(days: 1)
        let last = day.plus(years: -age)
        return first.plus(days: random.below(last.days(since: first) + 1))
    }
}
