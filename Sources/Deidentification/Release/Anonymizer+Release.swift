import Primitives

extension Anonymizer {
    /// Makes the table that may leave.
    ///
    /// Identifiers and dropped columns are gone; quasi-identifiers carry the labels of their groups; suppressed rows are
    /// removed or masked, as the recipe says; of a table with a research subset only the subset's rows leave.
    /// - Parameters:
    ///   - recoding: what becomes of the rows.
    ///   - levels: the level of each quasi-identifier, where the coding has one for the whole table.
    ///   - order: kept or shuffled.
    ///   - pseudonym: the keyed function for linking codes; called once per distinct value of the rows that stay,
    ///     never for a blank one, which stays blank.
    /// - Throws: ``DeidentificationError`` for pseudonyms that are missing or collide.
    package func release(
        _ recoding: Recoding, levels: [Int]?, order: RowOrder, pseudonym: ((String) -> String)? = nil
    ) throws(DeidentificationError) -> Release {
        let masking = prepared.recipe.suppression.mode == .mask
        let (rows, groups) = releasedRows(recoding, order: order)
        var columns: [Column] = []
        var summaries: [ColumnSummary] = []
        for column in prepared.table.columns {
            guard let rule = prepared.recipe.columns.first(where: { $0.name == column.name }) else { continue }
            let index = attributes.firstIndex { $0.name == column.name }
            let released: Column?
            if let index {
                released = recoding.column(index, name: column.name, groups: groups)
            } else {
                released = try Self.released(column, rows: rows, rule: rule, pseudonym: pseudonym)
            }
            if let released { columns.append(released) }
            summaries.append(
                ColumnSummary(
                    name: column.name, role: rule.role, level: index.flatMap { levels?[$0] },
                    distinctBefore: released == nil ? nil : column.distinctCount,
                    distinctAfter: released?.distinctCount ?? 0))
        }
        let suppressed = suppressedRows(recoding)
        let masked = masking ? suppressed : 0
        let alike = recoding.groupOfAnyValue.map { recoding.groupRows[$0] } ?? 0
        return Release(
            table: Table(validColumns: columns, rowCount: rows.count), suppressedRows: suppressed,
            suppressedCells: recoding.suppressedCells + masked * attributes.count,
            maskedGroup: masked > 0 ? masked + alike : 0, columns: summaries)
    }

    /// Makes the table of a global coding: each quasi-identifier at one level, classes that fail suppressed.
    /// - Parameter levels: one per quasi-identifier in the order of the recipe.
    /// - Throws: ``DeidentificationError`` for levels that do not fit and for pseudonyms that are missing or collide.
    public func release(
        _ levels: [Int], order: RowOrder, pseudonym: ((String) -> String)? = nil
    ) throws(DeidentificationError) -> Release {
        try release(recoding(levels: levels), levels: levels, order: order, pseudonym: pseudonym)
    }

    /// The rows that the recoding suppresses; those outside of a research subset do not count.
    package func suppressedRows(_ recoding: Recoding) -> Int {
        guard let subset = tuples.classes.subsetRows else { return recoding.suppressedRows }
        return recoding.parts.reduce(0) { sum, part in
            let tuple = Int(part.tuple)
            return part.group < 0 ? sum + Int(subset[tuple]) * Int(part.rows) / Int(tuples.rows[tuple]) : sum
        }
    }

    /// The rows that leave in their order, and the group of each (-1 for masked ones).
    private func releasedRows(_ recoding: Recoding, order: RowOrder) -> (rows: [Int32], groups: [Int32]) {
        let masking = prepared.recipe.suppression.mode == .mask
        let groupOfRow = recoding.groupOfRow(tuples)
        let leaves = { (row: Int) in masking || groupOfRow[row] >= 0 }
        var rows: [Int32]
        if let subset = prepared.subset {
            rows = groupOfRow.indices.filter { leaves($0) && subset[$0] }.map { Int32(truncatingIfNeeded: $0) }
        } else {
            rows = Self.rows(groupOfRow, masking: masking)
        }
        if case .shuffled(let given) = order {
            var generator = given
            Self.shuffle(&rows, using: &generator)
        }
        return (rows, Self.gathered(groupOfRow, at: rows))
    }

