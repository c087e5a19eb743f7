/// A section of an article; heading and note are text, the content is HTML.
struct PageSection {
    var id: String
    var heading: String
    var note = ""
    var content: String
}

/// Text with the characters that HTML gives a meaning replaced. Control characters, which no page may hold, become U+FFFD.
func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
        case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value & 0xFFFE == 0xFFFE:
            result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Text cut to a width, in half-width columns: a label beside a bar.
func clipped(_ text: String, _ width: Int) -> String {
    var used = 0
    var result = ""
    for character in text {
        used += (character.unicodeScalars.first?.value ?? 0) < 0x2E80 ? 1 : 2
        if used > width { return result + "…" }
        result.append(character)
    }
    return result
}

/// A table whose first cells are the headers of their rows; cells are HTML already. The columns in `numbers` are set flush
/// right. Where the page is narrow each row is a card, its cells named by their heads; a table that is too wide all the same
/// scrolls by itself, by keyboard too.
func table(_ label: String, _ head: [String], _ rows: [[String]], numbers: ClosedRange<Int>? = nil) -> String {
    func style(_ index: Int) -> String { numbers?.contains(index) == true ? " class=\"number\"" : "" }
    let header = head.enumerated().map { "<th scope=\"col\"\(style($0))>\(escaped($1))</th>" }.joined()
    let body = rows.map { cells in
        let texts = cells.enumerated().map { index, text in
            index == 0
                ? "<th scope=\"row\">\(text)</th>"
                : "<td\(style(index)) data-head=\"\(escaped(head[index]))\">\(text)</td>"
        }
        return "<tr>\(texts.joined())</tr>"
    }
    return """
        <div class="scroll" role="region" aria-label="\(escaped(label))" tabindex="0"><table class="cards">
        <thead><tr>\(header)</tr></thead>
        <tbody>
        \(body.joined(separator: "\n"))
        </tbody>
        </table></div>
        """
}

/// A name with an explanation under it.
func titled(_ name: String, _ note: String) -> String { "\(escaped(name))<small>\(escaped(note))</small>" }

/// A bar of a share of its cell's width, in a colour's class.
func bar(_ share: Double, _ kind: String) -> String {
    let width = decimal(min(1, max(0, share)) * 100, 2)
    return "<span class=\"bar\">\(share > 0 ? "<i class=\"\(kind)\" style=\"width:\(width)%\"></i>" : "")</span>"
}

/// Small colour keys.
func legend(_ entries: [(kind: String, name: String)]) -> String {
    let items = entries.map { "<span><i class=\"\($0.kind)\"></i>\(escaped($0.name))</span>" }
    return "<p class=\"legend\">\(items.joined())</p>"
}

/// Terms with their explanations.
func definitions(_ words: [(String, String)]) -> String {
    let items = words.map { "<dt>\(escaped($0))</dt><dd>\(escaped($1))</dd>" }
    return "<dl class=\"words\">\(items.joined(separator: "\n"))</dl>"
}

/// Sentences as a list.
func bullets(_ sentences: [String], kind: String = "") -> String {
    let items = sentences.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n")
    return "<ul\(kind.isEmpty ? "" : " class=\"\(kind)\"")>\(items)</ul>"
}

/// A paragraph of notes.
func paragraph(_ text: String) -> String { "<p class=\"note\">\(escaped(text))</p>" }
