import Foundation
package import Messages

/// A search over entries of the register: every word must stand in one of the fields searched, width, case, and hiragana or
/// katakana apart.
package struct RegisterSearch: Sendable {
    /// A place where a word was found.
    package struct Match: Sendable, Hashable {
        /// The entry's member, such as `items`.
        package let field: String
        /// The item's name, or the text around the word.
        package let excerpt: String
    }

    /// The fields that can be searched.
    package static let fields = [
        "name", "body", "department", "purpose", "items", "scope", "collection", "regularRecipients", "disclosureDesk",
        "specialProcedures", "proposalDesk", "remarks", "refreshCycle", "retention",
    ]

    private let words: [String]
    private let fields: Set<String>

    /// A search for words in some fields, or in all where none is named.
    package init(words: [String], fields: [String] = []) {
        self.words = words.flatMap { $0.split(whereSeparator: \.isWhitespace) }.map { Self.folded(String($0)) }
            .filter { !$0.isEmpty }
        self.fields = Set(fields.isEmpty ? Self.fields : fields)
    }

    /// Where the words stand in an entry, field by field; nothing where a word is missing.
    package func matches(in entry: RegisterEntry) -> [Match] {
        let texts = entry.searchable.filter { fields.contains($0.field) }.map {
            ($0.field, $0.text, Self.folded($0.text))
        }
        var matches: [Match] = []
        for word in words {
            let found = texts.filter { $0.2.contains(word) }
            if found.isEmpty { return [] }
            for (field, text, _) in found {
                let match = Match(field: field, excerpt: Self.excerpt(of: text, around: word))
                if !matches.contains(match) { matches.append(match) }
            }
        }
        return matches
    }

    /// One way of writing for all that a reader takes for the same: compatibility forms (half-width kana, full-width letters)
    /// composed, lower case, hiragana as katakana.
    package static func folded(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            let isHiragana = (0x3041...0x3096).contains(scalar.value)
            scalars.append(isHiragana ? Unicode.Scalar(scalar.value + 0x60) ?? scalar : scalar)
        }
        return String(scalars)
    }

    /// The folded text without spaces: two names with one key are the same name.
    static func key(_ text: String) -> String { folded(text).filter { !$0.isWhitespace } }

    /// The whole text where it is short, else what stands around the word.
    private static func excerpt(of text: String, around word: String) -> String {
        let characters = Array(text)
        let line = 40
        if characters.count <= line { return text.replacing("\n", with: " ") }
        var index = 0
        while index < characters.count, !folded(String(characters[index...].prefix(word.count * 3))).hasPrefix(word) {
            index += 1
        }
        let start = max(0, min(index - 10, characters.count - line))
        let end = min(characters.count, start + line)
        let piece = String(characters[start..<end]).replacing("\n", with: " ")
        return (start > 0 ? "…" : "") + piece + (end < characters.count ? "…" : "")
    }
}

extension RegisterEntry {
    /// The texts to be searched; each item by itself.
    fileprivate var searchable: [(field: String, text: String)] {
        [
            ("name", name), ("body", body), ("department", department), ("purpose", purpose),
        ] + items.map { ("items", $0.name) } + [
            ("scope", scope), ("collection", collection), ("regularRecipients", regularRecipients),
            ("disclosureDesk", disclosureDesk), ("specialProcedures", specialProcedures),
            ("proposalDesk", proposalDesk), ("remarks", remarks), ("refreshCycle", refreshCycle ?? ""),
            ("retention", retention ?? ""),
        ]
    }
}