    /// The rows with a group, or all of them; by pointers, since this runs once for each row.
    private static func rows(_ groupOfRow: [Int32], masking: Bool) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: groupOfRow.count) { rows, count in
            groupOfRow.withUnsafeBufferPointer { groups in
                for row in 0..<groups.count where masking || groups[row] >= 0 {
                    rows[count] = Int32(truncatingIfNeeded: row)
                    count &+= 1
                }
            }
        }
    }

    private static func gathered(_ groupOfRow: [Int32], at rows: [Int32]) -> [Int32] {
        [Int32](unsafeUninitializedCapacity: rows.count) { gathered, count in
            groupOfRow.withUnsafeBufferPointer { groups in
                for index in 0..<rows.count { gathered[index] = groups[Int(rows[index])] }
                count = rows.count
            }
        }
    }

    /// Fisher and Yates's shuffle, each order equally likely (Durstenfeld 1964; bounded numbers after Lemire 2019).
    ///
    /// Written out because the standard library's is not specialized for a generator that is known only at run time.
    private static func shuffle(_ rows: inout [Int32], using generator: inout some RandomNumberGenerator) {
        guard rows.count > 1 else { return }
        rows.withUnsafeMutableBufferPointer { rows in
            for last in stride(from: rows.count - 1, to: 0, by: -1) {
                let bound = UInt64(truncatingIfNeeded: last + 1)
                var product = generator.next().multipliedFullWidth(by: bound)
                if product.low < bound {
                    let least = (0 &- bound) % bound
                    while product.low < least { product = generator.next().multipliedFullWidth(by: bound) }
                }
                rows.swapAt(last, Int(truncatingIfNeeded: product.high))
            }
        }
    }

    private static func released(
        _ column: Column, rows: [Int32], rule: ColumnRecipe, pseudonym: ((String) -> String)?
    ) throws(DeidentificationError) -> Column? {
        switch rule.role {
        case .directIdentifier, .identificationCode, .drop: return nil
        case .sensitive, .insensitive, .quasiIdentifier: return column.selecting(rows)
        case .linkingCode:
            if rule.pseudonym == nil { return nil }
            guard let pseudonym else { throw .pseudonymFunctionNotGiven(column: column.name) }
            let selected = column.selecting(rows)
            let names = selected.values.map { $0.allSatisfy(\.isWhitespace) ? $0 : pseudonym($0) }
            if Set(names).count != names.count { throw .pseudonymCollision(column: column.name) }
            return Column(name: column.name, uniqueValues: names, validCodes: selected.codes)
        }
    }
}

extension Recoding {
    /// The labels of one quasi-identifier for rows of these groups; -1 becomes `*`.
    fileprivate func column(_ index: Int, name: String, groups: [Int32]) -> Column {
        var labels = columns[index].labels
        var any = labels.firstIndex(of: Hierarchy.anyValueLabel) ?? labels.count
        if any == labels.count {
            if groups.contains(-1) { labels.append(Hierarchy.anyValueLabel) } else { any = 0 }
        }
        // Moved up by one, so that the group -1 has an entry as well.
        let table = [Int32(any)] + groupLabels[index]
        let codes: CodeVector
        if labels.count <= Int(UInt8.max) + 1 {
            let narrow = table.map { UInt8(truncatingIfNeeded: $0) }
            let bytes = [UInt8](unsafeUninitializedCapacity: groups.count) { bytes, count in
                narrow.withUnsafeBufferPointer { narrow in
                    for index in 0..<groups.count { bytes[index] = narrow[Int(groups[index] &+ 1)] }
                }
                count = groups.count
            }
            codes = CodeVector(.bytes(bytes))
        } else {
            codes = CodeVector(groups.map { table[Int($0 &+ 1)] })
        }
        return Column(name: name, uniqueValues: labels, validCodes: codes).compacted()
    }
}
