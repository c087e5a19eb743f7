import EdgeKit
import Foundation
import MunicipalData
import Primitives
import Processing
import Vault

/// A clerk's desk: a folder with a specification and an export, and a terminal in memory.
final class Desk {
    let folder: String
    let certificate: TrainingCertificate
    /// All that the kit wrote to the terminal.
    private(set) var said = ""
    /// The lines that the kit showed for a moment.
    private(set) var statuses: [String] = []
    var answers: [String] = []
    var isInteractive = true
    /// How often the kit may ask whether to go on before it is interrupted; nil for ever.
    var patience: Int?

    static let now = Instant(startOf: day("2026-05-01"))
    static let header = ["宛名番号", "氏名", "個人番号", "生年月日", "性別", "状態", "保護", "備考"]
    static let kept = ["宛名番号", "性別", "生年月日"]

    init(_ specification: (inout ExtractionSpecification) -> Void = { _ in }) throws {
        folder = NSTemporaryDirectory() + "edge-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let moment = Desk.now.milliseconds / 1000
        certificate = try TrainingCertificate.selfSigned(
            commonName: "test", notBefore: moment - 86400, notAfter: moment + 86400)
        var value = Desk.specification(certificate: certificate.certificatePEM)
        specification(&value)
        try write(Array(value.text.utf8), "spec.yaml")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func day(_ text: String) -> CivilDate {
        guard let day = CivilDate(text) else { preconditionFailure("the tests' own dates are dates") }
        return day
    }

    static func specification(certificate: String) -> ExtractionSpecification {
        guard let municipality = try? MunicipalityCode("132292") else { preconditionFailure("a known code") }
        return ExtractionSpecification(
            organization: "試験機構", request: "REQ-7", municipality: municipality, body: "試験市長", fileName: "試験ファイル",
            asOf: day("2026-04-01"), items: kept, layout: layout, certificate: certificate)
    }

    static var layout: Layout {
        var number = LayoutItem(name: "宛名番号", type: .text, itemClass: .linkingCode)
        number.isRequired = true
        number.isUnique = true
        var sex = LayoutItem(name: "性別", type: .code, itemClass: .quasiIdentifier)
        sex.codes = ["1": "男", "2": "女"]
        var layout = Layout(
            name: "試験",
            items: [
                number, LayoutItem(name: "氏名", type: .text, itemClass: .directIdentifier),
                LayoutItem(name: "個人番号", type: .text, itemClass: .identificationCode),
                LayoutItem(name: "生年月日", type: .date, itemClass: .quasiIdentifier), sex,
                LayoutItem(name: "状態", type: .text, itemClass: .other),
                LayoutItem(name: "保護", type: .text, itemClass: .sensitive),
            ])
        layout.residency = ResidencyRule(item: "状態", values: ["1"])
        layout.protection = ProtectionRule(item: "保護", values: ["1"], treatment: .excluded)
        return layout
    }

    /// Rows whose cells can be looked for in all that the kit writes.
    static let rows: [[String]] = [
        ["MARKA0001", "MARKB秘密一", "123456789018", "S60.05.06", "1", "1", "0", "MARKC"],
        ["MARKA0002", "MARKB秘密二", "123456789018", "H01.02.03", "2", "1", "1", "MARKC"],
        ["MARKA0003", "MARKB秘密三", "123456789018", "H10.04.05", "2", "3", "0", "MARKC"],
        ["MARKA0004", "MARKB秘密四", "123456789018", "R02.01.02", "2", "1", "0", "MARKC"],
    ]

    /// What is handed over of these rows: worked out row by row.
    static func expected(_ rows: [[String]]) -> String {
        let places = kept.map { header.firstIndex(of: $0) ?? 0 }
        let handed = rows.filter { $0[5] == "1" && $0[6] == "0" }
        return ([header] + handed).map { row in places.map { row[$0] }.joined(separator: ",") + "\r\n" }.joined()
    }

    static func text(_ rows: [[String]]) -> String {
        ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    }

    func writeExport(_ rows: [[String]] = Desk.rows) throws { try write(Array(Desk.text(rows).utf8), "export.csv") }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path(name)))) }

    var names: Set<String> { Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []) }

    /// Runs the kit.
    func run(_ words: [String]) -> EdgeStatus {
        said = ""
        let terminal = Terminal(
            write: { [unowned self] in said += $0 }, writeError: { [unowned self] in said += $0 },
            showStatus: { [unowned self] in statuses.append($0) },
            readLine: { [unowned self] in answers.isEmpty ? nil : answers.removeFirst() }, isInteractive: isInteractive)
        var clock = 0.0
        let environment = EdgeEnvironment(
            terminal: terminal, folder: folder, now: { Desk.now },
            seconds: {
                clock += 1
                return clock
            },
            isInterrupted: { [unowned self] in
                guard let left = patience else { return false }
                patience = max(0, left - 1)
                return left <= 0
            }, threads: 2)
        return EdgeProgram(environment: environment).run(words)
    }

    /// `make` with the usual files.
    func make(_ more: [String] = ["--yes"]) -> EdgeStatus {
        run(["make", "--spec", path("spec.yaml"), "--data", path("export.csv"), "--out", path("package")] + more)
    }

    /// What the organization finds in the package.
    func opened() throws -> [UInt8] {
        let package = try HandoverPackage(reading: path("package"))
        try package.verify()
        var clear: [UInt8] = []
        try EnvelopeOpener(
            certificatePEM: certificate.certificatePEM, privateKeyPEM: certificate.privateKeyPEM
        ).open(
            package.manifest.parts.map {
                SealedPart(name: $0.name, byteCount: Int64($0.bytes), sha256: $0.sha256)
            }, in: path("package")
        ) { clear += $0 }
        return clear
    }
}
