import Deidentification
import FoundationEssentials
import Messages
import MunicipalData
import Primitives
import Processing

/// A recipe with every hierarchy file it names, as it lies in the vault: one self-describing JSON text.
struct RecipeBundle: Codable, Sendable, Equatable {
    /// Says what this is, to whoever finds it.
    var format = "oboro-recipe-bundle 1"
    /// The recipe file (YAML).
    let recipe: String
    /// The hierarchy files by the names the recipe gives them.
    let files: [String: String]

    /// The one way in which it is written; its hash pins recipe and hierarchies together.
    var text: String { MessageCoding.text(self) }

    /// A bundle of texts.
    init(recipe: String, files: [String: String]) {
        self.recipe = recipe
        self.files = files
    }

    /// Reads ``text``.
    init(reading bytes: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) }

    /// A hierarchy file's bytes, UTF-8.
    func file(_ name: String) throws -> [UInt8] {
        guard let text = files[name] else { throw ProcessingError.hierarchyFileMissing(name: name, column: "") }
        return Array(text.utf8)
    }
}

/// A recipe that was read and checked, with how high each hierarchy reaches.
struct CheckedRecipe: Sendable {
    let bundle: RecipeBundle
    let recipe: Recipe
    private let tops: [String: Int]

    /// Reads a bundle's recipe and every hierarchy file it names.
    ///
    /// - Throws: a refusal that names each fault with file, line and column.
    init(_ bundle: RecipeBundle, name: String) throws(Refusal) {
        self.bundle = bundle
        do {
            recipe = try RecipeDocument(reading: Array(bundle.recipe.utf8), file: name).recipe
        } catch {
            throw Refusal(
                .invalid,
                error.faults.map { Reason("E-RECIPE-FAULT", $0.description, "加工方法に誤りがあります: \($0.description)") })
        }
        var tops: [String: Int] = [:]
        var reasons: [Reason] = []
        for column in recipe.columns {
            guard let source = column.hierarchy else { continue }
            do {
                let top = try Self.top(of: source, bundle)
                tops[column.name] = top
                if let most = column.maximumLevel, most > top {
                    throw RecipeProblem.levelAboveHierarchy(column: column.name, level: most, height: top)
                }
            } catch {
                let text = "column '\(column.name)': \(error)"
                reasons.append(Reason("E-RECIPE-HIERARCHY", text, "階層に誤りがあります: \(text)"))
            }
        }
        for case .generalize(let column, let source, let level) in recipe.steps {
            do {
                let top = try Self.top(of: source, bundle)
                if level > top { throw RecipeProblem.levelAboveHierarchy(column: column, level: level, height: top) }
            } catch {
                let text = "step on column '\(column)': \(error)"
                reasons.append(Reason("E-RECIPE-HIERARCHY", text, "階層に誤りがあります: \(text)"))
            }
        }
        for case .recode(let column, let list) in recipe.steps {
            do {
                let format = DelimitedFormat(encoding: .exactly(.utf8))
                _ = try CodeList(DelimitedTable(reading: try bundle.file(list), as: format), name: list)
            } catch {
                let text = "code list of column '\(column)': \(error)"
                reasons.append(Reason("E-RECIPE-CODES", text, "コード表に誤りがあります: \(text)"))
            }
        }
        if recipe.subset != nil {
            // Its rows are residents' data, which a recipe's bundle is no place for.
            reasons.append(
                Reason(
                    "E-RECIPE-SUBSET",
                    "the recipe names a file of a research subset, which jobs cannot take; use a model without subset",
                    "加工方法が対象者ファイルを参照しています。対象者ファイルを要しない基準に改めてください。"))
        }
        if !reasons.isEmpty { throw Refusal(.invalid, reasons) }
        self.tops = tops
    }

    /// What the rules need to know.
    func summary(item: String) -> RecipeSummary {
        RecipeSummary(
            title: recipe.title, sha256: ContentHash(of: bundle.text), item: item,
            columns: recipe.columns.map { column in
                let top = column.role == .quasiIdentifier ? tops[column.name] : nil
                return RecipeSummary.Column(
                    name: column.name, role: column.role.rawValue, pseudonymized: column.pseudonym != nil,
                    minimumLevel: top.map { _ in column.minimumLevel ?? 0 },
                    maximumLevel: top.map { column.maximumLevel ?? $0 })
            },
            k: recipe.minimumClassSize, suppressionLimitPercent: recipe.suppression.limit * 100,
            filters: recipe.steps.compactMap { step in
                if case .dropRows(let column, _, _) = step { column } else { nil }
            })
    }

    /// The coarsest level of a hierarchy.
    private static func top(of source: HierarchySource, _ bundle: RecipeBundle) throws -> Int {
        switch source {
        case .date, .eraDate, .interval, .prefix, .order, .frequency, .ageBand:
            return (source.builtLevelCount ?? 1) - 1
        case .address: return JapaneseAddress.levelCount - 1
        case .areas(let name, _):
            _ = try AreaTable(
                DelimitedTable(reading: try bundle.file(name), as: DelimitedFormat(encoding: .exactly(.utf8))))
            return AreaTable.levelCount - 1
        case .file(let name, let delimiter):
            let format = DelimitedFormat(
                encoding: .exactly(.utf8), delimiter: delimiter.utf8.first ?? UInt8(ascii: ","), hasHeader: false)
            let table = try DelimitedTable(reading: try bundle.file(name), as: format)
            let rows = (0..<table.rowCount).map { row in table.columns.map { $0.values[$0.codes[row]] } }
            return try Hierarchy(rows: rows).height
        }
    }
}
