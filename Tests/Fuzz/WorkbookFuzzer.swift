// libFuzzer harness of the xlsx reader: see Scripts/fuzz.
import Spreadsheets

/// Reads the input as a workbook, or as one part of a sound one: a change in a packed archive hardly ever reaches the parts.
/// What is read is written and read again, and must be the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWorkbook(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start, count >= 1 else { return 0 }
    let input = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
    var limits = WorkbookLimits()
    limits.inflatedBytes = 1 << 22
    limits.rows = 5000
    limits.columns = 200
    limits.cells = 20_000
    guard let read = try? Workbook(reading: archive(input, choice: start[0]), limits: limits) else { return 0 }
    for sheet in read.sheets {
        precondition(sheet.rows.count <= limits.rows && sheet.rows.allSatisfy { $0.count <= limits.columns })
        precondition(sheet.rows.last?.isEmpty != true && sheet.rows.allSatisfy { $0.last != "" })
    }
    let named = Workbook(sheets: read.sheets.enumerated().map { Sheet(name: "\($0)", rows: $1.rows) })
    guard let bytes = try? named.xlsx() else { return 0 }
    let again = try? Workbook(reading: bytes, limits: limits)
    precondition(again == named, "a workbook changes when it is written and read")
    return 0
}

private func archive(_ input: [UInt8], choice: UInt8) -> [UInt8] {
    var book = WorkbookBytes(
        rows: "<row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>45383.5</v></c><c s=\"2\"><v>12</v></c></row>",
        strings: "<si><t>a</t></si>", formats: ["yyyy/m/d", "00000"])
    let text = String(decoding: input, as: UTF8.self)
    switch choice % 8 {
    case 0: return input
    case 1: return WorkbookBytes(rows: text, strings: "<si><t>a</t></si>", formats: ["yyyy/m/d"]).bytes
    case 2: return WorkbookBytes(rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: text).bytes
    case 3: return WorkbookBytes(rows: "<row><c s=\"1\"><v>45383.25</v></c></row>", formats: [text]).bytes
    case 4: return book.adding(ZipBytes.File(input, [])).bytes
    default:
        let names = book.parts.map(\.name)
        let name = names[Int(choice >> 3) % names.count]
        book.parts.removeAll { $0.name == name }
        return book.adding(ZipBytes.File(Array(name.utf8), input)).bytes
    }
}
