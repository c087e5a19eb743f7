/// Common surnames and given names with their readings, to be combined at random: a person of a generated register is
/// nobody.
enum SyntheticNames {
    static let surnames = pairs(
        """
        佐藤 サトウ 鈴木 スズキ 高橋 タカハシ 田中 タナカ 伊藤 イトウ 渡辺 ワタナベ 山本 ヤマモト 中村 ナカムラ
        小林 コバヤシ 加藤 カトウ 吉田 ヨシダ 山田 ヤマダ 佐々木 ササキ 山口 ヤマグチ 松本 マツモト 井上 イノウエ
        木村 キムラ 林 ハヤシ 斎藤 サイトウ 清水 シミズ 山崎 ヤマザキ 森 モリ 池田 イケダ 橋本 ハシモト
        阿部 アベ 石川 イシカワ 山下 ヤマシタ 中島 ナカジマ 石井 イシイ 小川 オガワ 前田 マエダ 岡田 オカダ
        長谷川 ハセガワ 藤田 フジタ 後藤 ゴトウ 近藤 コンドウ 村上 ムラカミ 遠藤 エンドウ 青木 アオキ 坂本 サカモト
        福田 フクダ 太田 オオタ 西村 ニシムラ 藤井 フジイ 金子 カネコ 岡本 オカモト 藤原 フジワラ 三浦 ミウラ
        中野 ナカノ 原田 ハラダ 松田 マツダ 竹内 タケウチ 小野 オノ 中山 ナカヤマ 和田 ワダ 石田 イシダ
        上田 ウエダ 森田 モリタ 柴田 シバタ 酒井 サカイ 宮崎 ミヤザキ 横山 ヨコヤマ 内田 ウチダ 高木 タカギ
        """)

    /// Given names of boys and men, older fashions first.
    static let maleNames = pairs(
        """
        正 タダシ 清 キヨシ 勇 イサム 茂 シゲル 実 ミノル 昭 アキラ 博 ヒロシ 進 ススム
        弘 ヒロシ 隆 タカシ 修 オサム 誠 マコト 浩 ヒロシ 豊 ユタカ 和夫 カズオ 幸雄 ユキオ
        健一 ケンイチ 浩二 コウジ 秀樹 ヒデキ 直樹 ナオキ 哲也 テツヤ 大輔 ダイスケ 健太 ケンタ 達也 タツヤ
        拓也 タクヤ 翔太 ショウタ 大樹 ダイキ 亮 リョウ 翼 ツバサ 蓮 レン 大翔 ヒロト 悠真 ユウマ
        湊 ミナト 陽翔 ハルト 樹 イツキ 蒼 アオイ 律 リツ 朝陽 アサヒ 新 アラタ 碧 アオ
        """)

    /// Given names of girls and women, older fashions first.
    static let femaleNames = pairs(
        """
        和子 カズコ 幸子 サチコ 節子 セツコ 洋子 ヨウコ 恵子 ケイコ 京子 キョウコ 久子 ヒサコ 文子 フミコ
        悦子 エツコ 順子 ジュンコ 裕子 ユウコ 由美子 ユミコ 明美 アケミ 真由美 マユミ 久美子 クミコ 直美 ナオミ
        智子 トモコ 陽子 ヨウコ 香織 カオリ 恵 メグミ 愛 アイ 美穂 ミホ 麻衣 マイ 彩 アヤ
        美咲 ミサキ 葵 アオイ 優花 ユウカ 七海 ナナミ 陽菜 ヒナ 結衣 ユイ 凛 リン 咲良 サクラ
        紬 ツムギ 芽依 メイ 莉子 リコ 杏 アン 詩 ウタ 結菜 ユイナ 陽葵 ヒマリ 澪 ミオ
        """)

    private static func pairs(_ words: String) -> [(written: String, reading: String)] {
        let list = words.split(whereSeparator: \.isWhitespace).map(String.init)
        return stride(from: 0, to: list.count - 1, by: 2).map { (list[$0], list[$0 + 1]) }
    }

    /// A reading in half-width kana (半角カナ), as older systems keep it: voicing marks become characters of their own.
    static func halfWidth(_ reading: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in reading.unicodeScalars {
            if let spelling = halfWidthSpelling[scalar] {
                result.append(contentsOf: spelling.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static let halfWidthSpelling: [Unicode.Scalar: String] = {
        let plain = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー"
        let narrow = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ"
        var spelling: [Unicode.Scalar: String] = [:]
        for (wide, narrow) in zip(plain.unicodeScalars, narrow.unicodeScalars) { spelling[wide] = String(narrow) }
        for scalar in "ガギグゲゴザジズゼゾダヂヅデドバビブベボ".unicodeScalars {
            // In Unicode a voiced kana stands right after its unvoiced one.
            if let base = Unicode.Scalar(scalar.value - 1), let narrow = spelling[base] {
                spelling[scalar] = narrow + "ﾞ"
            }
        }
        for scalar in "パピプペポ".unicodeScalars {
            if let base = Unicode.Scalar(scalar.value - 2), let narrow = spelling[base] {
                spelling[scalar] = narrow + "ﾟ"
            }
        }
        return spelling
    }()
}
