/// The frame of a page: one file in two languages without references to others and without script. The reader's choice of
/// language is a pair of radio buttons; the page is printed in the language that is shown.
///
/// The page is well-formed XML too, so that a test can hold it to that.
struct PageShell {
    /// An article in one language.
    struct Article {
        var language: Language
        /// What kind of page it is.
        var kind: String
        var title: String
        /// HTML under the title.
        var lead: String
        var sections: [PageSection]
    }

    let articles: [Article]

    var html: String {
        let first = articles.first
        let switches = articles.enumerated().map { index, article in
            let code = article.language.rawValue
            return "<input class=\"switch\" type=\"radio\" name=\"language\" id=\"to-\(code)\" "
                + "\(index == 0 ? "checked=\"checked\" " : "")aria-label=\"\(article.language.name)\"/>"
        }
        let labels = articles.map { article in
            let code = article.language.rawValue
            return "<label for=\"to-\(code)\" lang=\"\(code)\">\(article.language.name)</label>"
        }
        return """
            <!DOCTYPE html>
            <html lang="ja">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(escaped(first?.title ?? ""))｜\(escaped(first?.kind ?? ""))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            \(switches.joined(separator: "\n"))
            <div class="languages">\(labels.joined())</div>
            <main>
            \(articles.map(Self.article).joined(separator: "\n"))
            </main>
            </body>
            </html>

            """
    }

    private static func article(_ article: Article) -> String {
        let code = article.language.rawValue
        let contents = article.sections.map { "<li><a href=\"#\(code)-\($0.id)\">\(escaped($0.heading))</a></li>" }
        let sections = article.sections.map { section in
            let note = section.note.isEmpty ? "" : paragraph(section.note) + "\n"
            return """
                <section id="\(code)-\(section.id)">
                <h2>\(escaped(section.heading))</h2>
                \(note)\(section.content)
                </section>
                """
        }
        let name = article.language == .japanese ? "目次" : "Contents"
        return """
            <article class="\(code)" lang="\(code)">
            <header>
            <p class="kind">\(escaped(article.kind))</p>
            <h1>\(escaped(article.title))</h1>
            \(article.lead)
            </header>
            <nav class="contents" aria-label="\(name)"><ol>\(contents.joined())</ol></nav>
            \(sections.joined(separator: "\n"))
            </article>
            """
    }
}
