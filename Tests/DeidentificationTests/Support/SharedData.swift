import Deidentification
import Foundation

/// Third-party data beside the project; tests that need it are skipped, with a message, where it is absent.
enum SharedData {
    static let directory: URL = {
        if let path = ProcessInfo.processInfo.environment["OBORO_SHARED_DATA"] {
            return URL(fileURLWithPath: path, isDirectory: true)
        }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appendingPathComponent("../shared/data", isDirectory: true).standardizedFileURL
    }()

    /// Whether the census extract is there; says so once when it is not.
    static let hasAdult: Bool = {
        let there = FileManager.default.fileExists(atPath: directory.appendingPathComponent("adult/adult.csv").path)
        if !there { print("skipped: no census extract in ../shared/data (set OBORO_SHARED_DATA)") }
        return there
    }()

    /// The cells of a `;`-separated file without quotes.
    static func cells(_ file: String) throws -> [[String]] {
        let text = try String(contentsOf: directory.appendingPathComponent(file), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        }
    }

    static func objects(_ file: String) throws -> [[String: Any]] {
        let data = try Data(contentsOf: directory.appendingPathComponent(file))
        return try JSONSerialization.jsonObject(with: data) as? [[String: Any]] ?? []
    }
}

/// The census extract with its hierarchies.
struct Adult {
    static let attributes = [
        "sex", "age", "race", "marital-status", "education", "native-country", "workclass", "occupation",
        "salary-class",
    ]

    /// The coarsest level of each hierarchy.
    static let heights = [
        "sex": 1, "age": 4, "race": 1, "marital-status": 2, "education": 3, "native-country": 2, "workclass": 2,
        "occupation": 2, "salary-class": 1,
    ]

    let table: Table
    let hierarchies: [String: Hierarchy]
    private let rows: [[String]]

    init() throws {
        let rows = try SharedData.cells("adult/adult.csv")
        self.rows = rows
        let header = rows.first ?? []
        table = try Table(
            columns: header.enumerated().map { index, name in
                Column(name: name, cells: rows.dropFirst().lazy.map { $0[index] })
            })
        var hierarchies: [String: Hierarchy] = [:]
        for name in Self.attributes {
            hierarchies[name] = try Hierarchy(rows: SharedData.cells("adult/adult_hierarchy_\(name).csv"))
        }
        self.hierarchies = hierarchies
    }

    /// For each row whether it is in the research subset: rows are matched by their values, as a multiset.
    func researchSubset() throws -> [Bool] {
        var wanted: [[String]: Int] = [:]
        for row in try SharedData.cells("adult/adult_subset.csv").dropFirst() { wanted[row, default: 0] += 1 }
        return rows.dropFirst().map { row in
            guard let count = wanted[row], count > 0 else { return false }
            wanted[row] = count - 1
            return true
        }
    }

    func anonymizer(
        _ quasiIdentifiers: [String] = Adult.attributes, k: Int, limit: Double,
        mode: Suppression.Mode = .remove, utility: UtilityRule = UtilityRule()
    ) throws -> Anonymizer {
        try anonymizer(quasiIdentifiers, privacy: [.kAnonymity(k: k)], limit: limit, mode: mode, utility: utility)
    }

    func anonymizer(
        _ quasiIdentifiers: [String] = Adult.attributes, privacy: [PrivacyModel], limit: Double,
        mode: Suppression.Mode = .remove, utility: UtilityRule = UtilityRule()
    ) throws -> Anonymizer {
        // The order of levels is the order of the recipe's columns.
        let others = Self.attributes.filter { !quasiIdentifiers.contains($0) }
        let columns =
            quasiIdentifiers.map {
                ColumnRecipe(
                    name: $0, role: .quasiIdentifier,
                    hierarchy: .file(name: "adult_hierarchy_\($0).csv", delimiter: ";"))
            } + others.map { ColumnRecipe(name: $0, role: .insensitive) }
        let recipe = Recipe(
            columns: columns, privacy: privacy, suppression: Suppression(limit: limit, mode: mode),
            utility: utility)
        return try Anonymizer(PreparedTable(table, recipe: recipe), hierarchies: hierarchies)
    }
}
