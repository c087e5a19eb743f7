import Primitives

extension Preparation {
    /// トップ/ボトムコーディング: numbers that are meant become the label; blank cells and earlier labels stay.
    mutating func code(
        _ name: String, label: String, isMeant: (Double) -> Bool
    ) throws(DeidentificationError) {
        let column = try column(name)
        let known = labels[name] ?? []
        let numbers = column.values.map { decimalNumber($0) }
        let unreadable = zip(column.values, numbers).map { value, number in
            number == nil && !known.contains(value) && !Hierarchy.isUnknown(value)
        }
        let faults = column.rows(marked: unreadable)
        if faults.count > 0 {
            let error = DeidentificationError.unreadableValues(
                column: name, kind: "number", rows: faults.count, firstRow: faults.first)
            throw error.numbered(byInputRows: inputRows)
        }
        let meant = numbers.map { $0.map(isMeant) ?? false }
        let kept = column.rows(marked: numbers.map { $0 == nil }).count
        know(label, in: name)
        replace([column.relabelled(zip(column.values, meant).map { $1 ? label : $0 })], keptCells: kept)
    }

    /// セル削除: cells that meet the condition become the label; a blank cell is a value like any other.
    mutating func suppressCells(
        _ name: String, condition: RowCondition, label: String, reason: String
    ) throws(DeidentificationError) {
        let column = try column(name)
        know(label, in: name)
        replace([column.relabelled(column.values.map { condition.holds(for: $0) ? label : $0 })], reason: reason)
    }

    /// レコード削除: rows that meet the condition leave the table; a blank cell is a value like any other.
    mutating func dropRows(
        _ name: String, condition: RowCondition, reason: String
    ) throws(DeidentificationError) {
        let column = try column(name)
        let dropped = column.values.map { condition.holds(for: $0) }
        keep(
            (0..<Int32(table.rowCount)).filter { !dropped[column.codes[Int($0)]] }, columns: [name], reason: reason)
    }

    /// 一般化: values become their labels at one level of a hierarchy, which must know every value, blank ones included.
    /// - Parameter given: the hierarchy, where it comes from a file or is made by the caller.
    mutating func generalize(
        _ name: String, source: HierarchySource, level: Int, recipe: Recipe, given: Hierarchy?
    ) throws(DeidentificationError) {
        let column = try column(name).compacted()
        let hierarchy: Hierarchy
        do throws(DeidentificationError) {
            if let given {
                hierarchy = given
            } else {
                let rule = ColumnRecipe(name: name, role: .insensitive, hierarchy: source)
                hierarchy = try PreparedTable(self, recipe: recipe).builtHierarchy(rule, column: column)
            }
            let missing = column.values.map { hierarchy.positions[$0] == nil }
            if missing.contains(true) {
                let rows = column.rows(marked: missing)
                throw .valuesMissing(
                    column: name, distinctValues: missing.count { $0 }, rows: rows.count, firstRow: rows.first)
            }
        } catch {
            throw error.numbered(byInputRows: inputRows)
        }
        guard (0...hierarchy.height).contains(level) else {
            throw .recipe([.levelAboveHierarchy(column: name, level: level, height: hierarchy.height)])
        }
        replace([column.relabelled(column.values.map { hierarchy.label(of: $0, level: level) ?? $0 })])
    }

    /// 丸め: numbers become the nearest multiple of the base, halves away from zero; exact in decimals.
    ///
    /// Blank cells and earlier labels stay. A result has the decimals of the column, or of the base where it has more.
    mutating func round(_ name: String, base: Double) throws(DeidentificationError) {
        let column = try column(name)
        let numbers = try numbers(of: column)
        guard base > 0, base.isFinite, let exact = ExactDecimal(shortest: base) else {
            throw unusable("base", base, allowed: Self.baseRule)
        }
        let decimals = max(numbers.decimals, exact.decimals)
        guard let unit = exact.scaled(decimals), let factor = ExactDecimal("1")?.scaled(decimals - numbers.decimals)
        else { throw unusable("base", base, allowed: Self.baseRule) }
        var texts = column.values
        for code in texts.indices where numbers.isNumber[code] {
            let rounded = Self.nearestMultiple(of: unit, to: Int128(numbers.scaled[code]) * Int128(factor))
            guard let fitting = Int64(exactly: rounded), fitting.magnitude <= ExactDecimal.greatest else {
                throw unusable("base", base, allowed: Self.baseRule)
            }
            texts[code] = ExactDecimal.text(fitting, decimals: decimals)
        }
        replace([column.relabelled(texts)], keptCells: numbers.otherCells)
    }

    private static let baseRule = "more than 0, and so that results have at most fifteen digits"

    private static func nearestMultiple(of unit: Int64, to number: Int128) -> Int128 {
        let unit = Int128(unit)
        let half = number < 0 ? -unit : unit
        // Twice the number plus the unit, cut to whole doubled units: rounds halves away from zero.
        return (2 * number + half) / (2 * unit) * unit
    }
}

extension ExactDecimal {
    /// The shortest decimal that reads as this number; nil where that needs more than fifteen digits.
    init?(shortest number: Double) {
        var decimals = 0
        var factor = 1.0
        while decimals <= 15 {
            let mantissa = (number * factor).rounded()
            if abs(mantissa) > Double(Self.greatest) { return nil }
            if mantissa / factor == number {
                self.init(Self.text(Int64(mantissa), decimals: decimals))
                return
            }
            decimals += 1
            factor *= 10
        }
        return nil
    }
}
