/// A municipality for which registers can be generated: its name and its real town names.
///
/// Town names and numbers of 丁目 from the Ministry of Land's position reference information (位置参照情報).
struct SyntheticMunicipality: Sendable {
    /// The local government code (全国地方公共団体コード), six digits.
    let code: String
    /// The name with its prefecture, as addresses begin.
    let name: String
    /// Town names with their number of 丁目; 0 for a town that is not divided.
    let towns: [(name: String, blocks: Int)]

    static let all = [nishitokyo, kodaira, higashikurume]

    static let nishitokyo = SyntheticMunicipality(
        code: "132292", name: "東京都西東京市",
        towns: [
            ("泉町", 6), ("北原町", 3), ("北町", 6), ("栄町", 3), ("芝久保町", 5), ("下保谷", 5), ("新町", 6), ("住吉町", 6),
            ("田無町", 7), ("中町", 6), ("西原町", 5), ("東町", 6), ("東伏見", 6), ("ひばりが丘", 4), ("ひばりが丘北", 4),
            ("富士町", 6), ("保谷町", 6), ("緑町", 3), ("南町", 6), ("向台町", 6), ("柳沢", 6), ("谷戸町", 3),
        ])

    static let kodaira = SyntheticMunicipality(
        code: "132110", name: "東京都小平市",
        towns: [
            ("大沼町", 7), ("小川町", 2), ("小川西町", 5), ("小川東町", 5), ("学園西町", 3), ("学園東町", 3), ("喜平町", 3),
            ("栄町", 3), ("上水新町", 3), ("上水本町", 6), ("上水南町", 4), ("鈴木町", 2), ("たかの台", 0), ("津田町", 3),
            ("天神町", 4), ("中島町", 0), ("仲町", 0), ("花小金井", 8), ("花小金井南町", 3), ("美園町", 3), ("御幸町", 0),
            ("回田町", 0),
        ])

    static let higashikurume = SyntheticMunicipality(
        code: "132225", name: "東京都東久留米市",
        towns: [
            ("上の原", 2), ("金山町", 2), ("学園町", 2), ("小山", 5), ("幸町", 5), ("下里", 7), ("新川町", 2), ("神宝町", 2),
            ("浅間町", 3), ("滝山", 7), ("大門町", 2), ("中央町", 6), ("野火止", 3), ("八幡町", 3), ("氷川台", 2),
            ("東本町", 0), ("ひばりが丘団地", 0), ("本町", 4), ("前沢", 5), ("南沢", 5), ("南町", 4), ("柳窪", 5), ("弥生", 2),
        ])
}
