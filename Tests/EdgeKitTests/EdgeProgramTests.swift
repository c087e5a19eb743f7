import EdgeKit
import Foundation
import MunicipalData
import Primitives
import Processing
import Testing
import Vault

@Suite struct EdgeProgramTests {
    @Test func `a package holds the granted columns of the rows to hand over, and nothing else`() throws {
        let desk = try Desk()
        try desk.writeExport()
        #expect(desk.make() == .done, "\(desk.said)")
        #expect(String(decoding: try desk.opened(), as: UTF8.self) == Desk.expected(Desk.rows))
        let manifest = try HandoverPackage(reading: desk.path("package")).manifest
        #expect(manifest.columns == Desk.kept)
        #expect(manifest.rows == 2)
        #expect(manifest.leftOut == ["protected": 1, "non-resident": 1])
        #expect(manifest.protection == "excluded")
        #expect(manifest.sha256 == ContentDigest.sha256(of: try desk.opened()))
        #expect(manifest.specification == ContentDigest.sha256(of: try desk.bytes("spec.yaml")))
        #expect(desk.names == ["spec.yaml", "export.csv", "package"])
    }

    @Test func `no cell stands on the terminal or in clear in the package`() throws {
        let desk = try Desk()
        var rows = Desk.rows
        try desk.writeExport(rows)
        #expect(desk.make() == .done)
        var said = desk.said + desk.statuses.joined()
        rows[0][3] = "S64.01.08"
        rows[1][4] = "MARKD"
        try desk.writeExport(rows)
        #expect(
            desk.run([
                "check", "--spec", desk.path("spec.yaml"), "--data", desk.path("export.csv"), "--problems",
                desk.path("problems.csv"),
            ]) == .problems)
        said += desk.said
        var written = try desk.bytes("problems.csv")
        for name in try FileManager.default.contentsOfDirectory(atPath: desk.path("package")) {
            written += try desk.bytes("package/\(name)")
        }
        for marker in ["MARKA", "MARKB", "秘密", "123456789018", "MARKC", "S60.05", "S64.01", "R02.01"] {
            #expect(!said.contains(marker))
            #expect(!Data(written).contains(marker: marker))
        }
    }

    @Test func `only an approval makes a package`() throws {
        let desk = try Desk()
        try desk.writeExport()
        desk.answers = ["?", "いいえ"]
        #expect(desk.make([]) == .interrupted)
        #expect(desk.names == ["spec.yaml", "export.csv"])
        #expect(desk.make([]) == .interrupted, "the end of the input is no approval")
        desk.isInteractive = false
        #expect(desk.make([]) == .usage)
        #expect(desk.names == ["spec.yaml", "export.csv"])
        desk.isInteractive = true
        desk.answers = ["はい"]
        #expect(desk.make([]) == .done)
        #expect(desk.names == ["spec.yaml", "export.csv", "package"])
    }

    @Test(arguments: [
        (3, "S64.01.08", "日付"), (4, "7", "コード"), (0, "MARKA0002", "同じ値"), (0, "123456789018", "個人番号"),
        (0, "", "必須"),
    ])
    func `a problem leaves nothing behind`(column: Int, cell: String, word: String) throws {
        let desk = try Desk()
        var rows = Desk.rows
        rows[0][column] = cell
        try desk.writeExport(rows)
        #expect(desk.make() == .problems)
        #expect(desk.said.contains(word))
        #expect(desk.names == ["spec.yaml", "export.csv"])
    }

    @Test func `an interruption leaves nothing behind`() throws {
        let desk = try Desk()
        try desk.writeExport()
        desk.patience = 0
        #expect(desk.make() == .interrupted)
        #expect(desk.names == ["spec.yaml", "export.csv"])
    }

    @Test func `overwrites nothing`() throws {
        let desk = try Desk()
        try desk.writeExport()
        try desk.write([1], "package")
        #expect(desk.make() == .usage)
        #expect(try desk.bytes("package") == [1])
        try FileManager.default.removeItem(atPath: desk.path("package"))
        try FileManager.default.createSymbolicLink(
            atPath: desk.path("package"), withDestinationPath: desk.path("nowhere"))
        #expect(desk.make() == .usage)
        try FileManager.default.removeItem(atPath: desk.path("package"))
        try FileManager.default.createDirectory(
            atPath: desk.path("package.partial"), withIntermediateDirectories: false)
        #expect(desk.make() == .usage)
        #expect(desk.names.contains("package.partial"))
    }

    @Test(arguments: ["a\u{202E}b", "a\nb", String(repeating: "長", count: 70), "none/package"])
    func `refuses a name that no medium should hold`(name: String) throws {
        let desk = try Desk()
        try desk.writeExport()
        #expect(
            desk.run([
                "make", "--spec", desk.path("spec.yaml"), "--data", desk.path("export.csv"), "--out", desk.path(name),
                "--yes",
            ]) == .usage)
        #expect(!desk.said.contains("\u{202E}"))
        #expect(desk.names == ["spec.yaml", "export.csv"])
    }

    @Test func `refuses links, folders and missing files as input`() throws {
        let desk = try Desk()
        #expect(desk.make() == .usage)
        try desk.writeExport()
        try FileManager.default.createSymbolicLink(
            atPath: desk.path("link\u{202E}.csv"), withDestinationPath: desk.path("export.csv"))
        let words = ["check", "--spec", desk.path("spec.yaml"), "--data"]
        #expect(desk.run(words + [desk.path("link\u{202E}.csv")]) == .usage)
        #expect(!desk.said.contains("\u{202E}"))
        #expect(desk.run(words + [desk.folder]) == .usage)
    }

    @Test func `the day is the specification's`() throws {
        let desk = try Desk()
        try desk.writeExport()
        #expect(desk.make(["--yes", "--as-of", "2026-04-02"]) == .usage)
        #expect(desk.make(["--yes", "--as-of", "令和8年4月1日"]) == .done)
        let open = try Desk { $0.asOf = nil }
        try open.writeExport()
        #expect(open.make() == .usage)
        #expect(open.make(["--yes", "--as-of", "2026-03-31"]) == .done)
        #expect(try HandoverPackage(reading: open.path("package")).manifest.asOf == Desk.day("2026-03-31"))
    }

    @Test func `somebody decides about protected residents`() throws {
        let desk = try Desk { $0.layout.protection?.treatment = .undecided }
        try desk.writeExport()
        #expect(desk.make() == .problems)
        #expect(desk.said.contains("--protected"))
        #expect(desk.make(["--yes", "--protected", "generalized"]) == .done)
        let manifest = try HandoverPackage(reading: desk.path("package")).manifest
        #expect(manifest.protection == "generalized")
        #expect(manifest.rows == 3)
        let decided = try Desk()
        try decided.writeExport()
        #expect(decided.make(["--yes", "--protected", "generalized"]) == .usage)
    }

    @Test func `a mark of protected residents that the specification does not know stops the kit`() throws {
        let desk = try Desk { specification in
            specification.layout.protection = nil
            specification.layout.items.removeAll { $0.name == "保護" }
        }
        let text = Desk.text(Desk.rows).replacingOccurrences(of: "保護", with: "支援措置区分")
        try desk.write(Array(text.utf8), "export.csv")
        #expect(desk.make() == .problems)
        #expect(desk.said.contains("支援措置区分"))
        #expect(desk.names == ["spec.yaml", "export.csv"])
    }

    @Test func `the guide takes names as file managers drop them`() throws {
        let desk = try Desk()
        try desk.writeExport()
        desk.answers = ["\"spec.yaml\"", "'export.csv'", "「新しい 一式」", "ハイ。"]
        #expect(desk.run([]) == .done, "\(desk.said)")
        #expect(desk.names == ["spec.yaml", "export.csv", "新しい 一式"])
    }

    @Test func `a certificate that is no longer valid is not used`() throws {
        let moment = Desk.now.milliseconds / 1000
        let old = try TrainingCertificate.selfSigned(
            commonName: "old", notBefore: moment - 200, notAfter: moment - 100)
        let desk = try Desk { $0.certificate = old.certificatePEM }
        try desk.writeExport()
        #expect(desk.make() == .problems)
        #expect(desk.said.contains("有効期限"))
    }

    @Test func `the guide leads to a package`() throws {
        let desk = try Desk { $0.layout.protection?.treatment = .undecided }
        try desk.writeExport()
        desk.answers = ["", "9", "1", "1", "", "はい"]
        #expect(desk.run([]) == .done, "\(desk.said)")
        #expect(desk.names == ["spec.yaml", "export.csv", "提供一式_REQ-7"])
        desk.isInteractive = false
        #expect(desk.run([]) == .usage)
    }
}

extension Data {
    fileprivate func contains(marker: String) -> Bool { range(of: Data(marker.utf8)) != nil }
}
