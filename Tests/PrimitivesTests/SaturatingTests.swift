import Primitives
import Testing

/// Numbers come from people: too large a one is held at the end of its range and never ends the process.
@Suite struct SaturatingTests {
    @Test(arguments: [Int.max, Int.min, Int.max - 1, 1 << 62])
    func `dates and instants stay within their range`(number: Int) throws {
        let day = try CivilDate(iso: "2026-04-01")
        let later = [day.plus(days: number), day.plus(months: number), day.plus(years: number)]
        let end = try CivilDate(iso: number > 0 ? "9999-12-31" : "0001-01-01")
        #expect(later.allSatisfy { $0 == end })
        let instant = Instant(startOf: day)
        let moved = [
            instant.adding(days: number), instant.adding(seconds: number),
            instant.adding(milliseconds: Int64(number)),
        ]
        #expect(moved.allSatisfy { number > 0 ? $0 > instant : $0 < instant })
        #expect(moved.allSatisfy { !$0.description.isEmpty && !$0.japaneseText.isEmpty })
    }

    @Test func `sums and products are right inside the range and held at its ends`() {
        #expect(Int8(100).saturatingAdding(27) == 127 && Int8(100).saturatingAdding(28) == 127)
        #expect(Int8(-100).saturatingAdding(-100) == -128 && Int8(-100).saturatingAdding(100) == 0)
        for left in Int8.min...Int8.max {
            for right in [Int8.min, -7, -1, 0, 1, 7, Int8.max] {
                let sum = max(-128, min(127, Int(left) + Int(right)))
                let product = max(-128, min(127, Int(left) * Int(right)))
                #expect(Int(left.saturatingAdding(right)) == sum)
                #expect(Int(left.saturatingMultiplied(by: right)) == product)
            }
        }
        #expect(Yen(.max) + Yen(1) == Yen(.max) && 3 * Yen(.max) == Yen(.max))
    }
}
