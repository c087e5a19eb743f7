import MunicipalData
import Primitives

/// Reads the rows below the headings, one proposal each.
struct RegisterRowReader {
    let headings: [RegisterField: Int]
    let width: Int
    let columns: RegisterColumns
    var findings: [RegisterFinding] = []

    init(headings: [RegisterField: Int], width: Int, columns: RegisterColumns) {
        self.headings = headings
        self.width = width
        self.columns = columns
    }

    /// The proposal of a row, or `nil` where the row names no file.
    mutating func proposal(
        _ cells: [String], row: Int, body: String, naming: RegisterField
    ) -> RegisterProposal? {
        if cells.count > width, cells[width...].contains(where: { !$0.isBlank }) {
            findings.append(
                RegisterFinding(
                    .raggedRow, row: row, column: width + 1,
                    "the row is longer than the headings, the rest was not read: quote cells that hold a separator",
                    "見出しより列が多いため、余分の列は読み込んでいません。"))
        }
        var proposal = RegisterProposal()
        proposal.rows = [row]
        for field in RegisterField.allCases {
            guard let column = headings[field], column < cells.count else { continue }
            guard let text = text(cells[column], field, row: row, column: column + 1) else { continue }
            read(text, field, into: &proposal, row: row, column: column + 1)
        }
        if naming == .officeWork, proposal.texts[.name] == nil {
            proposal.texts[.name] = proposal.officeWorks.first
        }
        guard proposal.texts[.name] != nil else {
            findings.append(
                RegisterFinding(
                    .noName, row: row, column: headings[naming].map { $0 + 1 } ?? 0,
                    "the row names no file and was not read", "ファイルの名称がないため、この行は読み込んでいません。"))
            return nil
        }
        if proposal.texts[.body] == nil, !body.isEmpty { proposal.texts[.body] = body }
        return proposal
    }

    /// The text of a cell, or `nil` where it is blank, says «none», or holds a formula instead of a text.
    private mutating func text(_ cell: String, _ field: RegisterField, row: Int, column: Int) -> String? {
        let text = cell.trimmed
        if text.isEmpty { return nil }
        if Self.isFormula(text) {
            findings.append(
                RegisterFinding(
                    .formula, row: row, column: column, subject: field.rawValue,
                    "the cell holds a formula, it was left blank: write the text itself",
                    "数式のセルは空欄として扱いました。文字で記載してください。"))
            return nil
        }
        if !field.isFlag, columns.none.contains(RegisterColumns.folded(text)) { return nil }
        return text
    }

    /// What a spreadsheet takes for a formula, or for a call of another program (`+cmd|…!A1`); a lone sign is none, and neither
    /// is a dash before an item of a list.
    static func isFormula(_ text: String) -> Bool {
        guard let first = text.narrowed.first, text.count > 1 else { return false }
        return switch first {
        case "=", "@": true
        case "+", "-": text.contains { "!|".contains($0) } || first == "+" && text.contains("(")
        default: false
        }
    }

    private mutating func read(
        _ text: String, _ field: RegisterField, into proposal: inout RegisterProposal, row: Int, column: Int
    ) {
        switch field {
        case .items: readItems(text, into: &proposal, row: row, column: column)
        case .officeWork: proposal.officeWorks = [text]
        case .personCount:
            proposal.personCount = Self.count(text)
            if proposal.personCount == nil { unreadable(field, row, column, "a whole number such as 12,345") }
        case .personCountAsOf:
            if case .day(let day) = try? WrittenDate(reading: text) { proposal.personCountAsOf = day }
            if proposal.personCountAsOf == nil { unreadable(field, row, column, "a day such as 令和8年4月1日") }
        default:
            guard field.isFlag else {
                proposal.texts[field] = text
                return
            }
            proposal.flags[field] = flag(text, field)
            if proposal.flags[field] == nil { unreadable(field, row, column, "yes or no by the words declared") }
        }
    }

    private mutating func unreadable(_ field: RegisterField, _ row: Int, _ column: Int, _ expected: String) {
        findings.append(
            RegisterFinding(
                .unreadable, row: row, column: column, subject: field.rawValue,
                "\(field.rawValue) cannot be read and was left blank: \(expected) is expected",
                "読み取れないため空欄としました（\(field.japanese)）。"))
    }

