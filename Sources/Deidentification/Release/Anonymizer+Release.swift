extension Anonymizer {
    /// Applies a transformation: the table that may leave, and what was done.
    ///
    /// Identifiers and dropped columns are gone; quasi-identifiers carry the labels of their levels; rows in classes
    /// that are too small are removed or masked, as the recipe says. Whether the result may be used is said by
    /// ``Release/privacy``: a given transformation may suppress more than the limit allows.
    /// - Parameters:
    ///   - levels: one per quasi-identifier in the order of the recipe.
    ///   - order: kept or shuffled.
    ///   - pseudonym: the keyed function for linking codes; called once per distinct value of the rows that stay,
    ///     never for a blank one, which stays blank.
    /// - Throws: ``DeidentificationError`` for levels that do not fit and for pseudonyms that are missing or collide.
    public func release(
        _ levels: [Int], order: RowOrder, pseudonym: ((String) -> String)? = nil
    ) throws(DeidentificationError) -> Release {
        try check(levels)
        var evaluator = NodeEvaluator(self)
        let transformation = evaluator.evaluate(levels).transformation
        let masking = prepared.recipe.suppression.mode == .mask
        let suppressed = tuples.tupleOfRow.map { evaluator.isSuppressed(tuple: Int($0)) }
        var rows = (0..<Int32(tuples.rowCount)).filter { masking || !suppressed[Int($0)] }
        if case .shuffled(var generator) = order { rows.shuffle(using: &generator) }

        var columns: [Column] = []
        var summaries: [ColumnSummary] = []
        for column in prepared.table.columns {
            guard let rule = prepared.recipe.columns.first(where: { $0.name == column.name }) else { continue }
            let index = attributes.firstIndex { $0.name == column.name }
            let released: Column?
            if let index {
                let labels = label(index, level: levels[index], masked: masking ? suppressed : nil)
                released = labels.selecting(rows)
            } else {
                released = try Self.released(column.selecting(rows), rule: rule, pseudonym: pseudonym)
            }
            if let released { columns.append(released) }
            summaries.append(
                ColumnSummary(
                    name: column.name, role: rule.role, level: index.map { levels[$0] },
                    distinctBefore: column.distinctCount, distinctAfter: released?.distinctCount ?? 0))
        }
        let maskedRows = masking ? transformation.suppressedRows : 0
        return Release(
            table: Table(validColumns: columns, rowCount: rows.count), transformation: transformation,
            maskedCells: maskedRows * attributes.count, maskedGroup: transformation.maskedGroup,
            measures: measures(transformation, evaluator: evaluator),
            privacy: privacy(transformation, evaluator: evaluator),
            columns: summaries)
    }

    /// The column with the labels of a level; rows that are marked become `*`.
    private func label(_ index: Int, level: Int, masked: [Bool]?) -> Column {
        let attribute = attributes[index]
        let chosen = attribute.levels[level]
        guard let masked else {
            return Column(
                name: attribute.name, uniqueValues: chosen.labels,
                validCodes: attribute.column.codes.map { chosen.labelCodes[Int($0)] })
        }
        var labels = chosen.labels
        let any = labels.firstIndex(of: Hierarchy.anyValueLabel) ?? labels.count
        if any == labels.count { labels.append(Hierarchy.anyValueLabel) }
        let codes = zip(attribute.column.codes, masked).map { $1 ? Int32(any) : chosen.labelCodes[Int($0)] }
        return Column(name: attribute.name, uniqueValues: labels, validCodes: codes)
    }

    private static func released(
        _ column: Column, rule: ColumnRecipe, pseudonym: ((String) -> String)?
    ) throws(DeidentificationError) -> Column? {
        switch rule.role {
        case .directIdentifier, .identificationCode, .drop: return nil
        case .sensitive, .insensitive, .quasiIdentifier: return column
        case .linkingCode:
            if rule.pseudonym == nil { return nil }
            guard let pseudonym else { throw .pseudonymFunctionNotGiven(column: column.name) }
            let names = column.values.map { $0.allSatisfy(\.isWhitespace) ? $0 : pseudonym($0) }
            if Set(names).count != names.count { throw .pseudonymCollision(column: column.name) }
            return Column(name: column.name, uniqueValues: names, validCodes: column.codes)
        }
    }

    private func privacy(_ transformation: Transformation, evaluator: NodeEvaluator) -> [PrivacyCheck] {
        var sizes = evaluator.classRows.filter { $0 >= evaluator.minimumClassSize }
        // A class that is `*` anyway is part of the masked group.
        let merged = transformation.maskedGroup - transformation.suppressedRows
        if merged > 0, let index = sizes.firstIndex(of: merged) { sizes.remove(at: index) }
        let excess =
            transformation.isWithinLimit
            ? nil : (rows: transformation.suppressedRows, allowed: transformation.allowedRows)
        return PrivacyCheck.all(
            prepared.recipe.privacy, classes: ClassSizes(sizes: sizes), maskedGroup: transformation.maskedGroup,
            excess: excess)
    }
}

extension NodeEvaluator {
    /// The rows of the kept class that is `*` in every column without any masking, nil when there is none.
    func classOfAnyValue(_ levels: [Int]) -> Int? {
        var labels: [Int32] = []
        for (attribute, level) in zip(attributes, levels) {
            guard let label = attribute.levels[level].labels.firstIndex(of: Hierarchy.anyValueLabel) else { return nil }
            labels.append(Int32(label))
        }
        let tuple = (0..<tuples.count).first { tuple in
            labels.indices.allSatisfy { column in
                map(column, level: levels[column])[Int(tuples.codes[column][tuple])] == labels[column]
            }
        }
        guard let tuple, !isSuppressed(tuple: tuple) else { return nil }
        return classRows[Int(grouper.groups[tuple])]
    }
}
