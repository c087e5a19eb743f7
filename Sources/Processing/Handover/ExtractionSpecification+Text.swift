import Primitives

extension ExtractionSpecification {
    /// The specification as the text of its file, which reads back as the same specification. It begins with what a person
    /// needs to know who opens it.
    public var text: String {
        var lines = [
            "# 抽出仕様書（この書面のとおりに抽出したファイルを、作成組織へ渡す。書き換えずに使うこと）",
            "specification: 1",
            "organization: \(RecipeDocument.quoted(organization))",
            "request: \(RecipeDocument.quoted(request))",
            "municipality: \(RecipeDocument.quoted(municipality.description))",
            "body: \(RecipeDocument.quoted(body))",
            "fileName: \(RecipeDocument.quoted(fileName))",
        ]
        if let asOf { lines.append("asOf: \(asOf)") }
        if let neededBy { lines.append("neededBy: \(neededBy)") }
        lines += ["items:"] + items.map { "  - \(RecipeDocument.quoted($0))" }
        lines.append("layout:")
        lines += LayoutDocument.lines(of: layout).map { "  \($0)" }
        lines.append("certificate: |")
        lines += certificate.split(whereSeparator: \.isNewline).map { "  \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }
}
