import MunicipalData
import Processing

/// A small register of invented persons with everything a municipal file brings: CP932, 和暦, full-width addresses, identifiers with
/// markers that must not be found in any output.
enum Residents {
    static let marker = "MARKERXYZ"

    static let recipe = """
        recipe: 1
        title: 住民基本台帳 試験
        input: {encoding: cp932}
        columns:
          - {name: 氏名, role: direct-identifier}
          - {name: 保険証番号, role: identification-code}
          - {name: 宛名番号, role: linking-code, pseudonym: row}
          - {name: 世帯番号, role: linking-code}
          - {name: 生年月日, role: quasi-identifier, hierarchy: {kind: date, steps: [day, month, year, five-years, decade]}}
          - {name: 性別, role: quasi-identifier, hierarchy: {file: sex.csv}}
          - {name: 住所, role: quasi-identifier, hierarchy: {kind: address}}
          - {name: 病名, role: sensitive}
          - {name: 備考, role: drop}
          - {name: メモ, role: insensitive}
          - {name: 住民状態, role: drop}
        steps:
          - {kind: drop-rows, where: {column: 住民状態, not-in: ["1"]}, reason: 転出者・死亡者}
        privacy: [{model: k-anonymity, k: 3}]
        suppression: {limit: 0.1}
        """

    static let header = ["氏名", "保険証番号", "宛名番号", "世帯番号", "生年月日", "性別", "住所", "病名", "備考", "メモ", "住民状態"]

    /// 60 living persons and 5 others, in a fixed pattern.
    static var rows: [[String]] {
        (0..<65).map { index in
            let birth = ["昭和50年", "S51.", "平成3年", "H04/", "令和3年"][index % 5]
            let month = index % 3 + 1
            let day = index % 28 + 1
            let isWritten = birth.hasSuffix("年")
            let date =
                isWritten ? "\(birth)\(month)月\(day)日" : "\(birth)\(month)\(birth.suffix(1) == "." ? "." : "/")\(day)"
            let town = ["南町５丁目", "南町四丁目", "田無町一丁目", "本町２丁目"][index % 4]
            return [
                "\(marker)氏名\(index)", "\(marker)C\(index)", "\(marker)\(index % 60)", "\(marker)S\(index / 3)", date,
                index % 2 == 0 ? "1" : "2", "東京都西東京市\(town)\(index)番地", "疾病\(index % 4)", "\(marker)備考",
                ["=1+1", "-5", "@x", "普通"][index % 4], index < 60 ? "1" : "9",
            ]
        }
    }

    static func input(
        _ rows: [[String]] = Residents.rows, recipe: String = Residents.recipe
    ) throws -> ProcessingInput {
        var writer = DelimitedWriter()
        writer.append(row: header)
        for row in rows { writer.append(row: row) }
        let bytes = try MunicipalData.TextEncoding.cp932.encode(String(decoding: writer.bytes, as: UTF8.self))
        return ProcessingInput(
            data: bytes, recipe: Array(recipe.utf8), recipeName: "residents.yaml",
            hierarchyFile: { name in
                guard name == "sex.csv" else { throw NoSuchFile() }
                return Array("1,*\n2,*\n".utf8)
            })
    }

    struct NoSuchFile: Error {}
}
