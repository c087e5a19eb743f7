import Deidentification
import Foundation
import Messages
import Primitives
import MunicipalData
import Processing

/// A real file with its recipe, taken as one municipality's data.
struct RealInput {
    let data: String
    let recipe: String
    let columns: [RegisterItem]
    let rows: Int
    let sha256: String
    let encoding: String
    let delimiter: String

    var dataFolder: String { URL(fileURLWithPath: data).deletingLastPathComponent().path }

    /// Reads the recipe and the file's header, and counts its rows.
    init(data: String, recipe: String) throws {
        guard let recipeBytes = FileManager.default.contents(atPath: recipe) else {
            throw DemonstrationError("\(recipe) cannot be read")
        }
        guard let bytes = FileManager.default.contents(atPath: data).map({ Array($0) }) else {
            throw DemonstrationError("\(data) cannot be read")
        }
        let document = try RecipeDocument(reading: Array(recipeBytes), file: recipe)
        let input = document.recipe.input
        let table = try DelimitedTable(
            reading: bytes,
            as: DelimitedFormat(
                encoding: EncodingDeclaration(name: input.encoding.rawValue) ?? .detect,
                delimiter: input.delimiter.utf8.first ?? UInt8(ascii: ","), hasHeader: input.header))
        self.data = data
        self.recipe = recipe
        let roles = Dictionary(
            document.recipe.columns.map { ($0.name, $0.role) }, uniquingKeysWith: { first, _ in first })
        columns = table.columns.map {
            RegisterItem(name: $0.name, type: "text", itemClass: Self.itemClass($0.name, roles[$0.name]))
        }
        rows = table.rowCount
        sha256 = ContentHash(of: bytes).description
        encoding = table.encoding.rawValue
        delimiter = input.delimiter
    }

    /// Names of columns that lead to a person whatever a recipe says of them: the register classifies items by what
    /// they are, not by what somebody plans to do with them.
    private static let identifying = [
        "氏名", "名前", "フリガナ", "ふりがな", "カナ", "旧氏", "通称", "電話", "メール", "個人番号", "住民票コード", "e-mail", "email", "phone",
    ]

    private static func itemClass(_ name: String, _ role: Deidentification.Role?) -> ItemClass {
        if identifying.contains(where: { name.lowercased().contains($0) }) { return .directIdentifier }
        return switch role {
        case .directIdentifier: .directIdentifier
        case .identificationCode: .identificationCode
        case .linkingCode: .linkingCode
        case .quasiIdentifier: .quasiIdentifier
        case .sensitive: .sensitive
        default: .other
        }
    }
}
