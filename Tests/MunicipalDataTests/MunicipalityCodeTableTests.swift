import MunicipalData
import Primitives
import Testing

/// The codes of all prefectures and of the municipalities of Tokyo, as the list of 全国地方公共団体コード has them.
@Suite struct MunicipalityCodeTableTests {
    static let prefectures =
        """
        010006 020001 030007 040002 050008 060003 070009 080004 090000 100005 110001 120006 130001 140007 150002 160008
        170003 180009 190004 200000 210005 220001 230006 240001 250007 260002 270008 280003 290009 300004 310000 320005
        330001 340006 350001 360007 370002 380008 390003 400009 410004 420000 430005 440001 450006 460001 470007
        """
    static let tokyo =
        """
        131016 千代田区 131024 中央区 131032 港区 131041 新宿区 131059 文京区 131067 台東区 131075 墨田区 131083 江東区
        131091 品川区 131105 目黒区 131113 大田区 131121 世田谷区 131130 渋谷区 131148 中野区 131156 杉並区 131164 豊島区
        131172 北区 131181 荒川区 131199 板橋区 131202 練馬区 131211 足立区 131229 葛飾区 131237 江戸川区 132012 八王子市
        132021 立川市 132039 武蔵野市 132047 三鷹市 132055 青梅市 132063 府中市 132071 昭島市 132080 調布市 132098 町田市
        132101 小金井市 132110 小平市 132128 日野市 132136 東村山市 132144 国分寺市 132152 国立市 132187 福生市 132195 狛江市
        132209 東大和市 132217 清瀬市 132225 東久留米市 132233 武蔵村山市 132241 多摩市 132250 稲城市 132276 羽村市
        132284 あきる野市 132292 西東京市 133035 瑞穂町 133051 日の出町 133078 檜原村 133086 奥多摩町 133612 大島町 133621 利島村
        133639 新島村 133647 神津島村 133817 三宅村 133825 御蔵島村 134015 八丈町 134023 青ヶ島村 134210 小笠原村
        """

    @Test func `accepts the codes of all prefectures`() throws {
        let codes = Self.prefectures.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(codes.count == 47)
        for (index, text) in codes.enumerated() {
            let code = try MunicipalityCode(text)
            #expect(code.isPrefecture)
            #expect(code.prefecture == index + 1)
            #expect(CheckedCodeKind.municipalityCode.problem(in: text) == nil)
        }
    }

    @Test func `accepts the codes of all municipalities of Tokyo and no other digit`() {
        let words = Self.tokyo.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(words.count == 2 * 62)
        for text in stride(from: 0, to: words.count, by: 2).map({ words[$0] }) {
            let right = (0...9).filter { digit in
                CheckedCodeKind.municipalityCode.problem(in: "\(text.prefix(5))\(digit)") == nil
            }
            #expect(right.map(String.init) == [String(text.suffix(1))])
            #expect(throws: Never.self) { try MunicipalityCode(text) }
        }
    }

    /// The data at hand has names and no codes, so that only the list's completeness can be checked with it.
    @Test func `the list has every municipality of the data at hand`() throws {
        guard let bytes = SharedData.bytes("towns-tokyo.csv") else { return }
        let table = try DelimitedTable(reading: bytes, as: DelimitedFormat())
        let names = Set(Self.tokyo.split(whereSeparator: \.isWhitespace).map(String.init))
        let column = try #require(table.column(named: "municipality"))
        let missing = column.values.filter { name in
            // Districts and counties stand before the names of towns and villages.
            !names.contains(name) && !names.contains { name.hasSuffix($0) && $0.count > 2 }
        }
        #expect(missing.isEmpty, "\(missing)")
        #expect(column.values.count >= 40)
    }
}
