import MunicipalData
import Testing

struct CollectedRows: RowOutput {
    var bytes: [UInt8] = []
    mutating func write(_ bytes: UnsafeRawBufferPointer) { self.bytes += bytes }
}

/// The report of a file, and what was written of it.
func checked(
    _ bytes: [UInt8], _ layout: Layout, _ options: CheckOptions = CheckOptions()
) throws -> (report: CheckReport, written: [UInt8]) {
    var options = options
    if let history = layout.history, history.latest == nil {
        options.selection = try LayoutCheck(layout, options: options).run(MemoryByteStream(bytes)).selection
    }
    var output = CollectedRows()
    let report = try LayoutCheck(layout, options: options).run(MemoryByteStream(bytes), into: &output)
    return (report, output.bytes)
}

@Suite struct CheckAgreementTests {
    @Test(arguments: 0..<20)
    func `agrees with a slow check on faulty files`(part: Int) throws {
        for seed in part * 200..<(part + 1) * 200 {
            let fuzz = CheckFuzz(seed: UInt64(seed))
            let expected = ObviousCheck(fuzz.bytes, fuzz.encoding, fuzz.layout, fuzz.options)
            var options = fuzz.options
            if seed % 2 == 0 { (options.threads, options.blockSize) = (2, 1 + seed % 97) }
            let (report, written) = try checked(fuzz.bytes, fuzz.layout, options)
            let found = report.problems.map {
                ObviousCheck.Place(row: $0.row, column: $0.column, kind: $0.kind, offset: $0.offset)
            }
            var isRight = found.sorted() == expected.places && report.rows == expected.rows
            isRight = isRight && report.leftOut == expected.leftOut
            isRight = isRight && report.lineBreaks.pairs == expected.pairs && report.lineBreaks.lineFeeds == expected.lineFeeds
            #expect(isRight, "seed \(seed)")
            let isWide = fuzz.encoding == .utf16LittleEndian && report.counts[.undecodableByte] != nil
            if !isWide { #expect(written == expected.written, "seed \(seed)") }
            #expect(report.writtenRows == expected.writtenRows, "seed \(seed)")
            let profilesAgree = zip(report.profile, expected.profiles).allSatisfy { profile, other in
                !profile.isKept || Self.agree(profile, other)
            }
            #expect(profilesAgree, "seed \(seed)")
            #expect(report.gaiji.map(\.cells).sorted() == expected.gaiji.values.sorted(), "seed \(seed)")
            if !profilesAgree {
                for (a, b) in zip(report.profile, expected.profiles) where a.isKept && !Self.agree(a, b) { print("profile", seed, fuzz.encoding, a, b) }
            }
            if !isRight {
                print("seed", seed, fuzz.encoding, "missing", Set(expected.places).subtracting(found).sorted().prefix(5))
                print("too much", Set(found).subtracting(expected.places).sorted().prefix(5))
                print(report.rows, expected.rows, report.leftOut, expected.leftOut, report.lineBreaks, expected.pairs, expected.lineFeeds)
            }
        }
    }

    private static func agree(_ profile: ColumnProfile, _ other: ObviousCheck.Profile) -> Bool {
        let lengths = other.lengths.min().flatMap { least in other.lengths.max().map { least...$0 } }
        let years = other.years.min().flatMap { first in other.years.max().map { first...$0 } }
        return profile.filled == other.filled && profile.missing == other.missing && profile.faulty == other.faulty
            && profile.distinct == other.values.count && profile.lengths == lengths && profile.years == years
    }
}
