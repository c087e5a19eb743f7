import Primitives

/// The table as it is.
extension Anonymizer {
    /// The measures of the table as it is: its own values, nothing suppressed, at risk below the recipe's k.
    public func measuresBefore() -> Measures {
        let sizes = ClassSizes(sizes: classesBefore.countedRows.lazy.map { Int($0) })
        let risk = RiskMeasures(classes: sizes, k: prepared.recipe.minimumClassSize)
        return Measures(classes: sizes, risk: risk, utility: UtilityMeasures(asItIs: sizes))
    }

    /// Whether the privacy models hold for the table as it is.
    public func privacyBefore() -> [PrivacyCheck] { privacy.check(classesBefore) }

    /// The classes of the quasi-identifiers' own values.
    private var classesBefore: ClassTable {
        let areTuplesOwnValues = attributes.allSatisfy { attribute in
            attribute.levels[attribute.allowed.lowerBound].labels.count == attribute.column.values.count
        }
        if areTuplesOwnValues { return tuples.classes }
        let keys = attributes.map { attribute in
            let values = attribute.column.values.count
            return Grouper.Key(codes: attribute.column.codes.unpacked, map: Array(0..<Int32(values)), size: values)
        }
        var grouper = Grouper()
        grouper.group(count: tuples.rowCount, by: keys)
        return ClassTable(
            groups: grouper.groups, count: grouper.groupCount, subset: prepared.subset,
            sensitive: privacy.sensitive.compactMap { prepared.table.column(named: $0.name) })
    }
}

/// What a coding made of the table.
extension Anonymizer {
    /// The measures of a recoded table: classes and risk of the kept rows, and what was lost.
    /// - Parameters:
    ///   - recoding: what became of the rows.
    ///   - levels: the level of each quasi-identifier, where the coding has one for the whole table and suppresses no
    ///     single cell. The figures are then those that the search compares.
    package func measures(_ recoding: Recoding, levels: [Int]?) -> Measures {
        let sizes = ClassSizes(sizes: recoding.classes(tuples).countedRows.lazy.map { Int($0) })
        let rule = prepared.recipe.utility
        let utility: UtilityMeasures
        if let levels {
            let node = NodeClasses(tuples, attributes: attributes, levels: levels)
            var suppressed = [Bool](repeating: false, count: node.classes.count)
            for part in recoding.parts where part.group < 0 {
                suppressed[Int(node.classOfTuple[Int(part.tuple)])] = true
            }
            utility = UtilityMeasures(node, suppressed: suppressed, metric: metric, utility: rule)
        } else {
            utility = UtilityMeasures(recoding, metric: metric, utility: rule)
        }
        let risk = RiskMeasures(classes: sizes, k: prepared.recipe.minimumClassSize)
        return Measures(classes: sizes, risk: risk, utility: utility)
    }

    /// Whether the privacy models hold for a recoded table, masked rows included, and what each reached.
    package func privacyAfter(_ recoding: Recoding) -> [PrivacyCheck] {
        var suppressed = 0
        for part in recoding.parts where part.group < 0 {
            let tuple = Int(part.tuple)
            suppressed += Int(tuples.classes.countedRows[tuple]) * Int(part.rows) / max(1, Int(tuples.rows[tuple]))
        }
        let excess = suppressed > allowedRows ? (rows: suppressed, allowed: allowedRows) : nil
        guard suppressed > 0, prepared.recipe.suppression.mode == .mask else {
            return privacy.check(recoding.classes(tuples), excess: excess)
        }
        // Masked rows and rows that were `*` anyway look alike.
        let masked = recoding.groupOfAnyValue ?? recoding.groupCount
        var written = recoding
        if masked == recoding.groupCount {
            written.groupLabels = written.groupLabels.map { $0 + [0] }
        }
        written.parts = written.parts.map { part in
            Recoding.Part(tuple: part.tuple, group: part.group < 0 ? Int32(masked) : part.group, rows: part.rows)
        }
        return privacy.check(written.classes(tuples), maskedClass: masked, excess: excess)
    }
}
