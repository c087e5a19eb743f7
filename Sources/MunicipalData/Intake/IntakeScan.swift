/// Looks at an incoming file once, before anything else may touch it.
public enum IntakeScan {
    /// Compares `bytes` with what was agreed. Pure: the same bytes give the same findings. The caller computes the file's
    /// SHA-256 and compares it with the manifest.
    public static func scan(_ bytes: [UInt8], expecting expectation: IntakeExpectation) -> IntakeFindings {
        let format = DelimitedFormat(encoding: expectation.encoding, delimiter: expectation.delimiter)
        let table: DelimitedTable
        do {
            table = try DelimitedTable.surveying(bytes, as: format)
        } catch {
            let numbers: [IntakeProblem] =
                IndividualNumberScan.isFound(inUnreadable: bytes) ? [.individualNumbersInUnreadableFile] : []
            return IntakeFindings(
                rows: nil, columns: [], encoding: nil, problems: [.unreadable(error)] + numbers, remarks: [])
        }
        let found = table.columns.map(\.name)
        let hasHeader = expectation.columns.isEmpty || found.contains(where: expectation.columns.contains)
        // A strange name may be a value: where a lost line break put the only row into the header, or where it is a number
        // that must not be shown. It is not repeated then.
        let names = found.map { name in
            let isShown =
                expectation.columns.contains(name) || table.rowCount > 0 && !IndividualNumberScan.isFound(in: name)
            return isShown ? name : "…"
        }
        var problems = hasHeader ? columnProblems(names, expectation.columns) : [.headerMissing]
        if let expected = expectation.rows, expected != table.rowCount {
            problems.append(.rowCount(expected: expected, found: table.rowCount))
        }
        let shown = { (position: CellPosition) in
            CellPosition(
                row: position.row, column: position.column, name: hasHeader ? names[position.column - 1] : nil)
        }
        problems += table.undecodable.map {
            .undecodable(shown($0.position), byteOffset: $0.byteOffset, rows: $0.rows)
        }
        problems += IndividualNumberScan.findings(in: table).map {
            .individualNumbers(IndividualNumberFinding(first: shown($0.first), rows: $0.rows))
        }
        var remarks = privateUse(in: table, shown: shown)
        if problems.isEmpty, names != expectation.columns { remarks.append(.columnOrder) }
        return IntakeFindings(
            rows: table.rowCount, columns: hasHeader ? names : [], encoding: table.encoding, problems: problems,
            remarks: remarks)
    }

    private static func columnProblems(_ found: [String], _ expected: [String]) -> [IntakeProblem] {
        let missing = expected.filter { !found.contains($0) }
        var unmatched = missing
        var problems: [IntakeProblem] = []
        for (index, name) in found.enumerated() where !expected.contains(name) {
            // A stranger in the place of a missing column was renamed.
            if found.count == expected.count, let place = unmatched.firstIndex(of: expected[index]) {
                problems.append(.renamedColumn(number: index + 1, expected: expected[index], found: name))
                unmatched.remove(at: place)
            } else {
                problems.append(.extraColumn(number: index + 1, name: name))
            }
        }
        return problems + unmatched.map { .missingColumn(name: $0) }
    }

    private static func privateUse(
        in table: DelimitedTable, shown: (CellPosition) -> CellPosition
    ) -> [IntakeRemark] {
        table.columns.enumerated().compactMap { index, column in
            let hits = column.values.map(\.containsPrivateUse)
            guard let first = zip(hits, column.firstRows).first(where: \.0)?.1 else { return nil }
            let position = CellPosition(row: Int(first), column: index + 1, name: column.name)
            return .privateUse(first: shown(position), rows: column.rows(marked: hits))
        }
    }
}
