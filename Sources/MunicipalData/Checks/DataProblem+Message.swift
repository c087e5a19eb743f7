import Primitives

extension DataProblem {
    /// What is wrong and what to do about it, in English, without the cell's value; the place stands in the other properties.
    public var message: String {
        switch kind {
        case .undecodableByte:
            "a byte that is no text in the declared encoding; check the encoding or export the file again"
        case .gaiji: "a character of the municipality's own (外字); replace it by a standard character or leave it out"
        case .variationSequence: "a character with a variation selector (IVS); write the base character alone"
        case .individualNumber:
            "digits that are an individual number (個人番号); they must not be handed over (番号法19条): export without them"
        case .impossibleDate: dateMessage
        case .unmappedCode: codeMessage
        case .checkDigit: "a digit of the \(checkName) was mistyped: its check digit is wrong; correct it at the source"
        case .raggedRow: countMessage("the row has", "fields or bytes", "a delimiter inside a value has to be quoted")
        case .unknownColumn: "a column that was not agreed; export the file without it"
        case .missingColumn: "an agreed column is missing; export the file with it, or correct its name in the header"
        case .duplicateKey: "the value stands in row \(sameRow) already, and may stand once; remove one of the rows"
        case .type: "the cell is not \(expectedName); correct it, or the item's type in the layout"
        case .length: "more characters than the item's length of \(limitText); shorten it, or correct the layout"
        case .range: "a number beyond the item's limit of \(limitText); correct it, or the limit in the layout"
        case .missingValue: "a required value is missing; fill it in, or leave the row out"
        case .history: historyMessage
        case .rowCount: countMessage("the file has", "rows", "transfer it again, or correct the manifest")
        case .protection:
            "the resident is protected (支援措置対象者); decide whether such rows are excluded or generalized"
        case .structure: fileMessage
        }
    }

    private var dateMessage: String {
        switch detail {
        case .date(let problem) where problem.hint != nil: "\(problem.description); ask the source"
        case .date(.outsideEra):
            "the day does not lie in its era; it may belong to the era before or after, or the year is mistyped: ask the source"
        case .date(.impossibleDay):
            "the calendar has no such day; the month may be shorter, or day, month or year are mistyped: ask the source"
        default: "not a day of the calendar; ask the source"
        }
    }

    private var codeMessage: String {
        if case .code(let code?) = detail {
            return "the code \(code) is not in the item's list; add it, or correct the cell"
        }
        return "a code that is not in the item's list; add it, or correct the cell"
    }

    private var historyMessage: String {
        switch detail {
        case .sameAs(let row): "the row and row \(row) are both the latest of one person; mark one of them"
        case .expected:
            "the value cannot be put in order, so that the latest row is unknown; write a whole number or a date"
        default: "no row of this person is marked as the latest; mark one"
        }
    }

    private var fileMessage: String {
        if case .file(let error) = detail { return error.description }
        return "the rest of the file cannot be read as rows; export it again"
    }

    private func countMessage(_ subject: String, _ unit: String, _ advice: String) -> String {
        guard case .count(let expected, let found) = detail else {
            return "\(subject) another number of \(unit); \(advice)"
        }
        return "\(subject) \(found) \(unit) instead of \(expected); \(advice)"
    }

    private var expectedName: String {
        switch detail {
        case .expected(let type): type.expectation
        case .check: "a \(checkName)"
        default: "what the item's type says"
        }
    }

    private var checkName: String {
        if case .check(let kind) = detail { return kind.rawValue.replacing("-", by: " ") }
        return "code"
    }

    var sameRow: String { if case .sameAs(let row) = detail { String(row) } else { "?" } }

    var limitText: String { if case .limit(let limit) = detail { String(limit) } else { "the layout" } }
}

extension ItemType {
    fileprivate var expectation: String {
        switch self {
        case .text, .address, .code: "text"
        case .integer: "a whole number without separators"
        case .decimal: "a number without separators"
        case .date: "a date in any known form"
        case .postalCode: "a postal code of seven digits"
        case .municipalityCode: "a municipality code of six digits"
        case .flag: "0 or 1"
        }
    }
}

extension String {
    fileprivate func replacing(_ character: Character, by other: Character) -> String {
        String(map { $0 == character ? other : $0 })
    }
}
