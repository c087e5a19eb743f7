import Deidentification
import MunicipalData
import Primitives

/// The steps of a recipe that are done while the file is read: codes become labels, and household types are derived.
struct ReadingSteps {
    let recipe: Recipe
    let files: HierarchyFiles
    /// Whether the file may be an output of the recipe: labels stay, and a column that cannot be derived is left out.
    let isOutputPossible: Bool

    /// The file's columns after the steps, and the columns that were added.
    func columns(of file: DelimitedTable) throws(ProcessingError) -> (file: [DelimitedTable.Column], derived: [Column])
    {
        var columns = file.columns
        var derived: [Column] = []
        for step in recipe.steps {
            switch step {
            case .recode(let name, let list):
                guard let index = columns.firstIndex(where: { $0.name == name && $0.isKept }) else { continue }
                columns[index] = try recoded(columns[index], by: files.codes(list, column: name))
            case .derive(let from, let household, let to):
                let relations = columns.first { $0.name == from && $0.isKept }
                let households = columns.first { $0.name == household && $0.isKept }
                guard let relations, let households, !columns.contains(where: { $0.name == to }) else { continue }
                derived.append(try Self.householdTypes(to, relations: relations, households: households))
            default: continue
            }
        }
        return (columns, derived)
    }

    private func recoded(
        _ column: DelimitedTable.Column, by list: CodeList
    ) throws(ProcessingError) -> DelimitedTable.Column {
        let labels = column.values.map(list.label(of:))
        let unmapped = labels.map { $0 == nil }
        if unmapped.contains(true), !isOutputPossible {
            let codes = zip(column.values, unmapped).filter(\.1).map { CodeListError.shown($0.0) }
            var seen: Set<String> = []
            throw .codes(
                CodeListError(
                    list: list.name,
                    .unmapped(
                        column: column.name, codes: codes.filter { seen.insert($0).inserted },
                        rows: column.rows(marked: unmapped))))
        }
        return column.replacingValues(by: zip(labels, column.values).map { $0 ?? $1 })
    }

    /// For each row the type of its household; 不詳 where the household's number is blank.
    private static func householdTypes(
        _ name: String, relations: DelimitedTable.Column, households: DelimitedTable.Column
    ) throws(ProcessingError) -> Column {
        let known = relations.values.map(FamilyRelation.init(reading:))
        var compositions = [HouseholdComposition](repeating: HouseholdComposition(), count: households.values.count)
        let households = (codes: households.codes, isBlank: households.values.map { $0.allSatisfy(\.isWhitespace) })
        var row = 0
        relations.codes.forEach { code in
            compositions[households.codes[row]].add(known[code])
            row += 1
        }
        let types = zip(compositions, households.isBlank).map { $1 ? HouseholdType.unknown : $0.type }
        let all = HouseholdType.allCases
        let numbers = types.map { type in Int32(all.firstIndex(of: type) ?? 0) }
        do {
            return try Column(
                name: name, values: all.map(\.rawValue), codes: households.codes.mapped(through: numbers))
        } catch {
            throw .integrity(error.description)
        }
    }
}
