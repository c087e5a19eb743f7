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
            var options = fuzz.options
            if seed % 2 == 0 { (options.threads, options.blockSize) = (2, 1 + seed % 97) }
            try compare(fuzz, [options], "seed \(seed)")
        }
    }

    @Test(arguments: 0..<12)
    func `agrees with a slow check on long files, for any threads and blocks`(seed: Int) throws {
        let fuzz = CheckFuzz(seed: UInt64(10_000 + seed), rows: 6000)
        let all = [(1, 1 << 20), (2, 1 << 20), (3, 20_000), (2, 1777)].map { threads, blockSize in
            var options = fuzz.options
            (options.threads, options.blockSize, options.listed) = (threads, blockSize, .max)
            return options
        }
        try compare(fuzz, all, "seed \(10_000 + seed)")
    }

    private func compare(_ fuzz: CheckFuzz, _ all: [CheckOptions], _ seed: Comment) throws {
        let expected = ObviousCheck(fuzz.bytes, fuzz.encoding, fuzz.layout, fuzz.options)
        for options in all {
            let (report, written) = try checked(fuzz.bytes, fuzz.layout, options)
            let found = report.problems.map {
                ObviousCheck.Place(row: $0.row, column: $0.column, kind: $0.kind, offset: $0.offset)
            }.sorted()
            if found != expected.places {
                print(seed, "missing", Set(expected.places).subtracting(found).sorted().prefix(5))
                print(seed, "too much", Set(found).subtracting(expected.places).sorted().prefix(5))
            }
            let agrees = found == expected.places
            #expect(agrees, seed)
            #expect(report.rows == expected.rows, seed)
            #expect(report.leftOut == expected.leftOut, seed)
            #expect(report.lineBreaks.pairs == expected.pairs, seed)
            #expect(report.lineBreaks.lineFeeds == expected.lineFeeds, seed)
            #expect(report.writtenRows == expected.writtenRows, seed)
            // What stands for a unit of UTF-16 without meaning cannot be written back.
            let isLost = fuzz.encoding == .utf16LittleEndian && report.counts[.undecodableByte] != nil
            let isWritten = isLost || written == expected.written
            #expect(isWritten, seed)
            let profilesAgree = zip(report.profile, expected.profiles).allSatisfy { profile, other in
                !profile.isKept || Self.agree(profile, other)
            }
            #expect(profilesAgree, seed)
            #expect(report.gaiji.map(\.cells).sorted() == expected.gaiji.values.sorted(), seed)
        }
    }

    private static func agree(_ profile: ColumnProfile, _ other: ObviousCheck.Profile) -> Bool {
        let lengths = other.lengths.min().flatMap { least in other.lengths.max().map { least...$0 } }
        let years = other.years.min().flatMap { first in other.years.max().map { first...$0 } }
        return profile.filled == other.filled && profile.missing == other.missing && profile.faulty == other.faulty
            && profile.distinct == (other.values.count > 1000 ? nil : other.values.count) && profile.lengths == lengths
            && profile.years == years
    }
}
