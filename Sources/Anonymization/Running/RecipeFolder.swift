import Deidentification
import FoundationEssentials
import Messages
import MunicipalData
import Processing

/// Where an engineer's recipe and its hierarchies lie on the organization's host.
struct RecipeFolder: Sendable {
    /// No recipe and no hierarchy file is larger.
    static let limit = 64 << 20

    let path: String
    let hierarchies: String?

    /// Reads the recipe and every hierarchy file it names: beside the recipe, then in the folder of hierarchies.
    @concurrent func read() async throws(Refusal) -> CheckedRecipe {
        let text = try Self.text(at: path)
        // Which files it names is known once it is read; the whole is checked with them.
        let names: [String]
        do {
            let document = try RecipeDocument(reading: Array(text.utf8), file: URL(filePath: path).lastPathComponent)
            names = document.recipe.hierarchyFiles
        } catch {
            throw Refusal(
                .invalid,
                error.faults.map { Reason("E-RECIPE-FAULT", $0.description, "加工方法に誤りがあります: \($0.description)") })
        }
        var files: [String: String] = [:]
        for name in names { files[name] = try Self.text(at: place(of: name)) }
        return try CheckedRecipe(
            RecipeBundle(recipe: text, files: files), name: URL(filePath: path).lastPathComponent)
    }

    private func place(of name: String) throws(Refusal) -> String {
        let folders = [URL(filePath: path).deletingLastPathComponent().path] + [hierarchies].compactMap(\.self)
        let places = folders.map { "\($0)/\(name)" }
        if let found = places.first(where: { FileManager.default.fileExists(atPath: $0) }) { return found }
        throw Refusal(
            .invalid, "E-RECIPE-FILE-MISSING",
            "the recipe names the hierarchy file \(name); it is neither beside the recipe nor in the folder of hierarchies",
            "階層ファイル \(name) が見つかりません。")
    }

    /// A text file in UTF-8 or, where it is not, in CP932.
    private static func text(at path: String) throws(Refusal) -> String {
        let name = URL(filePath: path).lastPathComponent
        guard let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int, size <= limit,
            let data = try? Data(contentsOf: URL(filePath: path))
        else {
            throw Refusal(
                .invalid, "E-RECIPE-FILE-UNREADABLE",
                "the file \(name) cannot be read, or is larger than \(limit >> 20) MiB; check the path",
                "ファイル \(name) を読み込めません。")
        }
        let bytes = Array(data)
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        if let text = try? MunicipalData.TextEncoding.cp932.decode(bytes) { return text }
        throw Refusal(
            .invalid, "E-RECIPE-FILE-ENCODING", "the file \(name) is neither UTF-8 nor CP932; save it as UTF-8",
            "ファイル \(name) の文字コードが UTF-8 でも CP932 でもありません。")
    }
}
