import ArgumentParser
import Foundation
import Messages
import MunicipalData
import Spreadsheets

/// The problems of a file in quarantine as a table that the municipality's clerk can open: places, never values.
enum ProblemFile {
    static func requireFormat(_ path: String) throws {
        guard path.hasSuffix(".csv") || path.hasSuffix(".xlsx") else {
            throw ValidationError("--problems wants a name that ends in .csv or .xlsx")
        }
    }

    /// Writes the places of an event; a file without problems gives the headings alone.
    static func write(_ places: JSONValue?, to path: String) throws {
        var rows = [["行", "列", "記録項目", "先頭からのバイト数", "種類", "内容"]]
        if case .array(let places) = places { rows += places.map(row) }
        let bytes = path.hasSuffix(".xlsx") ? try workbook(rows) : delimited(rows)
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
            throw ValidationError("\(path) cannot be written")
        }
    }

    private static func row(_ place: JSONValue) -> [String] {
        [
            number(place["row"]), number(place["column"]), place["name"]?.text ?? "", number(place["offset"]),
            place["code"]?.text ?? "", place["japanese"]?.text ?? "",
        ]
    }

    private static func number(_ value: JSONValue?) -> String {
        guard case .integer(let number) = value else { return "" }
        return "\(number)"
    }

    private static func workbook(_ rows: [[String]]) throws -> [UInt8] {
        do throws(WorkbookError) {
            return try Workbook(sheets: [Sheet(name: "確認結果", rows: rows)]).xlsx()
        } catch {
            throw ValidationError("\(error)")
        }
    }

    /// UTF-8 with the mark by which spreadsheet programs know it. A name that would be a formula there is a text.
    private static func delimited(_ rows: [[String]]) -> [UInt8] {
        var writer = DelimitedWriter()
        for row in rows {
            writer.append(row: row.map { $0.first.map("=+-@\t".contains) == true ? "'\($0)" : $0 })
        }
        return [0xEF, 0xBB, 0xBF] + writer.bytes
    }
}
