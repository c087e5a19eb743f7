import Foundation
import MunicipalData
import Primitives
import Testing

@Suite struct JapaneseAddressTests {
    @Test(arguments: [
        ("東京都西東京市南町五丁目6番13号", ["東京都", "西東京市", "南町", "五丁目", "6番13号"]),
        ("東京都西東京市南町５丁目６－１３", ["東京都", "西東京市", "南町", "五丁目", "6-13"]),
        ("東京都西東京市南町５－６－１３　コーポ１０１", ["東京都", "西東京市", "南町", "五丁目", "6-13コーポ101"]),
        ("西東京市南町5-6-13", ["", "西東京市", "南町", "五丁目", "6-13"]),
        ("東京都西東京市大字田無123番地4", ["東京都", "西東京市", "大字田無", "", "123番地4"]),
        ("東京都八王子市元本郷町三丁目２４番１号", ["東京都", "八王子市", "元本郷町", "三丁目", "24番1号"]),
        ("東京都千代田区三番町6-14", ["東京都", "千代田区", "三番町", "", "6-14"]),
        ("東京都西多摩郡瑞穂町大字箱根ケ崎2335", ["東京都", "西多摩郡瑞穂町", "大字箱根ケ崎", "", "2335"]),
        ("東京都青ヶ島村無番地", ["東京都", "青ヶ島村", "無番地", "", ""]),
        ("神奈川県横浜市中区本町6丁目50-10", ["神奈川県", "横浜市中区", "本町", "六丁目", "50-10"]),
        ("三重県四日市市諏訪町1-5", ["三重県", "四日市市", "諏訪町", "", "1-5"]),
        ("福島県郡山市朝日一丁目23-7", ["福島県", "郡山市", "朝日", "一丁目", "23-7"]),
        ("群馬県佐波郡玉村町大字下新田201", ["群馬県", "佐波郡玉村町", "大字下新田", "", "201"]),
        ("佐賀県杵島郡大町町大字大町5017", ["佐賀県", "杵島郡大町町", "大字大町", "", "5017"]),
        ("千葉県市川市八幡一丁目1番1号", ["千葉県", "市川市", "八幡", "一丁目", "1番1号"]),
        ("東京都町田市森野二丁目2番22号", ["東京都", "町田市", "森野", "二丁目", "2番22号"]),
        ("東京都東村山市本町一丁目2番地3", ["東京都", "東村山市", "本町", "一丁目", "2番地3"]),
        ("北海道札幌市中央区北一条西二丁目", ["北海道", "札幌市中央区", "北一条西", "二丁目", ""]),
        ("東京都西東京市南町二十一丁目5番六号", ["東京都", "西東京市", "南町", "二十一丁目", "5番六号"]),
        ("東京都西東京市南町五番六号", ["東京都", "西東京市", "南町", "", "五番六号"]),
        ("", ["", "", "", "", ""]), ("不明", ["", "", "不明", "", ""]),
    ])
    func `takes an address apart`(text: String, parts: [String]) {
        let address = JapaneseAddress(reading: text)
        #expect([address.prefecture, address.municipality, address.town, address.chome, address.rest] == parts)
    }

    @Test func `gives labels from fine to coarse`() {
        let labels = JapaneseAddress(reading: "東京都西東京市南町五丁目6番13号").labels
        #expect(
            labels == [
                "東京都西東京市南町五丁目6番13号", "東京都西東京市南町五丁目", "東京都西東京市南町", "東京都西東京市", "東京都", "*",
            ])
        #expect(JapaneseAddress(reading: "").labels == ["不詳", "不詳", "不詳", "不詳", "不詳", "*"])
        #expect(labels.count == JapaneseAddress.levelCount)
    }

    @Test func `makes one label of all ways of writing one 丁目`() {
        let texts = ["南町五丁目6番13号", "南町５丁目６番１３号", "南町5-6-13", "南町　５－６－１３"]
        let labels = texts.map { JapaneseAddress(reading: "東京都西東京市" + $0).labels[1] }
        #expect(Set(labels) == ["東京都西東京市南町五丁目"])
    }

    @Test func `recognizes every town of Tokyo`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shared = ProcessInfo.processInfo.environment["OBORO_SHARED_DATA"].map { URL(filePath: $0) }
        let url = (shared ?? root.appending(path: "../shared/data")).appending(path: "towns-tokyo.csv")
        guard let data = try? Data(contentsOf: url) else {
            print("skipped: the town names of Tokyo are not at hand")
            return
        }
        let table = try DelimitedTable(reading: Array(data), as: DelimitedFormat())
        let municipality = table.columns[0]
        let town = table.columns[1]
        var wrong: [String] = []
        for row in 0..<table.rowCount {
            let city = municipality.values[Int(municipality.codes[row])]
            let name = town.values[Int(town.codes[row])]
            let address = JapaneseAddress(reading: "東京都" + city + name + "１２番３号")
            let isRight =
                address.municipality == city && address.town + address.chome == name && address.rest == "12番3号"
            // Not names of towns: remarks of the source (大字なし) and places at the water's edge (地先).
            if !isRight, !name.contains("（"), !name.hasSuffix("地先") { wrong.append(city + name) }
        }
        #expect(table.rowCount == 5405)
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20))")
    }
}
