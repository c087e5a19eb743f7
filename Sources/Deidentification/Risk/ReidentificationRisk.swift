import Primitives

/// The risk that rows are re-identified, by what the attacker knows. All figures are 0 where there is no row.
///
/// Suppressed rows are in no class: they are not there to be found, so they neither lower the risk of others nor count
/// as a class of their own.
public struct ReidentificationRisk: Sendable, Equatable, Codable {
    /// The sizes of the classes (等価クラス).
    public let classes: ClassSizes
    /// The risk above which a row counts as at risk: 1 / k.
    public let threshold: Double
    /// An attacker who knows that the person is in the data: a row's risk is 1 / rows of its class.
    public let prosecutor: RiskMeasures.Attacker
    /// An attacker who knows only that the person is in the population: a row's risk is 1 / persons of its class.
    public let journalist: RiskMeasures.Attacker
    /// The mean share of rows that an attacker on all of them re-identifies, knowing who is in the data.
    public let marketer: Double
    /// The rows that are alone in their class (標本一意).
    public let sampleUniques: Int
    /// The share of rows that are alone in their class.
    public let sampleUniqueShare: Double

    /// The risk of classes.
    /// - Parameters:
    ///   - sample: the rows of each class that are in the data; classes without rows are left out.
    ///   - population: the persons of each class in the population; without one the data stand for it.
    ///   - k: rows in classes smaller than k are at risk.
    public init(sample: [Int], population: [Int]? = nil, k: Int) {
        classes = ClassSizes(sizes: sample)
        let measures = RiskMeasures(classes: classes, k: k)
        threshold = measures.threshold
        prosecutor = measures.prosecutor
        marketer = measures.marketer
        sampleUniques = measures.sampleUniques
        sampleUniqueShare = classes.rows == 0 ? 0 : Double(measures.sampleUniques) / Double(classes.rows)
        journalist = population.map { Self.journalist(sample: sample, population: $0, k: k) } ?? measures.journalist
    }

    private static func journalist(sample: [Int], population: [Int], k: Int) -> RiskMeasures.Attacker {
        var smallest = Int.max
        var largest = 0
        var rows = 0
        var found = 0.0
        var atRisk = 0
        for (rowsOfClass, persons) in zip(sample, population) where rowsOfClass > 0 {
            // Everybody of the data is a person of the population.
            let persons = max(persons, rowsOfClass)
            smallest = min(smallest, persons)
            largest = max(largest, persons)
            rows += rowsOfClass
            found += Double(rowsOfClass) / Double(persons)
            if persons < k { atRisk += rowsOfClass }
        }
        if rows == 0 { return RiskMeasures.Attacker(highest: 0, average: 0, lowest: 0, atRisk: 0) }
        return RiskMeasures.Attacker(
            highest: 1 / Double(smallest), average: found / Double(rows), lowest: 1 / Double(largest),
            atRisk: Double(atRisk) / Double(rows))
    }
}

extension Anonymizer {
    /// The risk of the table as it is, its own values, nothing suppressed.
    ///
    /// With a research subset the subset is the sample and the table the population.
    public func riskBefore() -> ReidentificationRisk {
        let table = DistinctTuples(self)
        let all = table.rows.map { Int($0) }
        let k = prepared.recipe.minimumClassSize
        guard let subset = prepared.subset else { return ReidentificationRisk(sample: all, k: k) }
        var sample = [Int](repeating: 0, count: table.count)
        for (row, tuple) in table.tupleOfRow.enumerated() where subset[row] { sample[Int(tuple)] += 1 }
        return ReidentificationRisk(sample: sample, population: all, k: k)
    }

    /// The risk of what a coding made of the table; rows that it suppressed are left out.
    ///
    /// With a research subset the subset's rows are the sample; the persons of a class are all rows of the table whose
    /// values the class's labels cover, suppressed ones too, for an attacker cannot tell them from the others.
    package func risk(of recoding: Recoding) -> ReidentificationRisk {
        let k = prepared.recipe.minimumClassSize
        guard let subset = prepared.subset else { return ReidentificationRisk(sample: recoding.groupRows, k: k) }
        var sample = [Int](repeating: 0, count: recoding.groupCount)
        for (row, group) in recoding.groupOfRow(tuples).enumerated() where group >= 0 && subset[row] {
            sample[Int(group)] += 1
        }
        let population = MatchSearch(recoding, attributes: attributes, tuples: tuples).matchingRows()
        return ReidentificationRisk(sample: sample, population: population, k: k)
    }
}

extension ReidentificationRisk {
    /// The risk of a table as it is written, in a population whose table is written with the same labels.
    ///
    /// Rows that are `*` in all these columns are suppressed ones and are left out of both.
    /// - Parameter columns: the quasi-identifiers; columns that one of the tables lacks are left out.
    public init(of table: Table, in population: Table? = nil, columns names: [String], k: Int) {
        var columns: [Column] = []
        for name in names {
            guard let column = table.column(named: name) else { continue }
            guard let population else {
                columns.append(column)
                continue
            }
            guard let other = population.column(named: name) else { continue }
            columns.append(Column(name: name, cells: [column, other].joinedCells))
        }
        let tuples = DistinctTuples(columns, rowCount: table.rowCount + (population?.rowCount ?? 0))
        let masks = columns.map { column in column.values.firstIndex(of: Hierarchy.anyValueLabel) }
        let isSuppressed = (0..<tuples.count).map { tuple in
            !columns.isEmpty && columns.indices.allSatisfy { masks[$0] == Int(tuples.codes[$0][tuple]) }
        }
        var sample = [Int](repeating: 0, count: tuples.count)
        var persons = sample
        for (row, tuple) in tuples.tupleOfRow.enumerated() where !isSuppressed[Int(tuple)] {
            if row < table.rowCount { sample[Int(tuple)] += 1 } else { persons[Int(tuple)] += 1 }
        }
        self.init(sample: sample, population: population == nil ? nil : persons, k: k)
    }
}

extension [Column] {
    /// The texts of all columns, one after the other.
    fileprivate var joinedCells: [String] {
        flatMap { column in column.codes.unpacked.map { column.values[Int($0)] } }
    }
}
