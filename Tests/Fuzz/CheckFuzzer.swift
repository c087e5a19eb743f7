// libFuzzer harness of the check of a file against its layout: see Scripts/fuzz.
import MunicipalData
import Primitives

/// Checks the input in several ways; any trap, any bad access and any difference between the ways is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCheck(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start, count >= 4 else { return 0 }
    let layout = layout(start[0], start[1])
    var options = CheckOptions()
    options.limits = DelimitedLimits(rowBytes: 1 << 16, columns: 64, codes: 1000)
    options.listed = 50
    if start[1] & 64 != 0 { options.handedOver = ["日付", "宛名番号"] }
    options.dropsOthers = start[1] & 128 != 0
    let bytes = Array(UnsafeBufferPointer(start: start + 3, count: count - 3))
    let whole = outcome(bytes, layout, options)
    options.blockSize = 8 + Int(start[2])
    let cut = outcome(bytes, layout, options)
    precondition(whole == cut, "the report depends on the blocks")
    // Threads cost more than all the rest of a run.
    if start[2] & 7 == 0 {
        options.threads = 3
        precondition(outcome(bytes, layout, options) == whole, "the report depends on the threads")
    }
    return 0
}

private func layout(_ choice: UInt8, _ more: UInt8) -> Layout {
    var key = LayoutItem(name: "宛名番号", type: .text, itemClass: .linkingCode)
    key.isUnique = choice & 1 != 0
    key.isRequired = true
    key.length = 10
    key.width = 10
    var date = LayoutItem(name: "日付", type: .date, itemClass: .quasiIdentifier)
    date.width = 8
    var code = LayoutItem(name: "コード", type: .code, itemClass: .quasiIdentifier)
    code.codes = ["1": "男", "2": "女"]
    code.width = 1
    var number = LayoutItem(name: "数", type: choice & 2 != 0 ? .integer : .decimal, itemClass: .other)
    number.minimum = 0
    number.maximum = 1000
    number.width = 5
    number.missing = ["", "-"]
    var town = LayoutItem(name: "団体", type: .municipalityCode, itemClass: .quasiIdentifier)
    town.normalization = [.trim, .narrow]
    town.width = 6
    var layout = Layout(name: "試験", items: [key, date, code, number, town])
    let encodings: [EncodingDeclaration] = [
        .exactly(.utf8), .exactly(.cp932), .detect, .exactly(.utf16LittleEndian), .exactly(.utf8WithMark),
    ]
    layout.encoding = encodings[Int(choice >> 2 & 7) % encodings.count]
    let delimiter = UInt8(ascii: choice & 32 == 0 ? "," : ";")
    layout.form = choice & 64 == 0 ? .delimited(delimiter: delimiter, header: choice & 128 == 0) : .fixed
    if more & 1 != 0 {
        layout.history =
            more & 32 == 0
            ? HistoryRule(key: "宛名番号", order: ["数"])
            : HistoryRule(key: "宛名番号", latest: LatestFlag(item: "コード", value: "1"))
    }
    if more & 2 != 0 { layout.residency = ResidencyRule(item: "コード", values: ["1"]) }
    if more & 4 != 0 {
        let treatments = ProtectionRule.Treatment.allCases
        layout.protection = ProtectionRule(
            item: "コード", values: ["2"], treatment: treatments[Int(more >> 3 & 3) % treatments.count])
    }
    return layout
}

private struct Outcome: Equatable {
    var rows = -1
    var problem: LayoutProblem?
    var problems: [DataProblem] = []
    var counts: [DataProblem.Kind: Int] = [:]
    var profile: [ColumnProfile] = []
    var gaiji: [GaijiUse] = []
    var leftOut: [LeftOutReason: Int] = [:]
    var written: [UInt8] = []
    var writtenRows: Int?
}

private struct MemoryOutput: RowOutput {
    var bytes: [UInt8] = []

    mutating func write(_ rows: UnsafeRawBufferPointer) { bytes += rows }
}

private func outcome(_ bytes: [UInt8], _ layout: Layout, _ options: CheckOptions) -> Outcome {
    var options = options
    var output = MemoryOutput()
    do throws(LayoutCheckError) {
        if layout.history?.order.isEmpty == false {
            // The latest rows are known at the end of a first look.
            options.selection = try LayoutCheck(layout, options: options).run(MemoryByteStream(bytes)).selection
        }
        let report = try LayoutCheck(layout, options: options).run(MemoryByteStream(bytes), into: &output)
        for problem in report.problems {
            precondition((0...bytes.count).contains(problem.offset), "a problem beyond the file")
            precondition(!problem.japanese.isEmpty && !problem.message.isEmpty)
        }
        return Outcome(
            rows: report.rows, problems: report.problems, counts: report.counts, profile: report.profile,
            gaiji: report.gaiji, leftOut: report.leftOut, written: output.bytes, writtenRows: report.writtenRows)
    } catch {
        guard case .layout(let problem) = error else { preconditionFailure("a check in memory stops: \(error)") }
        return Outcome(problem: problem)
    }
}