    private func flag(_ text: String, _ field: RegisterField) -> Bool? {
        let word = RegisterColumns.folded(text)
        if field == .computerised {
            if columns.computerised.contains(word) { return true }
            if columns.manual.contains(word) { return false }
        }
        if columns.yes.contains(word) { return true }
        return columns.no.contains(word) ? false : nil
    }

    /// A whole number of either width, with or without separators of thousands and the counter 人 or 件.
    static func count(_ text: String) -> Int? {
        var digits = text.narrowed.filter { !$0.isWhitespace && $0 != "," }
        if let last = digits.last, "人件名".contains(last) { digits.removeLast() }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits)
    }

    /// Divides a cell into items: at line breaks and the declared separators, outside of brackets; an item number, bullet or
    /// full stop at the edge is no part of a name.
    private mutating func readItems(_ text: String, into proposal: inout RegisterProposal, row: Int, column: Int) {
        var seen: Set<String> = []
        for name in Self.itemNames(in: text, separators: columns.separators) {
            if seen.insert(name).inserted {
                proposal.items.append(RegisterProposal.Item(name: name))
            } else {
                findings.append(
                    RegisterFinding(
                        .duplicateItem, row: row, column: column, subject: shortenedName(name),
                        "an item stands twice and was taken once", "同じ記録項目が重複しているため、1つにまとめました。"))
            }
        }
    }

    static func itemNames(in text: String, separators: Set<Character>) -> [String] {
        // `1氏名 2生年月日`: the official way of writing; only numbers that count through all parts are numbers of items.
        let numbered = counted(divided(text) { separators.contains($0) || $0.isWhitespace })
        let parts = numbered ?? counted(divided(text, separators.contains)) ?? divided(text, separators.contains)
        return parts.map(itemName).filter { !$0.isEmpty }
    }

    /// The parts between separators that stand outside of brackets; a line break always divides, and a number in a circle
    /// always begins an item.
    private static func divided(_ text: String, _ isSeparator: (Character) -> Bool) -> [String] {
        var parts: [String] = []
        var part = ""
        var depth = 0
        for character in text {
            if "（(［[「".contains(character) { depth += 1 }
            if "）)］]」".contains(character) { depth = max(0, depth - 1) }
            let isEnd = character.isNewline || depth == 0 && isSeparator(character)
            if isEnd || depth == 0 && isCircled(character) {
                parts.append(part.trimmed)
                part = isEnd ? "" : String(character)
                if character.isNewline { depth = 0 }
            } else {
                part.append(character)
            }
        }
        return (parts + [part.trimmed]).filter { !$0.isEmpty }
    }

    /// The parts without their numbers, where they are numbered 1, 2, 3, … to the end.
    private static func counted(_ parts: [String]) -> [String]? {
        var names: [String] = []
        for (index, part) in parts.enumerated() {
            let digits = part.prefix { $0.isWholeNumber && !isCircled($0) }
            guard Int(String(digits).narrowed) == index + 1, digits.count < part.count else { return nil }
            names.append(String(part.dropFirst(digits.count).drop { ".．:：、）) 　".contains($0) }))
        }
        return names.isEmpty ? nil : names
    }

    private static func isCircled(_ character: Character) -> Bool {
        character.unicodeScalars.first.map { (0x2460...0x24FF).contains($0.value) } ?? false
    }

    /// `１．氏名`, `①氏名`, `（1）氏名` and `・氏名` are 氏名; `5歳児健診` and `65歳以上` keep their number.
    private static func itemName(_ part: String) -> String {
        var text = part.trimmed[...]
        if let first = text.first, "・●○◦-－*＊".contains(first) { text = text.dropFirst() }
        let isBracketed = text.first.map { "（(".contains($0) } ?? false
        let number = (isBracketed ? text.dropFirst() : text).prefix {
            isCircled($0) || RegisterRowReader.count(String($0)) != nil
        }
        if !number.isEmpty {
            let rest = (isBracketed ? text.dropFirst() : text).dropFirst(number.count)
            if number.allSatisfy(isCircled) {
                text = rest
            } else if let mark = rest.first, (isBracketed ? "）)" : ".．:： 　)）").contains(mark) {
                text = rest.dropFirst()
            }
        }
        let name = String(text).trimmed
        return name.last.map { "。.；;".contains($0) } == true ? String(name.dropLast()).trimmed : name
    }
}
