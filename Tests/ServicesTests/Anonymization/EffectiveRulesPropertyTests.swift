import Anonymization
import Messages
import Primitives
import Testing
import TestSupport

/// SplitMix64 (Steele, Lea, Flood 2014).
struct RuleGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct EffectiveRulesPropertyTests {
    static let roles = [
        "direct-identifier", "identification-code", "linking-code", "quasi-identifier", "sensitive", "insensitive",
        "drop",
    ]

    /// Any register, contract, decision, file and recipe; mostly ones that fit together.
    private func random(_ generator: inout RuleGenerator) -> SourceFixture {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
        var fixture = SourceFixture()
        let names = (0..<Int.random(in: 1...6, using: &generator)).map { "項目\($0)" }
        fixture.classes = names.map { ($0, ItemClass.allCases.randomElement(using: &generator) ?? .other) }
        fixture.contracted = names.filter { _ in chance(85) }
        fixture.decision = names.filter { _ in chance(95) }.map { name in
            let answer: ItemDecision.Answer = chance(75) ? .provide : chance(50) ? .generalize : .refuse
            return ItemDecision(
                item: name, answer: answer, minimumLevel: chance(50) ? Int.random(in: 1...3, using: &generator) : nil)
        }
        let refused = refusedByAnybody(fixture)
        fixture.header = names.filter { refused.contains($0) ? chance(4) : chance(99) }
        fixture.columns = []
        for (name, itemClass) in fixture.classes where chance(98) {
            let fitting: [ItemClass: String] = [
                .directIdentifier: "direct-identifier", .identificationCode: "identification-code",
                .linkingCode: "linking-code", .quasiIdentifier: "quasi-identifier",
            ]
            let role =
                chance(90) ? fitting[itemClass] ?? "sensitive" : Self.roles.randomElement(using: &generator) ?? "drop"
            let top = Int.random(in: 1...4, using: &generator)
            fixture.set(
                name, role, pseudonymized: role == "linking-code" && chance(50),
                levels: role == "quasi-identifier" && chance(90) ? 0...top : nil)
        }
        fixture.municipalK = chance(30) ? Int.random(in: 1...20, using: &generator) : nil
        fixture.contractK = chance(30) ? Int.random(in: 1...20, using: &generator) : nil
        fixture.proposedK = chance(30) ? Int.random(in: 1...20, using: &generator) : nil
        fixture.recipeK = Int.random(in: 1...20, using: &generator)
        fixture.rows = chance(95) ? 3000 : Int.random(in: 1...20, using: &generator)
        return fixture
    }

    /// What any party withheld, by the plain words of contract and decision.
    private func refusedByAnybody(_ fixture: SourceFixture) -> Set<String> {
        var refused: Set<String> = []
        for (name, _) in fixture.classes {
            if !fixture.contracted.contains(name) { refused.insert(name) }
            let answers = fixture.decision.filter { $0.item == name }
            if answers.isEmpty || answers.contains(where: { $0.answer == .refuse }) { refused.insert(name) }
        }
        return refused
    }

    @Test(arguments: [UInt64(20_261_121), 7, 4_711])
    func `no composition lets through a column that any party refused`(seed: UInt64) throws {
        var generator = RuleGenerator(state: seed)
        var composed = 0
        var conflicting = 0
        for round in 0..<2000 {
            let fixture = random(&generator)
            let rules: EffectiveRules
            do {
                rules = try fixture.composed()
            } catch is RuleConflicts {
                conflicting += 1
                continue
            }
            composed += 1
            let place = "seed \(seed), round \(round)"
            let refused = refusedByAnybody(fixture)
            let leaving = fixture.columns.filter {
                !rules.absent.contains($0.name)
                    && (["quasi-identifier", "sensitive", "insensitive"].contains($0.role) || $0.pseudonymized)
            }.map(\.name)
            #expect(Set(leaving).isDisjoint(with: refused), "\(place)")
            #expect(Set(fixture.header).isDisjoint(with: refused), "\(place)")
            #expect(Set(leaving).isSubset(of: fixture.header), "\(place)")
            for (name, itemClass) in fixture.classes where leaving.contains(name) {
                #expect(itemClass != .directIdentifier && itemClass != .identificationCode, "\(place)")
            }
            let wanted = [3, fixture.municipalK, fixture.contractK, fixture.proposedK, fixture.recipeK]
            #expect(rules.k == wanted.compactMap(\.self).max(), "\(place)")
            for item in fixture.decision where item.answer == .generalize && leaving.contains(item.item) {
                #expect((rules.minimumLevels[item.item] ?? 0) >= (item.minimumLevel ?? 1), "\(place)")
            }
        }
        // Neither outcome is rare, so the claims above are about something.
        #expect(composed > 200 && conflicting > 200, "seed \(seed): \(composed) composed, \(conflicting) conflicting")
    }
}
