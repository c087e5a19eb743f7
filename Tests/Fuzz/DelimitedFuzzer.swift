// libFuzzer harness of the delimited reader: see Scripts/fuzz.
import MunicipalData
import Primitives

/// Reads the input as a file in several ways; any trap, any bad access and any difference between the ways is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDelimited(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start, count >= 3 else { return 0 }
    let choice = start[0]
    let blockSize = 8 + Int(start[1])
    let bytes = Array(UnsafeBufferPointer(start: start + 2, count: count - 2))
    let declarations: [EncodingDeclaration] = [
        .detect, .exactly(.utf8), .exactly(.cp932), .exactly(.utf16LittleEndian), .exactly(.utf8WithMark),
    ]
    let format = DelimitedFormat(
        encoding: declarations[Int(choice & 7) % declarations.count],
        delimiter: choice & 8 == 0 ? UInt8(ascii: ",") : UInt8(ascii: ";"), hasHeader: choice & 16 == 0)
    let limits = DelimitedLimits(rowBytes: choice & 32 == 0 ? 1 << 20 : 64, columns: 64, codes: 1000)
    let whole = outcome(bytes, format, ReadingOptions(blockSize: 1 << 16, limits: limits))
    let cut = outcome(bytes, format, ReadingOptions(blockSize: blockSize, limits: limits))
    precondition(whole == cut, "the result depends on the blocks")
    if choice & 64 != 0 {
        // Columns that are not kept are still checked: structure and encoding come out the same.
        let checked = try? DelimitedTable.surveying(
            bytes, as: format, options: ReadingOptions(blockSize: blockSize, limits: limits)
        ) { $0.utf8.count.isMultiple(of: 2) }
        if let checked {
            precondition(checked.rowCount == whole.rows)
            precondition(checked.undecodable.isEmpty == (whole.undecodable == 0))
        } else {
            precondition(whole.error != nil)
        }
    }
    return 0
}

private struct Outcome: Equatable {
    var rows = -1
    var undecodable = 0
    var values: [[String]] = []
    var codes: [CodeVector] = []
    var error: DelimitedFileError?
}

private func outcome(_ bytes: [UInt8], _ format: DelimitedFormat, _ options: ReadingOptions) -> Outcome {
    do throws(DelimitedFileError) {
        let table = try DelimitedTable.surveying(bytes, as: format, options: options)
        for column in table.columns {
            precondition(column.codes.count == table.rowCount)
            column.codes.forEach { precondition($0 < column.values.count) }
        }
        return Outcome(
            rows: table.rowCount, undecodable: table.undecodable.count,
            values: table.columns.map { [$0.name] + $0.values }, codes: table.columns.map(\.codes))
    } catch {
        return Outcome(error: error)
    }
}
