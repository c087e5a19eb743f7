import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Says whether a text is well-formed XML, by the parser of the system.
enum WellFormed {
    static func check(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }
}

/// A plain reader of RFC 4180, for what the product writes.
enum CSVReader {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [[""]]
        var quoted = false
        // Whether the last character closed a quoted cell: another quote then stands for one quote.
        var closed = false
        for scalar in text.unicodeScalars {
            let row = rows.count - 1
            let cell = rows[row].count - 1
            if scalar == "\"" {
                if closed { rows[row][cell].append("\"") }
                closed = quoted
                quoted.toggle()
                continue
            }
            closed = false
            switch scalar {
            case "," where !quoted: rows[row].append("")
            case "\r" where !quoted: break
            case "\n" where !quoted: rows.append([""])
            default: rows[row][cell].unicodeScalars.append(scalar)
            }
        }
        return rows.filter { $0 != [""] }
    }
}
