import Messages
import Primitives

extension RegisterSite {
    /// The page of one file: the official form as one table, every line headed by its field.
    func page(of file: PublishedFile) -> String {
        let rows = file.formRows.map { row in
            let title = row.number.map { "<span class=\"number\">\($0)</span> " } ?? ""
            return "<tr><th scope=\"row\">\(title)\(row.title.escapedHTML)</th><td>\(Self.cell(row.value))</td></tr>"
        }
        let days = [("公表日", file.publishedOn), ("最終更新日", file.changedOn)].filter { !$0.1.isEmpty }.map {
            "\($0.0) <time datetime=\"\($0.1.escapedHTML)\">\((CivilDate($0.1)?.japanese ?? $0.1).escapedHTML)</time>"
        }
        return document(
            title: "個人情報ファイル簿 \(file.entry.name)（\(name(of: file.municipality))）",
            heading: "個人情報ファイル簿",
            body: """
                <p><a href="index.html">\(name(of: file.municipality).escapedHTML)の一覧へ</a></p>
                <table>
                <caption>\(file.entry.name.escapedHTML)（管理番号 \(file.id.escapedHTML)）</caption>
                <tbody>
                \(rows.joined(separator: "\n"))
                </tbody>
                </table>
                <p>\(days.joined(separator: "　"))</p>
                """)
    }

    /// The files of one municipality.
    func index(of code: String, _ formats: Set<Format>) -> String {
        let rows = files(of: code).map { file in
            "<tr><th scope=\"row\"><a href=\"\(file.page.escapedHTML)\">\(file.entry.name.escapedHTML)</a></th>"
                + "<td>\(file.entry.body.escapedHTML)</td><td>\(file.entry.department.escapedHTML)</td>"
                + "<td>\(file.entry.solicitable ? "該当" : "非該当")</td></tr>"
        }
        var links = ["<a href=\"../index.html\">団体の一覧へ</a>"]
        if formats.contains(.csv) { links.append("<a href=\"register.csv\">CSV</a>") }
        if formats.contains(.jsonld) { links.append("<a href=\"catalog.jsonld\">DCAT-AP（JSON-LD）</a>") }
        return document(
            title: "個人情報ファイル簿の一覧（\(name(of: code))）", heading: "個人情報ファイル簿の一覧",
            body: """
                <p>\(links.joined(separator: "　"))</p>
                <table>
                <caption>\(name(of: code).escapedHTML)（\(rows.count)件）</caption>
                <thead><tr><th scope="col">個人情報ファイルの名称</th><th scope="col">行政機関等の名称</th>\
                <th scope="col">事務をつかさどる組織</th><th scope="col">提案の募集</th></tr></thead>
                <tbody>
                \(rows.joined(separator: "\n"))
                </tbody>
                </table>
                """)
    }

    /// All municipalities.
    func overview(_ formats: Set<Format>) -> String {
        let rows = municipalities.map { code in
            "<li><a href=\"\(code)/index.html\">\(name(of: code).escapedHTML)</a>（\(files(of: code).count)件）</li>"
        }
        let link = formats.contains(.jsonld) ? "<p><a href=\"catalog.jsonld\">DCAT-AP（JSON-LD）</a></p>" : ""
        return document(
            title: "個人情報ファイル簿", heading: "個人情報ファイル簿",
            body: "\(link)\n<ul>\n\(rows.joined(separator: "\n"))\n</ul>")
    }

    private static func cell(_ value: RegisterFormRow.Value) -> String {
        switch value {
        case .text(let text): return text.escapedHTML.replacing("\n", with: "<br>")
        case .items(let items):
            if items.isEmpty { return "－" }
            return "<ol>" + items.map { "<li>\($0.name.escapedHTML)\(details($0))</li>" }.joined() + "</ol>"
        }
    }

    /// What is known of an item beside its name, small.
    private static func details(_ item: RegisterItem) -> String {
        var parts: [String] = []
        if let length = item.length { parts.append("\(length)字以内") }
        if let id = item.standardItem { parts.append("標準項目 \(id)") }
        if let rate = item.missingRate {
            parts.append("欠損率 \((rate * 1000).rounded() / 10)%")
        }
        if parts.isEmpty { return "" }
        return " <small>（\(parts.joined(separator: "、").escapedHTML)）</small>"
    }

    private func document(title: String, heading: String, body: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="ja">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(title.escapedHTML)</title>
        <style>
        \(Self.style)
        </style>
        </head>
        <body>
        <main>
        <h1>\(heading.escapedHTML)</h1>
        \(body)
        </main>
        <footer><p>作成日 <time datetime="\(day)">\(day.japanese)</time></p></footer>
        </body>
        </html>

        """
    }

    private static let style = """
        body { font-family: sans-serif; line-height: 1.7; color: #111; background: #fff; max-width: 60rem; \
        margin: 0 auto; padding: 1rem; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: left; font-weight: bold; padding: .5rem 0; }
        th, td { border: 1px solid #555; padding: .4rem .6rem; text-align: left; vertical-align: top; \
        overflow-wrap: anywhere; }
        tbody th { font-weight: normal; background: #f2f2f2; width: 40%; }
        thead th { background: #e0e0e0; }
        a { color: #0645ad; }
        ol { margin: 0; padding-left: 1.8rem; }
        @media print { body { max-width: none; padding: 0; font-size: 10pt; } a { color: inherit; \
        text-decoration: none; } tr { break-inside: avoid; } }
        """
}

extension String {
    /// The text as HTML shows it, in content and in quoted attributes. Control characters and marks that turn the direction
    /// of writing are left out: in a name they serve to make it look like another.
    package var escapedHTML: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n": result += "\n"
            case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}",
                "\u{2066}"..."\u{2069}", "\u{061C}":
                break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
