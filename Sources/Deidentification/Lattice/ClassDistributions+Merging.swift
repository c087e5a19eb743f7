import Primitives

extension ClassDistributions {
    /// How the values of a column are spread over groups of rows.
    /// - Parameters:
    ///   - groups: the group of each row.
    ///   - groupRows: the counted rows of each group.
    ///   - subset: the rows that count; nil for all.
    init(rowsOf column: Column, groups: [Int32], groupRows: [Int32], subset: [Bool]?) {
        var counted = 0
        var groupOf = [Int32](repeating: 0, count: groupRows.reduce(0) { $0 + Int($1) })
        var valueOf = groupOf
        // Sorted by value first; the pass by group keeps that order within each group.
        var next = [Int](repeating: 0, count: column.values.count + 1)
        func each(_ body: (Int, Int) -> Void) {
            var row = 0
            column.codes.forEach { code in
                if subset?[row] ?? true { body(row, code) }
                row += 1
            }
        }
        each { _, code in next[code + 1] += 1 }
        for code in column.values.indices { next[code + 1] += next[code] }
        groupOf.withUnsafeMutableBufferPointer { groupOf in
            valueOf.withUnsafeMutableBufferPointer { valueOf in
                next.withUnsafeMutableBufferPointer { next in
                    groups.withUnsafeBufferPointer { groups in
                        each { row, code in
                            let place = next[code]
                            next[code] = place &+ 1
                            groupOf[place] = groups[row]
                            valueOf[place] = Int32(truncatingIfNeeded: code)
                        }
                    }
                }
            }
        }
        counted = groupOf.count
        self.init(
            sortedByValue: valueOf, counts: nil, groups: groupOf, entryCount: counted, groupEntries: groupRows)
    }

    /// The distributions of the groups into which the classes are merged.
    /// - Parameters:
    ///   - groups: the group of each class.
    ///   - domain: the number of values of the column.
    func merged(_ groups: [Int32], groupCount: Int, domain: Int) -> ClassDistributions {
        if groupCount * domain <= max(4_096, 2 * values.count) {
            return mergedByTable(groups, groupCount: groupCount, domain: domain)
        }
        let entries = values.count
        var groupEntries = [Int32](repeating: 0, count: groupCount)
        var next = [Int](repeating: 0, count: domain + 1)
        var groupOf = [Int32](repeating: 0, count: entries)
        var valueOf = groupOf
        var countOf = groupOf
        // Unsafe: passes over all entries of the source.
        values.withUnsafeBufferPointer { values in
            next.withUnsafeMutableBufferPointer { next in
                for value in values { next[Int(value) &+ 1] &+= 1 }
                for value in 0..<domain { next[value &+ 1] &+= next[value] }
                groupOf.withUnsafeMutableBufferPointer { groupOf in
                    valueOf.withUnsafeMutableBufferPointer { valueOf in
                        countOf.withUnsafeMutableBufferPointer { countOf in
                            groupEntries.withUnsafeMutableBufferPointer { groupEntries in
                                for (index, group) in groups.enumerated() {
                                    for entry in Int(offsets[index])..<Int(offsets[index + 1]) {
                                        let value = Int(values[entry])
                                        let place = next[value]
                                        next[value] = place &+ 1
                                        groupOf[place] = group
                                        valueOf[place] = Int32(truncatingIfNeeded: value)
                                        countOf[place] = counts[entry]
                                        groupEntries[Int(group)] &+= 1
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return ClassDistributions(
            sortedByValue: valueOf, counts: countOf, groups: groupOf, entryCount: entries, groupEntries: groupEntries)
    }

    private func mergedByTable(_ groups: [Int32], groupCount: Int, domain: Int) -> ClassDistributions {
        var table = [Int32](repeating: 0, count: groupCount * domain)
        // Unsafe: one pass over all entries of the source.
        table.withUnsafeMutableBufferPointer { table in
            values.withUnsafeBufferPointer { values in
                counts.withUnsafeBufferPointer { counts in
                    offsets.withUnsafeBufferPointer { offsets in
                        for (index, group) in groups.enumerated() {
                            let base = Int(group) &* domain
                            for entry in Int(offsets[index])..<Int(offsets[index &+ 1]) {
                                table[base &+ Int(values[entry])] &+= counts[entry]
                            }
                        }
                    }
                }
            }
        }
        return Self.compressed(table, groupCount: groupCount, domain: domain, most: values.count)
    }

    private static func compressed(
        _ table: [Int32], groupCount: Int, domain: Int, most: Int
    ) -> ClassDistributions {
        var result = ClassDistributions(offsets: [0], values: [], counts: [])
        result.offsets.reserveCapacity(groupCount + 1)
        result.values.reserveCapacity(min(table.count, most))
        result.counts.reserveCapacity(min(table.count, most))
        for group in 0..<groupCount {
            for value in 0..<domain where table[group * domain + value] > 0 {
                result.values.append(Int32(value))
                result.counts.append(table[group * domain + value])
            }
            result.offsets.append(Int32(result.values.count))
        }
        return result
    }

    /// Sorts entries that are sorted by value by group, and adds those of the same group and value.
    private init(
        sortedByValue valueOf: [Int32], counts countOf: [Int32]?, groups groupOf: [Int32], entryCount: Int,
        groupEntries: [Int32]
    ) {
        var starts = [Int32](repeating: 0, count: groupEntries.count + 1)
        for group in groupEntries.indices { starts[group + 1] = starts[group] + groupEntries[group] }
        var next = starts
        var values = [Int32](repeating: 0, count: entryCount)
        var counts = values
        // Unsafe: scattered writes, one per entry.
        next.withUnsafeMutableBufferPointer { next in
            values.withUnsafeMutableBufferPointer { values in
                counts.withUnsafeMutableBufferPointer { counts in
                    groupOf.withUnsafeBufferPointer { groupOf in
                        valueOf.withUnsafeBufferPointer { valueOf in
                            for entry in 0..<entryCount {
                                let group = Int(groupOf[entry])
                                let place = Int(next[group])
                                next[group] &+= 1
                                values[place] = valueOf[entry]
                                counts[place] = countOf?[entry] ?? 1
                            }
                        }
                    }
                }
            }
        }
        // In place: the entries kept never overtake those read.
        var kept = 0
        var offsets = [Int32](repeating: 0, count: starts.count)
        for group in groupEntries.indices {
            let first = kept
            for entry in Int(starts[group])..<Int(starts[group + 1]) {
                if kept > first && values[kept - 1] == values[entry] {
                    counts[kept - 1] += counts[entry]
                } else {
                    values[kept] = values[entry]
                    counts[kept] = counts[entry]
                    kept += 1
                }
            }
            offsets[group + 1] = Int32(kept)
        }
        values.removeLast(entryCount - kept)
        counts.removeLast(entryCount - kept)
        self.init(offsets: offsets, values: values, counts: counts)
    }
}
