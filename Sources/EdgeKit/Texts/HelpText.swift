/// What `--help` shows.
enum HelpText {
    static let text = """
        朧（おぼろ）　提供データ作成キット oboro-edge \(EdgeProgram.version)

        作成組織から届いた抽出仕様書に従って、システムから抽出したファイルを検査し、暗号化した提供一式を作ります。
        通信は行いません。元のファイルは書き換えません。暗号化していないデータはどこにも書き込みません。

        使い方
          oboro-edge
              質問に答えながら進めます。初めての方はこれだけで済みます。

          oboro-edge check --spec 抽出仕様書.yaml --data export.csv [--problems 問題一覧.csv]
              検査だけをします。問題があれば、場所と直し方を示します。

          oboro-edge make --spec 抽出仕様書.yaml --data export.csv --out 作成するフォルダ
                          [--as-of 2026-04-01] [--protected excluded|generalized]
                          [--problems 問題一覧.csv] [--yes]
              検査し、内容を示して承認を求め、提供一式を作ります。

          oboro-edge verify フォルダ [--spec 抽出仕様書.yaml]
              提供一式が正しくそろっているかを、送る前に確認します。

        項目
          --spec       作成組織から届いた抽出仕様書
          --data       システムから抽出したファイル
          --out        作成するフォルダ（まだないもの。上書きはしません）
          --as-of      基準日（抽出仕様書にあるときは不要）
          --protected  支援措置対象者の行の扱い。excluded 除く、generalized 一般化して渡す
                       （抽出仕様書で未決定のときだけ。支援措置の担当課が決めます）
          --problems   問題の場所の一覧を書き出すファイル
          --yes        内容の確認と承認が済んでいるとき
          --version    版を表示します
          --help       この説明を表示します

        終了コード
          0 完了　1 書き込みなどの失敗　2 使い方の誤り　5 データに問題がある　9 提供一式が壊れている　130 中断

        """
}
