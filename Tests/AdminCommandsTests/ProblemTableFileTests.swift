import AdminCommands
import Foundation
import MunicipalData
import Processing
import Testing

@Suite struct ProblemTableFileTests {
    private static let table: ProblemTable = {
        var report = CheckReport()
        report.problems = [DataProblem(.impossibleDate, row: 17, column: 3, name: "=生年月日", offset: 2045)]
        report.counts = [.impossibleDate: 1]
        return ProblemTable(report)
    }()

    @Test func `the name's end says which file it is`() throws {
        #expect(try ProblemTableFile.bytes(of: Self.table, for: "確認.CSV") == Self.table.csv)
        #expect(try ProblemTableFile.bytes(of: Self.table, for: "確認.xlsx").starts(with: [0x50, 0x4B, 3, 4]))
        for name in ["確認", "確認.xls", "確認.csv.gz", ""] {
            #expect(throws: ProblemTableFile.Fault.unknownFormat) {
                try ProblemTableFile.bytes(of: Self.table, for: name)
            }
        }
    }

    @Test func `a file is written or said not to be`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "problem-table-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "確認.csv").path
        try ProblemTableFile.write(Self.table, to: path)
        #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == Self.table.csv)
        let nowhere = folder.appending(path: "ない/確認.csv").path
        #expect(throws: ProblemTableFile.Fault.unwritable(path: nowhere)) {
            try ProblemTableFile.write(Self.table, to: nowhere)
        }
    }
}
