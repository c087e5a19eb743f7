import Deidentification

extension PrivacyModel {
    /// The condition in Japanese, for reading.
    var condition: String {
        switch self {
        case .kAnonymity(let k): "k-匿名性：準識別子の組合せが同じ者が \(k) 人以上"
        case .lDiversity(let column, let variant): "l-多様性（\(column)）：\(variant.condition)"
        case .tCloseness(let column, let distance, let bound):
            "t-近接性（\(column)）：組合せの中の分布と全体の分布との差（\(distance.japaneseName)）が \(plain(bound)) 以下"
        case .deltaPresence(let minimum, let maximum, let subset):
            "δ-存在性：組合せの中で対象者（\(subset.file)）の占める割合が \(shortPercent(minimum)) から \(shortPercent(maximum))"
        case .kMap(let k, .subset(let subset)):
            "k-マップ：対象者（\(subset.file)）と準識別子の組合せが同じ者が元の名簿に \(k) 人以上"
        case .kMap(let k, .estimated(let population, let estimator, _)):
            "k-マップ：準識別子の組合せが同じ者が人口 \(plain(population)) 人の中に \(k) 人以上と推定"
                + "（\(estimator.japaneseName)）"
        case .inclusion(let subset): "対象者（\(subset.file)）だけを提供"
        case .betaLikeness(let column, let variant, let bound):
            "β-類似性（\(column)、\(variant == .basic ? "基本" : "強化")）：値の割合の増え方が全体の \(plain(bound)) 倍以下"
        case .deltaDisclosure(let column, let bound):
            "δ-開示（\(column)）：どの値も組合せの中の割合と全体の割合との比の対数が \(plain(bound)) 未満"
        case .averageRisk(let threshold): "平均再識別リスクが \(shortPercent(threshold)) 以下"
        case .sampleUniqueness(let threshold): "ファイル内で一意の者が \(shortPercent(threshold)) 以下"
        case .populationUniqueness(let threshold, let estimator, let population):
            "人口 \(plain(population)) 人の中で一意と推定される者が \(shortPercent(threshold)) 以下"
                + "（\(estimator.rawValue)）"
        case .differentialPrivacy(let epsilon, let delta, _):
            "差分プライバシー：ε = \(plain(epsilon))、δ = \(plain(delta))（無作為抽出と固定の段階による）"
        case .alphaKAnonymity(let column, let share, let k):
            "(α,k)-匿名性（\(column)）：\(k) 人以上、かつ一つの値の割合が \(shortPercent(share)) 以下"
        case .linkageRisk(let threshold):
            "連結攻撃：準識別子を全て知る者が最も細かい組合せを選んで当てる割合が \(shortPercent(threshold)) 以下"
        }
    }

    /// The model as a measure under 規則62条5号, in English and Japanese.
    var measure: (english: String, japanese: String) { ("\(name.rawValue): \(summary)", condition) }

    /// The model's numbers, in English.
    private var summary: String {
        switch self {
        case .kAnonymity(let k): "k = \(k)"
        case .lDiversity(let column, .distinct(let least)): "\(column), at least \(least) values"
        case .lDiversity(let column, .entropy(let least)): "\(column), entropy of at least log \(plain(least))"
        case .lDiversity(let column, .entropyGrassberger(let least)):
            "\(column), corrected entropy of at least log \(plain(least))"
        case .lDiversity(let column, .recursive(let least, let factor)):
            "\(column), recursive with c = \(plain(factor)), l = \(least)"
        case .tCloseness(let column, let distance, let bound): "\(column), \(distance.rawValue), t = \(plain(bound))"
        case .deltaPresence(let minimum, let maximum, let subset):
            "\(subset.file), \(plain(minimum)) to \(plain(maximum))"
        case .kMap(let k, .subset(let subset)): "\(subset.file), k = \(k)"
        case .kMap(let k, .estimated(let population, let estimator, let significance)):
            "k = \(k) in \(plain(population)) persons, \(estimator.rawValue), significance \(plain(significance))"
        case .inclusion(let subset): "only the rows of \(subset.file)"
        case .betaLikeness(let column, let variant, let bound):
            "\(column), \(variant.rawValue), beta = \(plain(bound))"
        case .deltaDisclosure(let column, let bound): "\(column), delta = \(plain(bound))"
        case .averageRisk(let threshold), .sampleUniqueness(let threshold), .linkageRisk(let threshold):
            "at most \(plain(threshold))"
        case .populationUniqueness(let threshold, let estimator, let population):
            "at most \(plain(threshold)) of \(plain(population)) persons, \(estimator.rawValue)"
        case .differentialPrivacy(let epsilon, let delta, _): "epsilon = \(plain(epsilon)), delta = \(plain(delta))"
        case .alphaKAnonymity(let column, let share, let k): "\(column), alpha = \(plain(share)), k = \(k)"
        }
    }
}

extension DiversityVariant {
    fileprivate var condition: String {
        switch self {
        case .distinct(let least): "組合せごとに異なる値が \(least) 以上"
        case .entropy(let least): "組合せごとのエントロピーが log \(plain(least)) 以上"
        case .entropyGrassberger(let least): "組合せごとのエントロピー（Grassberger 補正）が log \(plain(least)) 以上"
        case .recursive(let least, let factor):
            "最も多い値の数が \(least) 番目以降の値の数の和の \(plain(factor)) 倍未満"
        }
    }
}

extension ClosenessDistance {
    fileprivate var japaneseName: String {
        switch self {
        case .equal: "値の間の距離は均等"
        case .hierarchical: "階層による距離"
        case .ordered: "順序による距離"
        }
    }
}

extension KMapEstimator {
    fileprivate var japaneseName: String {
        switch self {
        case .poisson: "ポアソン"
        case .zeroTruncatedPoisson: "ゼロ切断ポアソン"
        }
    }
}
