import Deidentification

extension ColumnRecipe {
    /// Whether the output lacks the column.
    var isRemoved: Bool {
        switch role {
        case .directIdentifier, .identificationCode, .drop: true
        case .linkingCode: pseudonym == nil
        case .quasiIdentifier, .sensitive, .insensitive: false
        }
    }

    /// What was done with the column.
    /// - Parameter level: that of a quasi-identifier, nil where it differs from row to row.
    func done(at level: Int?, coding: Coding) -> Words {
        switch role {
        case .directIdentifier, .identificationCode: Words("削除した", "removed")
        case .drop: Words("利用の目的に要らないので削除した", "removed: not needed for the purpose")
        case .linkingCode:
            isRemoved
                ? Words("削除した", "removed")
                : Words("今回限りの鍵による仮IDに置き換えた", "replaced by a pseudonym of this delivery's key")
        case .sensitive, .insensitive: Words("そのまま", "kept as it is")
        case .quasiIdentifier: generalization(at: level, coding: coding)
        }
    }

    private func generalization(at level: Int?, coding: Coding) -> Words {
        guard let hierarchy else { return Words("そのまま", "kept as it is") }
        guard let level, coding != .local else {
            return Words("組ごとに必要な段階までまとめた", "generalized group by group as far as needed")
        }
        return hierarchy.done(at: level)
    }
}

extension HierarchySource {
    fileprivate func done(at level: Int) -> Words {
        let all = Words("全ての値を * にした", "all values written *")
        if let count = builtLevelCount, level == count - 1 { return all }
        switch self {
        case .date(let steps), .eraDate(let steps): return steps.indices.contains(level) ? steps[level].done : all
        case .address:
            let parts = [
                Words("番地までにした", "to the lot number"), Words("丁目までにした", "to the chome"),
                Words("町までにした", "to the town"), Words("市区町村までにした", "to the municipality"),
                Words("都道府県までにした", "to the prefecture"),
            ]
            return parts.indices.contains(level) ? parts[level] : all
        case .areas:
            let parts = [
                Words("番地までにした", "to the lot number"), Words("町字までにした", "to the town area"),
                Words("町までにした", "to the town"), Words("地区までにした", "to the district"),
                Words("市区町村までにした", "to the municipality"), Words("二次医療圏までにした", "to the secondary medical area"),
                Words("都道府県までにした", "to the prefecture"),
            ]
            return parts.indices.contains(level) ? parts[level] : all
        case _ where level == 0: return Words("そのまま", "kept as it is")
        case .interval(let steps, _, _) where level <= steps.count:
            return Words("\(grouped(steps[level - 1])) きざみの区間にした", "intervals of \(grouped(steps[level - 1]))")
        case .prefix(let lengths) where level <= lengths.count:
            return Words("先頭の \(lengths[level - 1]) 字だけ残した", "first \(lengths[level - 1]) characters kept")
        case .order(_, let sizes) where level <= sizes.count:
            let size = sizes.prefix(level).reduce(1, *)
            return Words("順に隣り合う値を \(grouped(size)) 個ずつまとめた", "\(grouped(size)) neighbouring values joined")
        case .frequency(let minimums, let label) where level <= minimums.count:
            let least = grouped(minimums[level - 1])
            return Words("\(least) 人に満たない値を「\(label)」にまとめた", "values of fewer than \(least) persons as \(label)")
        case .ageBand(let steps, _, let asOf):
            let band = level - (asOf == nil ? 1 : 2)
            if band < 0 { return Words("満年齢にした", "age in years") }
            return steps.indices.contains(band)
                ? Words("\(steps[band]) 歳きざみの年齢階級にした", "age bands of \(steps[band]) years") : all
        case .file(let name, _):
            let file = HierarchySource.shown(name)
            return Words("階層表 \(file) の段階 \(level) にまとめた", "level \(level) of the hierarchy \(file)")
        default: return all
        }
    }
}

extension DateStep {
    fileprivate var done: Words {
        switch self {
        case .day: Words("年月日までにした", "to the day")
        case .month: Words("年月までにした", "to the month")
        case .year: Words("年までにした", "to the year")
        case .fiveYears: Words("5 年きざみにした", "five-year periods")
        case .decade: Words("10 年きざみにした", "decades")
        }
    }
}
