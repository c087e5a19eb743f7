import Primitives

/// A cell that is no date: where, why and in how many rows, never the value.
public struct DateCellProblem: Hashable, Codable, Sendable {
    /// The first row with this value.
    public let position: CellPosition
    /// What is wrong.
    public let problem: DateProblem
    /// Rows with the same value.
    public let rows: Int
}

extension DelimitedTable {
    /// Reads a column of dates in any written form into the engine's ISO form (``WrittenDate/iso``). Ways of writing that
    /// mean the same day become one value.
    ///
    /// - Parameter index: the column, from 0.
    /// - Returns: the column, and one problem for every distinct value that is no date; such a value stays as it is.
    public func dates(inColumn index: Int) -> (column: Column, problems: [DateCellProblem]) {
        let column = columns[index]
        let counts = column.counts()
        var problems: [DateCellProblem] = []
        let texts = column.values.enumerated().map { code, value in
            do throws(DateProblem) {
                return try WrittenDate(reading: value).iso
            } catch {
                let position = CellPosition(row: Int(column.firstRows[code]), column: index + 1, name: column.name)
                problems.append(DateCellProblem(position: position, problem: error, rows: counts[code]))
                return value
            }
        }
        return (column.replacingValues(by: texts), problems)
    }
}

extension DelimitedTable.Column {
    /// The same rows with `texts` in place of the distinct values, one for each; equal texts become one value.
    public func replacingValues(by texts: [String]) -> DelimitedTable.Column {
        var result = DelimitedTable.Column(name: name)
        var known: [String: Int32] = [:]
        known.reserveCapacity(texts.count)
        var merged: [Int32] = []
        merged.reserveCapacity(texts.count)
        for (code, text) in texts.enumerated() {
            let new = Int32(truncatingIfNeeded: result.values.count)
            if let earlier = known[text] {
                merged.append(earlier)
            } else {
                known[text] = new
                merged.append(new)
                result.values.append(text)
                result.firstRows.append(firstRows[code])
            }
        }
        // Where no two values became one, the codes stay.
        result.codes = result.values.count == texts.count ? codes : codes.mapped(through: merged)
        return result
    }
}
