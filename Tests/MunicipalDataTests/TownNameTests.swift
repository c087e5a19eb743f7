import Foundation
import MunicipalData
import Primitives
import Testing

/// The real towns of Tokyo, from the shared data.
enum TokyoTowns {
    struct Town: Sendable {
        let municipality: String
        /// The official name; blank for a municipality without towns.
        let name: String
    }

    /// Every town, or nothing where the data is not at hand.
    static let all: [Town] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["OBORO_SHARED_DATA"].map { URL(filePath: $0) }
        let url = (shared ?? root.appending(path: "../shared/data")).appending(path: "towns-tokyo.csv")
        guard let data = try? Data(contentsOf: url),
            let table = try? DelimitedTable(reading: Array(data), as: DelimitedFormat())
        else {
            print("skipped: the town names of Tokyo are not at hand")
            return []
        }
        return table.rows.map {
            Town(municipality: $0[0], name: $0[1].replacing("（大字なし）", with: ""))
        }
    }()
}

@Suite struct TownNameTests {
    /// The ways in which one address of a town is written.
    private static func writings(_ town: String) -> [String] {
        let marker = ["丁目地先", "丁目"].first(where: town.hasSuffix)
        guard let marker else {
            return ["12番3号", "１２番地３", "12-3", "１２ー３", "12番地の3", "十二番地三", " 12番3号 コーポ101", ""].map { town + $0 }
        }
        let numeral = String(town.dropLast(marker.count).reversed().prefix { "一二三四五六七八九十".contains($0) }.reversed())
        let name = String(town.dropLast(marker.count + numeral.count))
        // An independent reading of the numerals, which in these towns go up to 99.
        let digits = "〇一二三四五六七八九"
        let parts = numeral.split(separator: "十", omittingEmptySubsequences: false)
        func digit(_ text: Substring, _ blank: Int) -> Int {
            text.first.flatMap { digits.firstIndex(of: $0) }.map { digits.distance(from: digits.startIndex, to: $0) }
                ?? blank
        }
        let number = parts.count == 2 ? digit(parts[0], 1) * 10 + digit(parts[1], 0) : digit(parts[0], 0)
        let wide = String(String(number).map { Character(UnicodeScalar(UInt32($0.asciiValue ?? 0) + 0xFEE0) ?? " ") })
        var texts = [
            town, town + "１２番３号", "\(name)\(number)\(marker)12番3号", "\(name)\(wide)\(marker)１２－３",
            "\(name)　\(number)\(marker) 12-3 コーポ101",
        ]
        if marker == "丁目" {
            texts += [
                "\(name)\(number)-12-3", "\(name)\(wide)－１２－３", "\(name)\(wide)ー１２ー３", "\(name)\(number)の12の3",
                "\(name)\(number)-12番3号", "\(name)\(number)丁目十二番三号",
            ]
        }
        return texts
    }

    @Test func `every town of Tokyo comes back from every way of writing it`() {
        guard !TokyoTowns.all.isEmpty else { return }
        var wrong: [String] = []
        var count = 0
        for town in TokyoTowns.all {
            for text in Self.writings(town.name) {
                count += 1
                let address = JapaneseAddress(reading: "東京都" + town.municipality + text)
                let found = address.town + address.chome + address.section
                if address.municipality != town.municipality || found != town.name {
                    wrong.append("\(town.municipality)|\(text) -> \(address.municipality)|\(found)")
                }
            }
        }
        print("towns: \(TokyoTowns.all.count), ways of writing: \(count), come back: \(count - wrong.count)")
        for failure in wrong { print("  \(failure)") }
        #expect(TokyoTowns.all.count == 5405)
        #expect(wrong.isEmpty)
    }

    @Test func `labels chain, and a label reads as itself`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed of random addresses: \(seed)")
        var random = SeededChoice(state: seed)
        let parts = [
            "東京都", "北海道", "西東京市", "京都市中京区", "札幌市北区", "堺市北区", "南町", "大字田無", "字西原", "北1条西", "南郷通", "寺町通御池上る",
            "四条通烏丸東入", "５丁目", "五丁目", "三丁", "十二番地", "6番13号", "６－１３", "5-6-13", "1-2", "12", "-", "の", "コーポ101", "　",
            "番外地",
            "第23地割", "東1線北18号", "北", "甲", "イ部", "三番町", "3番町", "郡", "町", "村", "市", "地先", "（大字なし）", "目", "百", "第", "壱丁目",
        ]
        var coarser: [[String: String]] = Array(repeating: [:], count: JapaneseAddress.levelCount - 1)
        for _ in 0..<40_000 {
            let text = (0...random.below(6)).map { _ in parts[random.below(parts.count)] }.joined()
            let labels = JapaneseAddress(reading: text).labels
            for level in 0..<(labels.count - 1) {
                let earlier = coarser[level].updateValue(labels[level + 1], forKey: labels[level])
                #expect(earlier ?? labels[level + 1] == labels[level + 1], "\(text), level \(level)")
            }
            #expect(JapaneseAddress(reading: labels[0]).labels == labels || labels[0] == "不詳", "\(text)")
        }
    }
}

/// A small generator with a seed (SplitMix64).
struct SeededChoice {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
