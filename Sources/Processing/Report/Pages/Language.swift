/// The languages of the pages.
enum Language: String, CaseIterable {
    case japanese = "ja"
    case english = "en"

    /// Its own name.
    var name: String { self == .japanese ? "日本語" : "English" }

    func callAsFunction(_ words: Words) -> String { self == .japanese ? words.ja : words.en }
}

/// A part of a page in one language.
protocol Speaking {
    var language: Language { get }
}

extension Speaking {
    /// The text in the page's language.
    func say(_ japanese: String, _ english: String) -> String { language == .japanese ? japanese : english }

    /// A number of persons.
    func persons(_ count: Int) -> String {
        say("\(grouped(count)) 人", count == 1 ? "1 person" : "\(grouped(count)) persons")
    }

    /// Names one after the other.
    func list(_ names: [String]) -> String { names.joined(separator: say("、", ", ")) }

    /// Sentences one after the other.
    func joined(_ sentences: [String]) -> String { sentences.joined(separator: say("", " ")) }
}
