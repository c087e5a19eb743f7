import MunicipalData
import Primitives
import Testing

@Suite struct JoinedAreaTests {
    private static func labels(
        _ rows: [String], persons: [Int], floor: Int
    ) throws -> [[String]] {
        let table = try AreaFixture.table(rows)
        let texts = table.areas.map { "東京都朧市" + $0.name + "9番9号" }
        return AddressHierarchy(texts, persons: persons, table: table, floor: floor).rows
            .map { $0[1...3].map { String($0.dropFirst("東京都朧市".count)) } }
    }

    private static func towns(_ names: String...) -> [String] { AreaFixture.rows(names.map { ($0, "") }) }

    @Test func `a small 丁目 joins the smaller 丁目 beside it`() throws {
        let labels = try Self.labels(
            Self.towns("南町一丁目", "南町二丁目", "南町三丁目", "北町"), persons: [80, 10, 60, 70], floor: 50)
        #expect(labels.map { $0[0] } == ["南町一丁目", "南町二丁目・三丁目", "南町二丁目・三丁目", "北町"])
        #expect(labels.map { $0[1] } == ["南町", "南町", "南町", "北町"])
    }

    @Test func `of equal neighbours the earlier one is joined`() throws {
        let labels = try Self.labels(
            Self.towns("南町一丁目", "南町二丁目", "南町三丁目"), persons: [60, 10, 60], floor: 50)
        #expect(labels.map { $0[0] } == ["南町一丁目・二丁目", "南町一丁目・二丁目", "南町三丁目"])
    }

    @Test func `a town that is small as a whole joins the town beside it, and its 丁目 with it`() throws {
        let labels = try Self.labels(
            Self.towns("南町一丁目", "南町二丁目", "東町", "北町一丁目", "北町二丁目"), persons: [10, 15, 30, 100, 100], floor: 50)
        #expect(labels.map { $0[1] } == ["南町・東町", "南町・東町", "南町・東町", "北町", "北町"])
        #expect(
            labels.map { $0[0] } == [
                "南町一丁目・二丁目・東町", "南町一丁目・二丁目・東町", "南町一丁目・二丁目・東町", "北町一丁目", "北町二丁目",
            ])
    }

    @Test func `the neighbour that the table names comes first`() throws {
        let rows = ["東京都,,朧市,南町,,北町", "東京都,,朧市,東町,,", "東京都,,朧市,西町,,", "東京都,,朧市,北町,,"]
        let labels = try Self.labels(rows, persons: [5, 60, 60, 60], floor: 50)
        #expect(labels.map { $0[0] } == ["南町・北町", "東町", "西町", "南町・北町"])
    }

    @Test func `a small district joins the one beside it`() throws {
        let rows = AreaFixture.rows([("南町", "A小"), ("東町", "B小"), ("北町", "C小")])
        let labels = try Self.labels(rows, persons: [10, 60, 90], floor: 50)
        #expect(labels.map { $0[2] } == ["A小・B小", "A小・B小", "C小"])
        #expect(labels.map { $0[0] } == ["南町・東町", "南町・東町", "北町"])
    }

    @Test func `a long list of members is cut, and says how many more there are`() throws {
        let rows = Self.towns("一番町", "二番町", "三番町", "四番町", "五番町")
        let labels = try Self.labels(rows, persons: [1, 1, 1, 1, 1], floor: 50)
        #expect(Set(labels.map { $0[0] }) == ["一番町・二番町・三番町ほか2町"])
    }

    @Test func `every joined area has enough persons, lies in one coarser area, and loses nobody`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed of random areas: \(seed)")
        var random = SeededChoice(state: seed)
        for _ in 0..<300 {
            var towns: [(name: String, district: String)] = []
            for town in 0...random.below(8) {
                let name = "\(["東", "西", "南", "北", "中", "新", "本", "緑", "泉"][town])町"
                let blocks = random.below(5)
                let districts = random.below(2)
                if blocks == 0 { towns.append((name, "A小")) }
                for block in 0..<blocks {
                    towns.append(
                        (name + ["一", "二", "三", "四"][block] + "丁目", block < 2 || districts == 0 ? "A小" : "B小"))
                }
            }
            let table = try AreaFixture.table(AreaFixture.rows(towns))
            let persons = towns.map { _ in random.below(5) == 0 ? 0 : random.below(120) }
            let floor = 1 + random.below(100)
            let texts = table.areas.map { "朧市" + $0.name + "1番1号" }
            let rows = AddressHierarchy(texts, persons: persons, table: table, floor: floor).rows
            let total = persons.reduce(0, +)
            #expect(rows == AddressHierarchy(texts, persons: persons, table: table, floor: floor).rows)
            for level in 1...3 {
                var sizes: [String: Int] = [:]
                var coarser: [String: String] = [:]
                for (row, count) in zip(rows, persons) {
                    sizes[row[level], default: 0] += count
                    #expect(coarser.updateValue(row[level + 1], forKey: row[level]) ?? row[level + 1] == row[level + 1])
                }
                #expect(sizes.values.reduce(0, +) == total)
                #expect(total < floor ? sizes.count == 1 : sizes.values.allSatisfy { $0 >= floor })
            }
        }
    }
}
