import AdminCommands
import ArgumentParser
import Foundation
import MunicipalData
import Primitives
import Processing
import Vault

/// `oboro bench export`: a generated raw export with what the clerk's kit needs, for measurements and training.
struct BenchExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a generated raw export with its layout, a specification and a certificate for training.")

    @Option(help: "Residents of the export.") var rows = 3_700_000
    @Option(help: "Another seed gives other residents.") var seed: UInt64 = 20_240_401
    @Flag(help: "With a column of individual numbers (made up), as a raw export may have.") var individualNumbers =
        false
    @Option(help: ArgumentHelp("The folder for the files.", valueName: "folder")) var out: String

    /// What a specification for training asks for.
    static let granted = [
        "宛名番号", "生年月日", "続柄1コード", "性別コード", "市区町村コード", "住所", "郵便番号", "異動事由コード", "住定日", "世帯人数",
        "職業", "所得", "要介護度",
    ]

    func validate() throws {
        if rows < 1 { throw ValidationError("--rows wants a positive number") }
    }

    func run() throws {
        let municipality = try MunicipalityCode("132292")
        guard
            let export = SyntheticExport(
                municipality: municipality, residents: rows, seed: seed, hasIndividualNumbers: individualNumbers)
        else { throw ValidationError("--rows is out of range") }
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        let certificate = try TrainingCertificate.selfSigned(
            commonName: "研修用 作成組織", notBefore: Instant(startOf: SyntheticRegister.day).milliseconds / 1000,
            notAfter: Instant(endOf: SyntheticRegister.day.plus(years: 10)).milliseconds / 1000)
        try write(certificate.certificatePEM, "organization.crt")
        try MunicipalFile.write(Array(certificate.privateKeyPEM.utf8), to: out + "/organization.key")
        try write(LayoutDocument.text(of: export.layout), "layout.yaml")
        let specification = ExtractionSpecification(
            organization: "研修用 作成組織", request: "REQ-1", municipality: municipality, body: "西東京市長",
            fileName: "住民記録ファイル", asOf: SyntheticRegister.day, items: Self.granted, layout: export.layout,
            certificate: certificate.certificatePEM)
        try write(specification.text, "specification.yaml")
        let path = out + "/export.csv"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
        defer { try? file.close() }
        try export.write { try file.write(contentsOf: Data($0)) }
        CommandEnvironment.current.printData(path)
    }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(out)/\(name)"))
    }
}
