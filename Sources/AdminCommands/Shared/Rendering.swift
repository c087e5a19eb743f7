public import ArgumentParser
import Messages
import MunicipalData

/// How data is written to stdout.
public enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case table
    /// Tab-separated, one record a line, no header.
    case plain
    case json
    /// One JSON object a line.
    case jsonl
    case csv
}

/// Rows with named columns, written in any format.
struct Listing {
    let columns: [String]
    /// One object per row.
    let rows: [[String: JSONValue]]

    func text(_ format: OutputFormat) -> String {
        let cells = rows.map { row in columns.map { row[$0]?.plain ?? "" } }
        switch format {
        // Names come from files: a terminal must not obey them.
        case .table:
            return TextTable(header: columns.map { $0.uppercased() }, rows: cells.map { $0.map(\.terminalSafe) }).text
        case .plain: return cells.map { $0.map(\.terminalSafe).joined(separator: "\t") }.joined(separator: "\n")
        case .json: return MessageCoding.text(rows)
        case .jsonl: return rows.map { MessageCoding.text($0) }.joined(separator: "\n")
        case .csv:
            return ([columns] + cells).map { $0.map(Self.quoted).joined(separator: ",") }.joined(separator: "\r\n")
        }
    }

    /// RFC 4180, with cells that a spreadsheet would take for a formula made harmless.
    private static func quoted(_ cell: String) -> String {
        var cell = cell
        if let first = cell.first, "=+-@\t\r".contains(first), Double(cell) == nil { cell = "'" + cell }
        guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
